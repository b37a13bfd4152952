"""The list of events: every filter, all together, page by page."""

from dataclasses import replace
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from domain.event import Person
from domain.people.state import Role
from projections.history import queries as history
from projections.history.moments import position_at
from projections.history.queries import Filter
from projections.history.tables import entries, subjects
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG, DINAS


@pytest.fixture
def auditor(pages: Pages) -> Person:
    return pages.office.hire("Hesti Teladan", Role.AUDITOR)


def positions(pages: Pages, who: Person, address: str) -> list[int]:
    return [row["position"] for row in pages.get(who, address)["rows"]]


def test_each_filter_alone_gives_what_it_names(pages: Pages, auditor: Person) -> None:
    office = pages.office
    office.printed_card()
    station, approver = office.station, office.staff.approver

    def topics(query: str) -> set[str]:
        return {row["topic"] for row in pages.get(auditor, f"/riwayat?{query}")["rows"]}

    assert {"document.approved", "print_job.queued"} <= topics(f"orang={approver.staff}")
    assert "posting.granted" in topics(f"orang={approver.staff}"), "what was done to a person"
    assert {"document.requested"} == topics("topik=document.requested")
    assert {"print_job.attempt_started", "station_journal.recorded"} <= topics(f"stasiun={station}")
    at_printer = topics(f"printer={station}:Kartu+1")
    assert {"print_job.attempt_printed", "blank_box.opened", "station.printer_commissioned"} <= (
        at_printer
    )
    assert "document.approved" not in at_printer
    assert "print_job.leased" in topics(f"tempat={CURUG}"), "of its document's office"
    assert "blank_box.received" not in topics(f"tempat={CURUG}")
    assert "blank_box.dispatched" in topics(f"tempat={DINAS}")
    assert "blank_box.accepted" in topics(f"tempat={CURUG}"), "what came from another's books"


def test_filters_together_are_their_intersection(pages: Pages, auditor: Person) -> None:
    office = pages.office
    document, serial = office.printed_card()
    office.printed_card()
    pages.settle()
    with pages.house.views.connect() as connection:
        every = [row._asdict() for row in connection.execute(select(entries))]
        named = {(row.subject, row.position) for row in connection.execute(select(subjects))}
        job = office.document(document).print_job or ""
        asked = Filter(
            topic="print_job.attempt_printed",
            office=CURUG,
            about=((office.station,), (f"serial:{serial}", job)),
        )
        for wanted in (
            asked,
            replace(asked, topic=None),
            replace(asked, about=asked.about[:1]),
            replace(asked, office=None, person=office.staff.operator.staff),
        ):
            expected = [row["position"] for row in every if fits(row, wanted, named)]

            assert history.found(connection, wanted, newest_first=False, limit=999) == expected
            assert expected, wanted
    address = pages.found(
        auditor, "/riwayat", serial, topik="print_job.attempt_printed", tempat=CURUG
    )
    rows = pages.get(auditor, address)["rows"]

    assert [("print_job.attempt_printed", job)] == [(row["topic"], row["stream"]) for row in rows]


def fits(row: dict[str, Any], asked: Filter, named: set[tuple[str, int]]) -> bool:
    """The filter by brute force."""
    at = row["position"]
    return (
        asked.topic in (None, row["topic"])
        and (asked.office in (None, row["office"]) or (f"office:{asked.office}", at) in named)
        and (asked.person in (None, row["actor"]) or (asked.person, at) in named)
        and all(any((one, at) in named for one in group) for group in asked.about)
    )


def test_pages_join_without_a_gap_in_both_directions(
    pages: Pages, auditor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("web.pages.history.listing.MOST", 20)
    for _ in range(4):
        pages.office.printed_card()
    whole = pages.office.position()
    seen: list[int] = []
    address, newer = "/riwayat", []
    while address:
        told = pages.get(auditor, address)
        seen += [row["position"] for row in told["rows"]]
        newer.append(told["pages"]["newer"])
        address = told["pages"]["older"]

    assert list(range(whole, 0, -1))[: len(seen)] == seen
    assert 1 == seen[-1]
    assert len(newer) > 2
    assert "" == newer[0]
    back = positions(pages, auditor, newer[-1])
    assert all(high == low + 1 for high, low in pairwise(back))
    assert seen[-1] < back[-1]


def test_a_time_names_a_position_where_the_office_is(pages: Pages, auditor: Person) -> None:
    office = pages.office
    office.complete()
    office.clock.advance(minutes=10)
    before = office.position()
    start = office.clock.now()
    office.complete()
    pages.settle()
    local = start.astimezone(ZoneInfo("Asia/Jakarta"))
    since = positions(pages, auditor, f"/riwayat?sejak={local:%Y-%m-%dT%H:%M}")
    turned = positions(pages, auditor, f"/riwayat?sejak={local:%d-%m-%Y+%H.%M}")
    by_position = positions(pages, auditor, f"/riwayat?sejak={before + 1}")
    until = positions(pages, auditor, f"/riwayat?hingga={before}&sebelum={before + 9}")

    assert since == turned == by_position
    assert before + 1 == min(since)
    assert before == max(until)


def test_a_clock_that_was_put_back_leaves_times_in_the_order_of_the_log(pages: Pages) -> None:
    office = pages.office
    office.complete()
    office.clock.advance(minutes=30)
    office.complete()
    ahead = office.position()
    office.clock.advance(minutes=-20)
    office.complete()
    pages.settle()
    with pages.house.views.connect() as connection:
        rows = connection.execute(select(entries).order_by(entries.c.position)).all()
        recorded = [row.recorded_at for row in rows]
        at = {text: position_at(connection, text) for text in recorded}

    assert recorded != sorted(recorded), "no clock went back"
    for text, position in at.items():
        prefix = [row.position for row in rows if row.reached <= text]
        assert prefix[-1] == position
        assert all(later <= text for later in recorded[: len(prefix)])
    assert ahead < office.position() == at[max(recorded)]


def test_chips_name_the_filters_and_an_empty_list_says_what_to_do(
    pages: Pages, auditor: Person
) -> None:
    html = pages.html(auditor, f"/riwayat?topik=erasure.ordered&tempat={CURUG}")
    told = pages.get(auditor, f"/riwayat?topik=erasure.ordered&tempat={CURUG}")

    assert "cocok dengan 2 saringan" in html
    assert "Hapus saringan" in html
    assert [("Peristiwa", "erasure.ordered"), ("Tempat", "Curug")] == [
        (chip["label"], chip["word"]) for chip in told["chips"]
    ]
    assert f"/riwayat?tempat={CURUG}" == told["chips"][0]["to"]


@pytest.mark.parametrize(
    "query", ["sejak=kemarin", "hingga=99-99-2026", "orang=x", "sampai=2026-13-01", "sejak=-1"]
)
def test_what_is_no_time_and_no_id_is_refused(pages: Pages, auditor: Person, query: str) -> None:
    answer = pages.browser(auditor).get(f"/riwayat?{query}", headers=JSON)

    assert 422 == answer.status_code


def test_no_page_reads_more_of_the_index_than_it_shows(pages: Pages) -> None:
    """Each way to a page goes along an index in the order of positions: nothing is sorted."""
    pages.office.complete()
    pages.settle()
    asked = [
        Filter(),
        Filter(topic="document.approved"),
        Filter(office=CURUG, until=10**9),
        Filter(person="a" * 32, after=5),
        Filter(about=(("a" * 32,),), topic="document.approved"),
        Filter(about=(("a" * 32,), ("b" * 32,)), office=CURUG),
    ]
    with pages.house.views.connect() as connection:
        for one in asked:
            for branch in history._branches(one):
                query = history._by(branch, one, newest_first=True).limit(50)
                text = query.compile(connection, compile_kwargs={"literal_binds": True})
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}").all()
                told = " | ".join(str(row[-1]) for row in plan)

                assert "TEMP B-TREE" not in told, (one, told)
                assert "SEARCH" in told or one == Filter(), (one, told)


def test_a_moment_picked_from_the_calendar_goes_before_what_was_typed(
    pages: Pages, auditor: Person
) -> None:
    """And stands in the address, and in the field, as a person writes it."""
    pages.office.printed_card()
    picked = pages.get(auditor, "/riwayat/beda?dari=3&dari_pilih=2026-11-25T08:00&sampai_pilih=")
    typed = pages.get(auditor, "/riwayat/beda?dari=2026-11-25 08.00")
    address = pages.found(auditor, "/riwayat", "", sampai="2", sampai_pilih="2026-11-25T08:00")
    shown = pages.html(auditor, address)

    assert "2026-11-25 08.00" == picked["asked"]["dari"]["text"] == picked["first"]["text"]
    assert typed["first"] == picked["first"]
    assert picked["asked"]["sampai"] is None
    assert 'name="sampai" value="2026-11-25 08.00"' in shown
    assert 'name="sampai_pilih" type="datetime-local"' in shown
    assert "sampai_pilih=" not in shown
    assert 422 == pages.browser(auditor).get("/riwayat?sampai_pilih=x").status_code
