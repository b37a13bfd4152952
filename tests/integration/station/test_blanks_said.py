"""What the operator says of blanks and boxes at the station, and what it knows of them then."""

from collections.abc import Callable
from pathlib import Path

import pytest

from application.station_link.desk import Refusal
from tests.support.workbench import BOX, PIN, STAFF, Bench, bench, lease

FIRST, SECOND, THIRD, FOURTH = (str(74120001 + number) for number in range(4))


def ready(at: Bench) -> None:
    at.hear()
    at.desk.open_shift(STAFF, PIN)


def stack(at: Bench) -> list[str]:
    rows = at.store.all("SELECT serial FROM stack WHERE gone=0 ORDER BY serial")
    return [row["serial"] for row in rows]


def counted_box(at: Bench) -> None:
    """Blanks without numbers."""
    (known,) = at.centre.wanted["boxes"]
    known |= {"serials": [], "remaining": 4, "kind": "kia"}


def test_what_is_scanned_is_as_much_as_was_counted_and_the_rest_is_not_printed_on(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        ready(at)
        with pytest.raises(Refusal, match="Hitung buta kotak ini dahulu"):
            at.desk.scan(BOX, [SECOND, FOURTH])
        at.desk.count(BOX, 2)
        with pytest.raises(Refusal, match="Dipindai 1, dihitung 2"):
            at.desk.scan(BOX, [SECOND, f" {SECOND} "])
        at.desk.scan(BOX, [FOURTH, "7412 0002", ""])

        assert [SECOND, FOURTH] == stack(at)
        assert [SECOND, FOURTH] == at.entries()[-1]["body"]["present"]
        at.desk.found(BOX, THIRD, usable=True)
        at.desk.found(BOX, FIRST, usable=False)
        assert [SECOND, THIRD, FOURTH] == stack(at)
        assert ["box_counted", "box_scanned", "blank_found", "blank_found"] == at.kinds()[1:]


def test_a_blank_spoiled_by_hand_is_never_taken(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        ready(at)
        at.desk.spoil(BOX, FIRST, "damaged")
        at.centre.wanted["leases"] = [lease("1")]
        at.hear()
        at.turn()

        (attempt,) = at.store.all("SELECT serial FROM attempts")
        assert SECOND == attempt["serial"]


def test_of_a_box_without_numbers_only_the_number_changes(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        counted_box(at)
        ready(at)
        with pytest.raises(Refusal, match="tidak bernomor"):
            at.desk.scan(BOX, [])
        at.desk.spoil(BOX, "anything", "defective")
        at.desk.spoil(BOX, None, "defective")
        at.desk.found(BOX, None, usable=True)

        (row,) = at.store.all("SELECT remaining FROM boxes")
        assert 3 == row["remaining"]
        assert [None] * 3 == [entry["body"]["serial"] for entry in at.entries()[1:]]
        assert not at.desk.view().boxes[0].numbered


def test_a_box_is_handed_back_only_when_no_card_of_it_may_be_inside(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.centre.wanted["leases"] = [lease("1")]
        ready(at)
        at.printer.loses_sight = True
        at.turn()
        with pytest.raises(Refusal, match="masih ada kartu"):
            at.desk.hand_back(BOX, 3)
        attempt = at.printers[0].open_attempt()
        assert attempt is not None
        at.printers[0].give_up(attempt, "printer_silent")
        at.desk.look("Kartu 1", "good", FIRST, None)
        at.desk.hand_back(BOX, 3)

        assert ([], ()) == (stack(at), at.desk.view().boxes)
        assert "box_handed_back" == at.kinds()[-1]


@pytest.mark.parametrize(
    "act",
    [
        lambda desk, box: desk.scan(box, []),
        lambda desk, box: desk.found(box, FIRST, usable=True),
        lambda desk, box: desk.spoil(box, FIRST, "damaged"),
        lambda desk, box: desk.hand_back(box, 1),
    ],
)
def test_nothing_is_said_without_a_shift_or_of_a_box_elsewhere(
    tmp_path: Path, act: Callable[[object, str], object]
) -> None:
    with bench(tmp_path) as at:
        at.hear()
        with pytest.raises(Refusal, match="Buka giliran dahulu"):
            act(at.desk, BOX)
        at.desk.open_shift(STAFF, PIN)
        with pytest.raises(Refusal, match="tidak terbuka di stasiun ini"):
            act(at.desk, "9" * 32)

        assert ["shift_opened"] == at.kinds()


@pytest.mark.parametrize("serial", ["3603170403080001", "", "?"])
def test_no_number_of_a_person_gets_into_the_journal(tmp_path: Path, serial: str) -> None:
    with bench(tmp_path) as at:
        ready(at)
        with pytest.raises(Refusal):
            at.desk.found(BOX, serial, usable=True)
        with pytest.raises(Refusal):
            at.desk.spoil(BOX, serial, "damaged")

        assert ["shift_opened"] == at.kinds()


def test_a_blank_that_was_used_or_is_of_another_box_is_never_put_back(tmp_path: Path) -> None:
    """Else the station would expect a number that is on a citizen's card already."""
    with bench(tmp_path) as at:
        at.centre.wanted["leases"] = [lease("1")]
        ready(at)
        at.turn()
        at.desk.count(BOX, 3)
        with pytest.raises(Refusal, match="74120001 bukan blangko kotak ini, atau sudah dipakai"):
            at.desk.scan(BOX, [FIRST, SECOND, THIRD])
        with pytest.raises(Refusal, match="bukan blangko kotak ini"):
            at.desk.scan(BOX, ["74190001", SECOND, THIRD])
        for serial in (FIRST, SECOND, "74190001"):
            with pytest.raises(Refusal, match="tidak tercatat hilang"):
                at.desk.found(BOX, serial, usable=True)
        with pytest.raises(Refusal, match="bukan blangko kotak ini"):
            at.desk.spoil(BOX, FIRST, "damaged")

        assert (1, [SECOND, THIRD, FOURTH]) == (at.printer.cards, stack(at))
        assert "box_scanned" not in at.kinds()


def test_nothing_is_said_of_a_box_while_its_printer_takes_the_blank_on_top(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        at.centre.wanted["leases"] = [lease("1")]
        ready(at)
        said: list[str] = []

        def in_that_moment() -> None:
            with pytest.raises(Refusal, match="masih ada kartu"):
                at.desk.spoil(BOX, FIRST, "damaged")
            with pytest.raises(Refusal, match="masih ada kartu"):
                at.desk.hand_back(BOX, 4)
            said.extend(at.kinds())

        at.printer.during = in_that_moment
        at.turn()

        assert (["shift_opened"], 1) == (said, at.printer.cards)


def test_what_the_centre_misses_can_be_found_here_and_boxes_are_told_apart(
    tmp_path: Path,
) -> None:
    with bench(tmp_path) as at:
        (known,) = at.centre.wanted["boxes"]
        known |= {"missing": ["74120009"], "label": "7412 0001 to 0009"}
        ready(at)
        at.desk.found(BOX, "74120009", usable=True)

        assert "74120009" == stack(at)[-1]
        assert "7412 0001 to 0009" == at.desk.view().boxes[0].label
