"""States as of a moment, and what differs between two: against folds by brute force."""

from collections import Counter
from contextlib import closing
from datetime import timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from domain.event import Person, StreamId
from domain.people.state import Role
from domain.streams import evolve
from projections.history import whole
from projections.history.moments import Moment
from projections.stock import queries as stock
from tests.integration.pages.conftest import Pages
from tests.properties.histories.test_views import random_day
from tests.support.office import Office

NOTHING = "\u2013"


@pytest.fixture
def auditor(pages: Pages) -> Person:
    return pages.office.hire("Hesti Teladan", Role.AUDITOR)


def states_by_hand(office: Office, position: int) -> dict[str, int]:
    """Every document and job folded from its own events up to the position."""
    counts: Counter[str] = Counter()
    streams: dict[str, list[Any]] = {}
    for row in office.rows():
        if row.position <= position and row.topic.startswith(("document.", "print_job.")):
            streams.setdefault(row.stream, []).append(row)
    for stream, rows in streams.items():
        state: Any = None
        for recorded in list(office.centre.registry.history(StreamId(stream)))[: len(rows)]:
            state = evolve(state, recorded.event)
        kind = rows[0].topic.partition(".")[0]
        counts[f"{kind}:{state.stage if kind == 'document' else state.status}"] += 1
    return dict(sorted(counts.items()))


@pytest.mark.parametrize("seed", [11, 12])
def test_counts_and_stock_of_any_moment_equal_a_fold(pages: Pages, seed: int) -> None:
    print(f"seed {seed}")
    office, draw = pages.office, Random(seed)
    random_day(office, seed)
    pages.settle()
    last = office.position()
    cuts = [0, last, *(draw.randrange(1, last) for _ in range(6))]
    with pages.house.views.connect() as connection, closing(pages.house.log_reader()) as log:
        moments = [Moment(cut) for cut in cuts]
        both = whole.stock(connection, log, moments)
        found = [whole.states(connection, cut) for cut in cuts]
        expected = [stock.as_of(log, position=cut) for cut in cuts]

    assert [states_by_hand(office, cut) for cut in cuts] == found
    assert expected == both
    assert len(found[1]) > 3, found[1]


def test_the_difference_of_the_whole_is_one_fold_less_the_other(
    pages: Pages, auditor: Person
) -> None:
    office = pages.office
    office.printed_card()
    middle = office.position()
    random_day(office, 3) if office.box is None else office.printed_card()
    office.complete()
    last = office.position()

    told = pages.get(auditor, f"/riwayat/beda?dari={middle}&sampai={last}")
    changes = {
        (group["title"], row["label"]): row["change"]
        for group in told["groups"]
        for row in group["rows"]
    }
    before, after = states_by_hand(office, middle), states_by_hand(office, last)

    assert 1 == changes["Dokumen", "Tercetak"]
    assert after["document:printed"] - before["document:printed"] == 1
    assert 1 == changes["Dokumen", "Siap disetujui"]
    assert (-1, 1) == (
        changes["Blangko KTP-el", "Di stasiun"],
        changes["Blangko KTP-el", "Tercetak"],
    )
    assert f"/riwayat?sejak={middle + 1}&hingga={last}" == told["between"]
    between = pages.get(auditor, told["between"])["rows"]
    assert set(range(middle + 1, last + 1)) == {row["position"] for row in between}


def test_of_one_document_only_the_fields_that_differ_stand(pages: Pages, auditor: Person) -> None:
    office = pages.office
    document, serial = office.printed_card()
    rows = pages.get(auditor, f"/riwayat/{document}")["rows"]
    at = {row["topic"]: row["position"] for row in rows}
    address = "/riwayat/beda?hal={}&dari={}&sampai={}"

    told = pages.get(
        auditor, address.format(document, at["document.approved"], at["document.printed"])
    )
    fields = {row["label"]: (row["before"], row["after"]) for row in told["groups"][0]["rows"]}
    same = pages.html(auditor, address.format(document, at["document.printed"], office.position()))

    assert ("Disetujui", "Tercetak") == fields["Keadaan"]
    assert (NOTHING, f"{serial[:4]} {serial[4:]}") == fields["Blangko"]
    assert "Nama" not in fields
    assert told["groups"][0]["equal"] > 5
    assert "Tidak ada yang berbeda" in same


def test_as_of_a_time_is_as_of_its_position(pages: Pages, auditor: Person) -> None:
    """Of a document, a blank, a person, a printer, a station and the stock."""
    office = pages.office
    document, serial = office.printed_card()
    office.clock.advance(minutes=5)
    position = office.position()
    time = (office.clock.now() - timedelta(minutes=2)).astimezone(ZoneInfo("Asia/Jakarta"))
    office.printed_card()
    operator = office.staff.operator.staff
    pages.settle()
    for path in (
        f"/riwayat/{document}",
        f"/riwayat/serial:{serial}",
        f"/riwayat/{operator}",
        f"/riwayat/printer:{office.station}:Kartu 1",
        f"/riwayat/{office.station}",
        "/riwayat/stok",
    ):
        by_time = pages.get(auditor, f"{path}?sampai={time:%Y-%m-%dT%H:%M}")
        by_position = pages.get(auditor, f"{path}?sampai={position}")
        now = pages.get(auditor, path)
        key = "tables" if path.endswith("stok") else "facts"

        assert by_time["as_of"]["position"] == by_position["as_of"]["position"] == position, path
        assert by_time[key] == by_position[key] != {}, path
        changes = path.startswith(("/riwayat/printer", "/riwayat/stok", f"/riwayat/{operator}"))
        assert changes == (by_time[key] != now[key]), path


def test_as_of_an_occurred_time_takes_late_reports_for_when_they_happened(
    pages: Pages, auditor: Person
) -> None:
    """The station's entries say 03.00 UTC, whenever they come in."""
    office = pages.office
    box = office.open_box()
    office.journal.open_shift()
    job = office.approve(office.complete())
    office.lease(job, box)
    office.clock.advance(hours=2)
    office.journal.start(job, box, "74120001")
    office.journal.printed(job)
    moment = "sampai=2026-11-25T11:00"  # 04.00 UTC

    known = pages.get(auditor, f"/riwayat/stok?{moment}")["tables"][0]["sum"]["terms"]
    happened = pages.get(auditor, f"/riwayat/stok?{moment}&waktu=kejadian")
    terms = happened["tables"][0]["sum"]["terms"]
    story = pages.get(auditor, f"/riwayat/serial:74120001?{moment}&waktu=kejadian")

    assert (100, 0) == (known["at_station"], known["printed"])
    assert (99, 1) == (terms["at_station"], terms["printed"])
    assert happened["as_of"]["occurred"]
    assert "Tercetak" == story["facts"]["Keadaan"]


def test_document_and_blank_stand_side_by_side(pages: Pages, auditor: Person) -> None:
    office = pages.office
    document, serial = office.printed_card()
    of_document = pages.get(auditor, f"/riwayat/{document}")
    of_blank = pages.get(auditor, f"/riwayat/serial:{serial}")
    beside = {row["topic"]: row["in"] for row in of_document["rows"]}

    assert [document, f"serial:{serial}"] == [one["subject"] for one in of_document["columns"]]
    assert [row["position"] for row in of_document["rows"]] == [
        row["position"] for row in of_blank["rows"]
    ]
    assert ([0], [1], [0, 1]) == (
        beside["document.requested"],
        beside["blank_box.received"],
        beside["print_job.attempt_printed"],
    )
    html = pages.html(auditor, f"/riwayat/{document}")
    assert f"Blangko {serial[:4]} {serial[4:]}" in html
    assert "Peristiwa sebelumnya" in html


def test_a_person_is_told_with_postings_and_deeds(pages: Pages, auditor: Person) -> None:
    office = pages.office
    approver = office.staff.approver
    before = office.position()
    office.approve(office.complete())
    then = pages.get(auditor, f"/riwayat/{approver.staff}?sampai={before}")
    now = pages.get(auditor, f"/riwayat/{approver.staff}")

    assert "Penyetuju di Kab. Tangerang, s.d. 31 Des 2099" == now["facts"]["Penugasan 1"]
    assert "1" == now["facts"]["Perbuatan document.approved"]
    assert "Perbuatan document.approved" not in then["facts"]
    assert "Rina Contoh" == now["title"]
    assert "document.approved" in {row["topic"] for row in now["rows"]}


def test_no_state_shows_a_nik_a_salt_or_the_hash_of_a_person(pages: Pages, auditor: Person) -> None:
    office = pages.office
    document, _ = office.printed_card()
    found = office.document(document)
    html = pages.html(auditor, f"/riwayat/{document}")
    difference = pages.html(auditor, f"/riwayat/beda?hal={document}&dari=1")

    for secret in (found.nik, found.salt, found.approver):
        assert secret
        assert secret not in html + difference
    assert "Rina Contoh" in difference, "the approver by name"


def test_a_story_of_nothing_is_not_found(pages: Pages, auditor: Person) -> None:
    browser = pages.browser(auditor)
    paths = ("a" * 32, "serial:99999999", "printer:x:y", "beda?hal=nanti", f"cetakan/{'a' * 32}")

    assert [404] * 5 == [browser.get(f"/riwayat/{path}").status_code for path in paths]


def test_every_page_is_for_readers_of_history_only(pages: Pages) -> None:
    document, _ = pages.office.printed_card()
    browser = pages.browser(pages.office.staff.approver)
    paths = ("", "/beda", "/stok", "/bangun-ulang", "/ekspor", f"/{document}",
             f"/cetakan/{document}")  # fmt: skip
    posts = [browser.post(f"/riwayat/{path}", data={"command_id": "perintah-1"})
             for path in ("ekspor", "bangun-ulang")]  # fmt: skip

    assert [403] * 7 == [browser.get(f"/riwayat{path}").status_code for path in paths]
    assert [403, 403] == [answer.status_code for answer in posts]


def test_events_stand_on_a_line_of_time_and_lead_to_their_moment(
    pages: Pages, auditor: Person
) -> None:
    document, _serial = pages.office.printed_card()
    now = pages.get(auditor, f"/riwayat/{document}")
    dots = now["axis"]["dots"]
    then = pages.get(auditor, dots[1]["to"])

    assert len(dots) == len(now["rows"]) > 3
    assert [0.0, 100.0] == [dots[0]["x"], dots[-1]["x"]]
    assert sorted(dot["x"] for dot in dots) == [dot["x"] for dot in dots]
    assert not any(dot["later"] for dot in dots)
    assert [dots[1]["said"]] == [dot["said"] for dot in then["axis"]["dots"] if dot["here"]]
    assert {True, False} == {dot["later"] for dot in then["axis"]["dots"]}
    assert then["chosen"]["position"] == then["as_of"]["position"]


def test_what_is_shown_raw_is_the_last_that_had_happened(pages: Pages, auditor: Person) -> None:
    document, _serial = pages.office.printed_card()
    rows = pages.get(auditor, f"/riwayat/{document}")["rows"]
    then = pages.get(auditor, f"/riwayat/{document}?sampai={rows[2]['position']}")

    assert rows[2]["position"] == then["chosen"]["position"]
