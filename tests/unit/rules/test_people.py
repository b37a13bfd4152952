"""Offices, accounts, postings, stations, shifts and mismatches: one test per rule and reason."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from domain.discrepancies import decide as mismatches
from domain.discrepancies import events as d
from domain.discrepancies.state import CAUSES, discrepancy_id
from domain.offices import decide as offices
from domain.offices.events import Frozen, OutageBegan, OutageEnded, Resumed
from domain.offices.events import Opened as OfficeOpened
from domain.people import decide as people
from domain.people.events import Granted, Registered
from domain.people.state import At
from domain.refusal import Reason
from domain.stations import decide as stations
from domain.stations import events as s
from domain.stations.decide import CloseShift
from domain.stock.state import Box, Count
from tests.unit.rules.given import NOW, by, given, refuses, then

OFFICE = OfficeOpened(
    by=by(), code="360317", name="Curug", type="kecamatan", timezone="Asia/Jakarta"
)
GRANTED = Granted(
    by=by("admin"),
    staff="a",
    person="p",
    role="approver",
    office="360317",
    valid_from="2026-01-01",
    valid_until="2026-12-31",
    letter="l",
)
AT = At(day="2026-11-25", now="2026-11-25T03:00:00.000Z")
ENROLLED = s.Enrolled(by=by("admin"), office="360317", name="Curug 1", public_key="k")
PRINTER = s.PrinterCommissioned(
    by=by("admin"), printer="k", medium="card", driver="evolis", model="m", serial="1"
)
SHIFT = s.ShiftOpened(by=by("operator"), station="s", office="360317", date="2026-11-25")
OPENED = d.Opened(by=by("operator"), cause="count_differs", office="360317", subject={}, detail={})


def test_an_office_is_opened_once_and_where_the_list_of_regions_knows_a_place() -> None:
    known, zones = frozenset({"360317"}), frozenset({"Asia/Jakarta"})
    open_office = offices.open_office

    assert [OFFICE] == open_office(None, OFFICE, known, zones)
    refuses(Reason.UNKNOWN_REGION, lambda: open_office(None, OFFICE, frozenset(), zones))
    refuses(Reason.WRONG_STATE, lambda: open_office(given(OFFICE), OFFICE, known, zones))


def test_an_office_whose_days_nobody_could_count_is_not_opened() -> None:
    known, zones = frozenset({"360317"}), frozenset({"Asia/Jakarta"})
    odd = replace(OFFICE, timezone="Mars/Phobos")

    details = refuses(Reason.UNKNOWN_TIMEZONE, lambda: offices.open_office(None, odd, known, zones))

    assert {"timezone": "Mars/Phobos"} == details


FROZEN = Frozen(
    by=by("head"),
    scope=["print"],
    until="2026-11-30T10:00:00.000Z",
    reason="cut-over",
    ordered_by="470/1/2026",
    notice="Cetak berhenti.",
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"until": NOW}, Reason.UNTIL_PAST),
        ({"ordered_by": " "}, Reason.NO_ORDER),
        ({"reason": ""}, Reason.NO_REASON),
        ({"scope": []}, Reason.BAD_SCOPE),
        ({"scope": ["print", "sleep"]}, Reason.BAD_SCOPE),
    ],
)
def test_a_freeze_needs_an_order_a_scope_and_an_end_ahead(
    changes: dict[str, Any], reason: Reason
) -> None:
    """Flow 15.1."""
    refuses(reason, lambda: offices.freeze(given(OFFICE), replace(FROZEN, **changes)))


def test_a_frozen_office_may_be_frozen_otherwise_and_is_resumed_once() -> None:
    """Flow 15.3."""
    frozen, again = given(OFFICE, FROZEN), replace(FROZEN, scope=["intake"])

    then("office.frozen", when=lambda: offices.freeze(given(OFFICE), FROZEN))
    then("office.frozen", when=lambda: offices.freeze(frozen, again))
    then("office.resumed", when=lambda: offices.resume(frozen, by("head"), {"pending": 3}))
    resumed = given(OFFICE, FROZEN, Resumed(by=by("head"), backlog={}))
    refuses(Reason.NOT_FROZEN, lambda: offices.resume(resumed, by("head"), {}))
    refuses(Reason.NOT_FOUND, lambda: offices.freeze(None, FROZEN))


EARLIEST = "2026-11-22T03:00:00.000Z"
BEGAN = OutageBegan(
    by=by("operator"), cause="power", began_at="2026-11-25T01:00:00.000Z", note="gardu terbakar"
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"note": " "}, Reason.NO_REASON),
        ({"cause": "weather"}, Reason.BAD_OUTAGE),
        ({"began_at": "2026-11-22T02:59:59.999Z"}, Reason.BAD_OUTAGE),
        ({"began_at": "2026-11-25T23:00:00.000Z"}, Reason.BAD_OUTAGE),
    ],
)
def test_an_outage_has_a_cause_a_note_and_a_fresh_beginning(
    changes: dict[str, Any], reason: Reason
) -> None:
    began = replace(BEGAN, **changes)
    refuses(reason, lambda: offices.begin_outage(given(OFFICE), began, EARLIEST))


def test_each_outage_is_recorded_once_and_ends_after_it_began() -> None:
    out = given(OFFICE, BEGAN)
    ended = OutageEnded(by=by("operator"), cause="power", ended_at="2026-11-25T02:00:00.000Z")
    other = replace(BEGAN, cause="network")

    then("office.outage_began", when=lambda: offices.begin_outage(given(OFFICE), BEGAN, EARLIEST))
    then("office.outage_began", when=lambda: offices.begin_outage(out, other, EARLIEST))
    then("office.outage_ended", when=lambda: offices.end_outage(out, ended))
    refuses(Reason.OUTAGE_RECORDED, lambda: offices.begin_outage(out, BEGAN, EARLIEST))
    refuses(Reason.NO_OUTAGE, lambda: offices.end_outage(given(OFFICE), ended))
    refuses(Reason.NO_OUTAGE, lambda: offices.end_outage(given(OFFICE, BEGAN, ended), ended))
    for wrong in ("2026-11-25T00:59:59.999Z", "2026-11-25T23:00:00.000Z"):
        refuses(Reason.BAD_OUTAGE, partial(offices.end_outage, out, replace(ended, ended_at=wrong)))


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"person": "admin"}, Reason.OWN_POSTING),
        ({"letter": " "}, Reason.NO_LETTER),
        ({"role": "king"}, Reason.BAD_PERIOD),
        ({"valid_from": "2027-01-01"}, Reason.BAD_PERIOD),
        ({"valid_until": "junk"}, Reason.BAD_PERIOD),
        ({"valid_until": "2026-13-45"}, Reason.BAD_PERIOD),
        ({"valid_until": "20261231"}, Reason.BAD_PERIOD),
        ({"valid_from": ""}, Reason.BAD_PERIOD),
    ],
)
def test_a_posting_is_refused_for_its_one_reason(changes: dict[str, Any], reason: Reason) -> None:
    refuses(reason, lambda: people.grant(None, replace(GRANTED, **changes)))


def test_a_posting_is_granted_once_and_ends_once_with_a_reason() -> None:
    granted = given(GRANTED)
    (ended,) = people.end(granted, by("admin"), "mutasi", None)

    then("posting.granted", when=lambda: people.grant(None, GRANTED))
    refuses(Reason.WRONG_STATE, lambda: people.grant(granted, GRANTED))
    refuses(Reason.NOT_FOUND, lambda: people.end(None, by("admin"), "mutasi", None))
    refuses(Reason.NO_REASON, lambda: people.end(granted, by("admin"), " ", None))
    refuses(
        Reason.WRONG_STATE, lambda: people.end(given(GRANTED, ended), by("admin"), "mutasi", None)
    )


def test_an_account_is_registered_once() -> None:
    registered = Registered(by=by("admin"), person="p", nik="1", name="n")

    assert [registered] == people.register(None, registered)
    refuses(Reason.WRONG_STATE, lambda: people.register(given(registered), registered))


def test_a_station_has_each_printer_once_until_it_is_retired() -> None:
    station, with_printer = given(ENROLLED), given(ENROLLED, PRINTER)
    (retired,) = stations.retire(with_printer, by("admin"), "k", "rusak")

    then("station.enrolled", when=lambda: stations.enrol(None, ENROLLED))
    then("station.printer_commissioned", when=lambda: stations.commission(station, PRINTER))
    assert {} == given(ENROLLED, PRINTER, retired).printers
    refuses(Reason.WRONG_STATE, lambda: stations.enrol(station, ENROLLED))
    refuses(Reason.NOT_FOUND, lambda: stations.commission(None, PRINTER))
    refuses(Reason.WRONG_STATE, lambda: stations.commission(with_printer, PRINTER))
    refuses(Reason.NOT_FOUND, lambda: stations.retire(station, by("admin"), "k", "rusak"))
    refuses(Reason.NO_REASON, lambda: stations.retire(with_printer, by("admin"), "k", " "))


def box(count: Count | None) -> Box:
    return Box(kind="ktp_el", batch="b", version="5", office="360317", serials=[], count=count)


CLOSE = CloseShift(
    by=by("head"),
    boxes=(("b", box(Count(counted=9, computed=9, at=NOW))),),
    unlooked=(),
    waiting=("j",),
    discrepancies=(),
    reported=4,
    covered=4,
)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"covered": 3}, Reason.JOURNAL_GAP),
        ({"unlooked": ("j",)}, Reason.NOT_SEEN),
        ({"boxes": (("b", box(None)),)}, Reason.NOT_COUNTED),
        ({"boxes": (("b", box(Count(counted=9, computed=9, at="2026"))),)}, Reason.NOT_COUNTED),
        ({"boxes": (("b", box(Count(counted=8, computed=9, at=NOW))),)}, Reason.COUNT_DIFFERS),
    ],
)
def test_a_shift_stays_open_for_its_one_reason(changes: dict[str, Any], reason: Reason) -> None:
    refuses(reason, lambda: stations.close_shift(given(SHIFT), replace(CLOSE, **changes)))


def test_a_shift_is_closed_once_with_its_counts() -> None:
    (closed,) = then("shift.closed", when=lambda: stations.close_shift(given(SHIFT), CLOSE))

    assert ([{"box": "b", "counted": 9, "computed": 9}], ["j"]) == (
        getattr(closed, "counts", None),
        getattr(closed, "waiting", None),
    )
    refuses(Reason.WRONG_STATE, lambda: stations.close_shift(given(SHIFT, closed), CLOSE))
    refuses(Reason.NO_SHIFT, lambda: stations.close_shift(None, CLOSE))


def test_a_mismatch_is_opened_once_explained_by_one_and_closed_by_a_third() -> None:
    """Flow 19: once more the same after it was closed opens it again."""
    opened = given(OPENED)
    (explained,) = mismatches.explain(opened, by("store"), "salah hitung")
    known = given(OPENED, explained)
    (closed,) = mismatches.close(known, by("head"), "diterima", None)
    over = given(OPENED, explained, closed)

    assert [OPENED] == mismatches.absorb(None, OPENED)
    assert [] == mismatches.absorb(opened, OPENED)
    assert [] == mismatches.absorb(known, OPENED)
    assert [OPENED] == mismatches.absorb(over, OPENED)
    assert "open" == given(OPENED, explained, closed, OPENED).stage


def test_explaining_and_closing_are_refused_for_one_reason_each() -> None:
    opened, who = given(OPENED), by("head")
    (explained,) = mismatches.explain(opened, by("store"), "salah hitung")
    known = given(OPENED, explained)
    (closed,) = mismatches.close(known, who, "diterima", None)
    over = given(OPENED, explained, closed)

    refuses(Reason.NOT_FOUND, lambda: mismatches.explain(None, who, "x"))
    refuses(Reason.NO_REASON, lambda: mismatches.explain(opened, who, " "))
    refuses(Reason.WRONG_STATE, lambda: mismatches.explain(over, who, "x"))
    refuses(Reason.NOT_FOUND, lambda: mismatches.close(None, who, "x", None))
    refuses(Reason.NOT_EXPLAINED, lambda: mismatches.close(opened, who, "x", None))
    refuses(Reason.WRONG_STATE, lambda: mismatches.close(over, who, "x", None))
    others = [
        refuses(Reason.SAME_PERSON, lambda: mismatches.close(known, by("operator"), "x", None)),
        refuses(Reason.SAME_PERSON, lambda: mismatches.close(known, by("store"), "x", None)),
    ]

    assert [{"other": "opener"}, {"other": "explainer"}] == others


def test_whoever_explained_it_once_does_not_close_it_after_another_explained_it_too() -> None:
    opened = given(OPENED)
    (first,) = mismatches.explain(opened, by("head"), "salah hitung")
    (again,) = mismatches.explain(given(OPENED, first), by("store"), "surat salah")
    known = given(OPENED, first, again)

    told = refuses(Reason.SAME_PERSON, lambda: mismatches.close(known, by("head"), "x", None))
    assert {"other": "explainer"} == told


def test_the_same_cause_subject_and_day_is_one_mismatch_whatever_its_order() -> None:
    one = discrepancy_id("absent", {"a": "1", "b": "2"}, "2026-11-25")

    assert one == discrepancy_id("absent", {"b": "2", "a": "1"}, "2026-11-25")
    assert one != discrepancy_id("absent", {"a": "1", "b": "2"}, "2026-11-26")
    assert one != discrepancy_id("absent", {"a": "1b=2"}, "2026-11-25")
    assert "absent" in CAUSES
