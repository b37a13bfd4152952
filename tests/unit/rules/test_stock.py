"""Decisions on boxes, and the table of which facts move a blank."""

from dataclasses import replace
from typing import Any

import pytest

from domain.event import Moving
from domain.refusal import Reason
from domain.stock import absorb, decide
from domain.stock import events as e
from domain.stock.blanks import Blank, lose, spoil
from domain.stock.decide import Arrived, OpenBox, ReceiveBox
from domain.stock.places import HOLDINGS, SOURCES, Place, book_entries
from domain.stock.state import Box
from projections.stock.projector import book_entries as of_stored
from tests.unit.rules.given import by, given, refuses, then

DINAS, POINT = "3603", "360317"
RECEIVE = ReceiveBox(
    by=by("store", "second"),
    office=DINAS,
    kind="ktp_el",
    batch="b",
    version="5",
    funder="APBN",
    letter="l",
    stated=3,
    serials=[["11", "13"]],
)
(RECEIVED,) = decide.receive(None, RECEIVE)
SHELVED = given(RECEIVED)
(SENT,) = decide.dispatch(SHELVED, by("store"), number="n", addressed_to=POINT, letter="l")
TRAVELLING = given(RECEIVED, SENT)
ALL = ["11", "12", "13"]


def blank(box: Box, attempt: str = "1.1") -> Blank:
    """Number 11, as an attempt of job j names it."""
    return Blank(box=box, print_job="j", attempt=attempt, serial="11")


(ACCEPTED,) = decide.accept(TRAVELLING, by("keeper"), POINT, Arrived(serials=ALL), None)
OPEN = OpenBox(
    by=by("keeper"),
    station="s",
    station_office=POINT,
    printer="k",
    printers=("k",),
    printer_has_box=False,
)
(OPENED,) = decide.open_box(given(RECEIVED, SENT, ACCEPTED), OPEN)
AT_STATION: Box = given(RECEIVED, SENT, ACCEPTED, OPENED)
FACT = by("operator", reporter="s")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"by": by("store")}, Reason.SAME_PERSON),
        ({"by": by("store", "store")}, Reason.SAME_PERSON),
        ({"letter": " "}, Reason.NO_LETTER),
        ({"serials": []}, Reason.BAD_SERIALS),
        ({"serials": [["13", "11"]]}, Reason.BAD_SERIALS),
        ({"serials": [["11", "13"], ["13", "14"]]}, Reason.BAD_SERIALS),
        ({"serials": [["1", "5001"]]}, Reason.BAD_SERIALS),
        ({"serials": [["0001", "5001"]]}, Reason.BAD_SERIALS),
        ({"serials": [["11", "13"], ["A11", "A13"]]}, Reason.BAD_SERIALS),
        ({"serials": [["11", "13"], ["111", "113"]]}, Reason.BAD_SERIALS),
    ],
)
def test_a_box_is_refused_for_its_one_reason(changes: dict[str, Any], reason: Reason) -> None:
    refuses(reason, lambda: decide.receive(None, replace(RECEIVE, **changes)))


def test_a_box_may_have_gaps_and_holds_5000_blanks_at_most() -> None:
    gaps = replace(RECEIVE, serials=[["9001", "9002"], ["0011", "0013"]])
    most = replace(RECEIVE, serials=[["0001", "5000"]])
    (received,) = decide.receive(None, gaps)
    box = given(received)

    assert ["0011", "0012", "0013", "9001", "9002"] == list(box.with_the_body())
    then("blank_box.received", when=lambda: decide.receive(None, most))
    refuses(Reason.WRONG_STATE, lambda: decide.receive(SHELVED, RECEIVE))


def test_only_a_whole_settled_box_on_the_shelf_is_sent() -> None:
    who = by("store")

    def send(box: Box | None, letter: str = "l") -> object:
        return decide.dispatch(box, who, number="n", addressed_to=POINT, letter=letter)

    taken, _ = absorb.take(blank(SHELVED), FACT, "s")
    refuses(Reason.NOT_FOUND, lambda: send(None))
    refuses(Reason.NOT_ON_SHELF, lambda: send(TRAVELLING))
    refuses(Reason.NOT_ON_SHELF, lambda: send(AT_STATION))
    refuses(Reason.UNSETTLED_BLANKS, lambda: send(given(RECEIVED, *taken)))
    refuses(Reason.NO_LETTER, lambda: send(SHELVED, ""))
    empty = given(RECEIVED, *[lose(Blank(box=SHELVED, serial=serial), who, None) for serial in ALL])
    refuses(Reason.NOT_ON_SHELF, lambda: send(empty))


def test_what_was_sent_here_is_accepted_by_another_and_nothing_else() -> None:
    def accept(box: Box | None, who: str = "keeper", office: str = POINT, *scanned: str) -> Any:
        return decide.accept(box, by(who), office, Arrived(serials=scanned or ALL), "d")

    refuses(Reason.NOT_FOUND, lambda: accept(None))
    refuses(Reason.NOT_SENT_HERE, lambda: accept(SHELVED))
    refuses(Reason.NOT_SENT_HERE, lambda: accept(TRAVELLING, "keeper", "360328"))
    refuses(Reason.SAME_PERSON, lambda: accept(TRAVELLING, "store"))
    refuses(Reason.SERIAL_NOT_SENT, lambda: accept(TRAVELLING, "keeper", POINT, "11", "99"))
    refuses(
        Reason.NOTHING_CAME, lambda: decide.accept(TRAVELLING, by("keeper"), POINT, Arrived(), None)
    )
    accepted, missing = then(
        "blank_box.accepted",
        "blank_box.blank_missing",
        when=lambda: accept(TRAVELLING, "keeper", POINT, "13", "11", "11"),
    )
    box = given(RECEIVED, SENT, accepted, missing)

    assert isinstance(accepted, Moving)
    assert (2, [["11", "11"], ["13", "13"]]) == (accepted.count, accepted.serials)
    assert ("missing", DINAS) == (box.spot("12").place, box.spot("12").office)
    assert ("on_shelf", POINT) == (box.spot("11").place, box.spot("11").office)


def test_taken_back_a_box_never_left_the_senders_books() -> None:
    (back,) = decide.accept(TRAVELLING, by("second"), DINAS, Arrived(serials=ALL), None)

    assert isinstance(back, Moving)
    assert (None, "in_transit", "on_shelf") == (back.to_office, back.moved_from, back.moved_to)
    refuses(
        Reason.SAME_PERSON,
        lambda: decide.accept(TRAVELLING, by("store"), DINAS, Arrived(serials=ALL), None),
    )


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"station_office": "360328"}, Reason.NOT_SENT_HERE),
        ({"printer": "other"}, Reason.PRINTER_ELSEWHERE),
        ({"printer_has_box": True}, Reason.PRINTER_HAS_BOX),
        ({"versions": ["4.8"]}, Reason.WRONG_VERSION),
    ],
)
def test_a_box_is_opened_at_a_free_printer_of_its_own_office(
    changes: dict[str, Any], reason: Reason
) -> None:
    here = given(RECEIVED, SENT, ACCEPTED)

    refuses(reason, lambda: decide.open_box(here, replace(OPEN, **changes)))
    refuses(Reason.NOT_ON_SHELF, lambda: decide.open_box(AT_STATION, OPEN))
    refuses(Reason.NOT_FOUND, lambda: decide.open_box(None, OPEN))


def test_an_empty_box_is_not_opened() -> None:
    here = given(RECEIVED, SENT, ACCEPTED)
    empty = given(
        RECEIVED,
        SENT,
        ACCEPTED,
        *[lose(Blank(box=here, serial=serial), by("store"), None) for serial in ALL],
    )

    refuses(Reason.NO_BLANKS, lambda: decide.open_box(empty, OPEN))


def take(box: Box | None, station: str = "s", attempt: str = "1.2") -> tuple[bool, str | None]:
    """Whether the fact moves blank 11, and what it opens."""
    moved, cause = absorb.take(blank(box, attempt) if box else None, FACT, station)
    return bool(moved), cause


def after(*moves: e.BoxEvent) -> Box:
    box: Box = given(RECEIVED, SENT, ACCEPTED, OPENED, *moves)
    return box


def taken_by(station: str, box: Box = AT_STATION) -> e.BoxEvent:
    own = by("operator", reporter=station)
    moved, _ = absorb.take(blank(box), own, station)
    return moved[0]


def spoiled(place: str, box: Box = AT_STATION) -> e.BoxEvent:
    return replace(spoil(Blank(box=box, serial="11"), FACT, "damaged"), moved_to=place)


SHELF_TAKEN = given(RECEIVED, taken_by("s", SHELVED))


@pytest.mark.parametrize(
    ("box", "station", "attempt", "expected"),
    [
        (AT_STATION, "s", "1.2", (True, None)),
        (after(taken_by("s")), "s", "1.1", (False, None)),
        (SHELVED, "s", "1.2", (True, "blank_not_expected")),
        (TRAVELLING, "s", "1.2", (True, "blank_not_expected")),
        (
            after(lose(Blank(box=AT_STATION, serial="11"), FACT, None)),
            "s",
            "1.2",
            (True, "blank_not_expected"),
        ),
        (after(taken_by("s")), "s", "1.2", (True, "blank_not_expected")),
        (SHELF_TAKEN, "s", "1.2", (True, "blank_not_expected")),
        (AT_STATION, "t", "1.2", (False, "blank_not_held")),
        (after(taken_by("s")), "t", "1.2", (False, "blank_not_held")),
        (SHELF_TAKEN, "t", "1.2", (False, "blank_not_held")),
        (after(spoiled("printed")), "s", "1.2", (False, "blank_claimed_twice")),
        (after(spoiled("spoiled")), "s", "1.2", (False, "blank_claimed_twice")),
        (after(spoiled("destroyed")), "s", "1.2", (False, "blank_claimed_twice")),
        (after(spoiled("transferred_out")), "s", "1.2", (False, "blank_claimed_twice")),
        (None, "s", "1.2", (False, "blank_claimed_twice")),
    ],
)
def test_a_fact_moves_a_blank_by_the_table_of_section_1(
    box: Box | None, station: str, attempt: str, expected: tuple[bool, str | None]
) -> None:
    assert expected == take(box, station, attempt)


def test_a_blank_goes_back_to_its_stack_or_to_the_shelf() -> None:
    open_box, shelved = after(taken_by("s")), SHELF_TAKEN

    assert ["at_station"] == [
        move.moved_to
        for move in absorb.give_back(blank(open_box), FACT)
        if isinstance(move, Moving)
    ]
    assert ["on_shelf"] == [
        move.moved_to for move in absorb.give_back(blank(shelved), FACT) if isinstance(move, Moving)
    ]
    assert [] == absorb.give_back(blank(open_box, "1.2"), FACT)
    assert [] == absorb.printed(replace(blank(open_box), print_job="other"), FACT)


MOVES = [RECEIVED, SENT, ACCEPTED, OPENED, taken_by("s")]


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.TOPIC)
def test_every_move_adds_the_same_on_both_sides_of_the_identity(move: Moving) -> None:
    """And the view's fold over the stored dict is the domain's."""
    entries = book_entries(move)
    for office in {entry[0] for entry in entries}:
        came = sum(n for at, place, n in entries if at == office and place in SOURCES)

        assert came == sum(n for at, place, n in entries if at == office and place in HOLDINGS)
    assert entries == of_stored(vars(move))


def test_the_places_are_the_eleven_terms() -> None:
    assert (2, 9) == (len(SOURCES), len(HOLDINGS))
    assert Place.TRANSFERRED_OUT in HOLDINGS
