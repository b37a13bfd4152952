"""Nothing printed twice without a recorded decision, however people and journals behave.

One office lives through many examples; each example is one application: an approver and a second
person who try everything at any moment, and a station whose entries arrive late, in any order and
again. A station that keeps the rules never prints twice; of one that breaks them it is said.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from domain.event import StreamId
from domain.stock.state import Box
from domain.streams import EVENTS
from projections.queue_board.tables import jobs
from projections.rebuild import Rebuilder
from projections.stock.tables import boxes
from projections.views import VIEWS
from tests.support.office import Office
from tests.support.one_application import Application, NoPictures

STEPS = st.lists(st.sampled_from(range(2520)), min_size=20, max_size=40)
"""Each number picks one of the acts that make a difference at its moment."""

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""The office lives on, so a smaller example is not the same example."""


@pytest.fixture(scope="module")
def busy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """An office with blanks enough for all examples."""
    office = Office(tmp_path_factory.mktemp("busy") / "terbit")
    office.payloads = NoPictures(office.centre)
    office.box = office.open_box(count=2_000)
    office.journal.open_shift()
    yield office
    office.close()


def live(office: Office, steps: Sequence[int | str], *, keeps_rules: bool) -> Application:
    assert office.box is not None
    told = Application(office, office.box, keeps_rules=keeps_rules)
    for step in steps:
        if isinstance(step, int):
            told.step(step)
        else:
            told.do(step)
    told.do("deliver")
    return told


def printed_since_a_decision(office: Office, told: Application, since: int) -> list[int]:
    """Cards said to be good after each approval or authorised reprint, in the order of the log."""
    counts = [0]
    for row in office.rows(since):
        if row.topic in ("document.approved", "print_job.reprint_authorised"):
            counts.append(0)
        if row.stream == told.document and row.topic == "document.printed":
            counts[-1] += 1
    return counts


def good_cards(office: Office, told: Application) -> Counter[str]:
    return Counter(
        {
            job: sum(1 for tried in office.job(job).attempts.values() if tried.outcome == "good")
            for job in told.jobs
        }
    )


@settings(max_examples=15, deadline=None, phases=UNSHRUNK)
@given(STEPS)
def test_a_station_that_keeps_the_rules_prints_at_most_once(busy: Office, steps: list[int]) -> None:
    keeps_the_promise(busy, steps, keeps_rules=True)


@settings(max_examples=15, deadline=None, phases=UNSHRUNK)
@given(STEPS)
def test_of_a_station_that_breaks_them_every_second_card_is_told(
    busy: Office, steps: list[int]
) -> None:
    """A card of a lease that had ended, or beside a good one: counted, and never in silence."""
    keeps_the_promise(busy, steps, keeps_rules=False)


@pytest.mark.parametrize(
    ("acts", "keeps_rules"),
    [
        (
            (
                "approve undo approve complete approve incomplete correct approve hold jump lease "
                "complete surrender deliver approve lease start printed deliver inspect reprint "
                "lease start spoiled deliver reprint lease start unknown deliver absent deliver "
                "settle"
            ),
            True,
        ),
        ("approve lease start untouched start unknown none shuffle settle repeat", True),
        ("approve lease break lease start deliver break see settle", True),
        ("approve lease start deliver break printed deliver", True),
        ("approve lease break lease start printed deliver", False),
        ("approve lease start printed deliver start printed deliver repeat", False),
        ("approve lease start unknown bad deliver printed deliver settle", False),
    ],
)
def test_the_ways_that_chance_may_miss(busy: Office, acts: str, *, keeps_rules: bool) -> None:
    keeps_the_promise(busy, acts.split(), keeps_rules=keeps_rules)


def keeps_the_promise(office: Office, steps: Sequence[int | str], *, keeps_rules: bool) -> None:
    since = office.position()
    told = live(office, steps, keeps_rules=keeps_rules)
    again = sum(max(0, cards - 1) for cards in printed_since_a_decision(office, told, since))
    good, opened = good_cards(office, told), causes(office, since)
    twice = sum(max(0, cards - 1) for cards in good.values())

    if keeps_rules:
        assert (0, True) == (again, sum(good.values()) <= 1)
    assert office.journal.seq == office.journal.held()
    assert again <= opened["lease_ended"]
    assert twice <= opened["printed_twice"]
    the_views_agree(office)


def causes(office: Office, since: int) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in office.rows(since):
        if row.topic == "discrepancy.opened":
            state = office.centre.registry.load(StreamId(row.stream)).state
            found[state.cause] += 1
    return found


def the_views_agree(office: Office) -> None:
    """Status of every job, and what is left of the box, as the domain says."""
    office.installation.runner.run_once()
    with office.installation.views.connect() as connection:
        seen = {row.print_job: row.status for row in connection.execute(select(jobs))}
        stack = connection.execute(select(boxes).where(boxes.c.box == office.box)).one()
    said = {job: office.job(job).status.value for job in seen}
    assert office.box is not None
    box: Box = office.centre.registry.load(office.box).state

    assert said == seen
    assert (box.remaining(), box.next_serial()) == (stack.remaining, stack.next_serial)


def test_after_all_of_it_a_rebuild_equals_live(busy: Office) -> None:
    """Runs last: the log of every example above."""
    busy.installation.runner.run_once()
    views, log, keys = busy.installation.views, busy.installation.log, busy.centre.keys

    assert set() == NEEDED - {row.topic for row in busy.rows()}
    assert {"printed_twice", "late_success", "lease_ended"} <= set(causes(busy, 0))
    assert [True] * len(VIEWS) == [
        Rebuilder(views, log, keys).run(view, swap=False).equal for view in VIEWS
    ]


ELSEWHERE = {"print_job.routed", "print_job.called"}
"""Not of printing itself: other tests reach them."""
NEEDED = {topic for topic in EVENTS if topic.startswith("print_job.")} - ELSEWHERE | {
    "document.approval_undone",
    "document.returned",
    "document.inspection_failed",
    "document.withdrawn",
    "blank_box.blank_missing",
    "blank_box.blank_returned",
}
"""What the ways and examples together must have reached, else they proved little."""
