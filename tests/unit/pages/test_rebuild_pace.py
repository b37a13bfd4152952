"""How long a rebuild will take: by the one before, when it came to its end."""

import pytest

from projections.check_runs import Checked, Run, Stage
from web.pages.history.rebuilding import about, pace_of


def run(stage: Stage = Stage.DONE, ended: str | None = "2026-11-25T10:00:20+00:00") -> Run:
    return Run(
        id="1",
        by="2",
        asked_at="2026-11-25T09:00:00+00:00",
        began_at="2026-11-25T10:00:00+00:00",
        ended_at=ended,
        stage=stage,
        views=[Checked(view="stock", position=40_000), Checked(view="people", position=39_999)],
    )


def test_the_pace_is_counted_from_its_beginning_and_not_from_when_it_was_asked_for() -> None:
    assert 2_000 == pace_of(run())


@pytest.mark.parametrize(
    "other",
    [
        None,
        run(Stage.FAILED),
        run(Stage.RUNNING, None),
        run(ended="2026-11-25T10:00:00+00:00"),
    ],
)
def test_a_rebuild_that_did_not_end_says_nothing(other: Run | None) -> None:
    assert None is pace_of(other)


def test_a_guess_is_in_whole_minutes() -> None:
    assert ["kurang dari satu menit", "2 menit", "1 jam 1 menit"] == [
        about(seconds) for seconds in (60, 61, 3_601)
    ]
