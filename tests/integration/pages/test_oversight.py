"""Stations, history and discrepancies."""

from datetime import timedelta

import pytest
from sqlalchemy import insert

from domain.people.state import Role
from domain.stations import facts as f
from projections.stations.tables import shifts
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG


def beat(pages: Pages, **changes: object) -> None:
    said = {
        "at": pages.office.clock.now(),
        "last_seq": pages.office.journal.seq,
        "outbox": 0,
        "printers": [{"printer": "Kartu 1", "conditions": [], "attempt_state": None}],
    }
    pages.house.heartbeats[pages.office.station] = {**said, **changes}


def test_a_station_is_told_as_it_was_last_heard(pages: Pages) -> None:
    operator = pages.office.staff.operator
    (silent,) = pages.get(operator, "/stasiun")["stations"]
    jam = {"printer": "Kartu 1", "conditions": ["media-jam-error"], "attempt_state": "open"}
    beat(pages, printers=[jam], outbox=3)
    (jammed,) = pages.get(operator, "/stasiun")["stations"]
    pages.office.clock.advance(minutes=2)
    (gone,) = pages.get(operator, "/stasiun")["stations"]

    assert ("Terputus", "tidak diketahui") == words(silent)
    assert ("Tersambung", "kartu macet") == words(jammed)
    assert 3 == jammed["outbox"]
    assert "Terputus" == words(gone)[0]
    assert "3 belum terkirim" in pages.html(operator, "/stasiun")


@pytest.mark.parametrize("date", ["2026-13-45", "0001-01-01", "1796342400", "", "25/11/2026"])
def test_a_shift_is_closed_for_a_day_that_the_calendar_knows(pages: Pages, date: str) -> None:
    office = pages.office
    office.journal.open_shift()
    beat(pages)
    address = f"/stasiun/{office.station}/tutup"

    answer = pages.post(office.staff.head, address, date=date)

    assert 422 == answer.status_code, answer.text


def test_a_shift_of_a_day_that_is_none_hides_no_other_and_breaks_no_page(pages: Pages) -> None:
    office = pages.office
    for date in ("2026-11-99", "25/11/2026"):
        opened_on(pages, date)
    html = pages.html(office.staff.head, "/stasiun")
    opened_on(pages, "2026-11-25")

    (station,) = pages.get(office.staff.head, "/stasiun")["stations"]

    assert "2026-11-99" in html
    assert ("2026-11-25", "25 Nov 2026") == (station["shift"]["date"], station["shift_day"])


def opened_on(pages: Pages, date: str) -> None:
    """As the read model would know it, whatever an older release let a station report."""
    row = {
        "shift": f"{date:0>32}",
        "station": pages.office.station,
        "office": CURUG,
        "date": date,
        "opened_at": "2026-11-25T01:00:00.000Z",
        "opened_by": pages.office.staff.operator.staff,
        "closed_at": None,
    }
    pages.settle()
    with pages.house.views.begin() as connection:
        connection.execute(insert(shifts), [row])


def words(station: dict[str, object]) -> tuple[str, str]:
    link, printers = station["link"], station["printers"]
    assert isinstance(link, dict)
    assert isinstance(printers, list)
    return link["word"], printers[0]["state"]["word"]


def test_a_shift_closes_after_an_equal_blind_count_only(pages: Pages) -> None:
    office, operator = pages.office, pages.office.staff.operator
    office.box = office.open_box(count=5)
    office.journal.open_shift()
    path, form = f"/stasiun/{office.station}/tutup", {"date": "2026-11-25"}

    unheard = pages.refused(operator, path, **form)
    beat(pages)
    uncounted = pages.refused(operator, path, **form)
    office.journal.post(f.BoxCounted(box=office.box, counted=5, recount=False))
    beat(pages, last_seq=office.journal.seq + 1)
    behind = pages.refused(operator, path, **form)
    beat(pages)
    pages.done(operator, path, **form)

    assert ["not_heard", "not_counted", "journal_gap"] == [unheard, uncounted, behind]
    (station,) = pages.get(operator, "/stasiun")["stations"]
    assert (None, False) == (station["shift"], station["may_close"])


def test_a_shift_closes_on_no_word_that_is_older_than_a_minute(pages: Pages) -> None:
    """Cards printed behind a cut cable would belong to a closed shift that was counted equal."""
    office, operator = pages.office, pages.office.staff.operator
    office.box = office.open_box(count=5)
    office.journal.open_shift()
    office.journal.post(f.BoxCounted(box=office.box, counted=5, recount=False))
    beat(pages)
    office.clock.advance(hours=8)
    path, form = f"/stasiun/{office.station}/tutup", {"date": "2026-11-25"}

    stale = pages.post(operator, path, date=form["date"])
    beat(pages, at=office.clock.now() - timedelta(seconds=61))
    quiet = pages.refused(operator, path, **form)
    beat(pages, at=office.clock.now() - timedelta(seconds=60))
    first = pages.done(operator, path, command_id="sekali-saja", **form)
    office.clock.advance(minutes=5)
    again = pages.done(operator, path, command_id="sekali-saja", **form)

    assert (office.station, form["date"]) == (first["station"], first["date"])
    assert (office.station, form["date"]) == (again["station"], again["date"])
    assert (409, "not_heard", "not_heard") == (stale.status_code, stale.json()["reason"], quiet)
    assert "Stasiun tidak terdengar selama 8 jam, jadi belum pasti" in stale.text


def test_a_shift_closes_once_all_that_its_outbox_held_is_here(pages: Pages) -> None:
    """A word is older than what the station sent since: by then its outbox may be empty."""
    office, operator = pages.office, pages.office.staff.operator
    office.box = office.open_box(count=5)
    office.journal.open_shift()
    office.journal.post(f.BoxCounted(box=office.box, counted=5, recount=False))
    path, form = f"/stasiun/{office.station}/tutup", {"date": "2026-11-25"}

    beat(pages, outbox=2, last_seq=office.journal.seq + 2)
    held = pages.refused(operator, path, **form)
    beat(pages, outbox=2)
    pages.done(operator, path, **form)

    assert "journal_gap" == held


def test_a_lease_given_back_is_told_with_its_reason_in_words(pages: Pages) -> None:
    """Older ones are sentences of the operator's own."""
    office = pages.office
    office.box = office.open_box(count=5)
    office.journal.open_shift()
    reasons = ("no_blanks", "cancelled", "printer macet 3603170101900001")
    job = office.approve(office.complete())
    for number, reason in enumerate(reasons, 1):
        office.lease(job, office.box)
        office.journal.post(f.LeaseSurrendered(print_job=job, lease=number, reason=reason))
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    rows = pages.get(auditor, "/riwayat?topik=print_job.lease_surrendered")["rows"]

    assert {
        "Sewa 1 dikembalikan stasiun: blangko atau kertas habis.",
        "Sewa 2 dikembalikan stasiun: dibatalkan pusat.",
        "Sewa 3 dikembalikan stasiun: printer macet 3603••••••••0001.",
    } == {row["sentence"] for row in rows}


def test_history_stands_as_sentences_beside_the_stored_event(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    auditor = pages.office.hire("Hesti Teladan", Role.AUDITOR)
    receipt = pages.office.document(document).receipt

    by_topic = pages.get(auditor, "/riwayat?topik=document.approved")["rows"]
    by_ticket = pages.get(auditor, pages.found(auditor, "/riwayat", str(receipt)))["rows"]
    by_serial = pages.get(auditor, pages.found(auditor, "/riwayat", serial))["rows"]

    assert ["Disetujui untuk dicetak."] == [row["sentence"] for row in by_topic]
    topics = [row["topic"] for row in by_ticket]
    assert topics[:4] == [
        "enrolment.captured",
        "enrolment.status_observed",
        "document.requested",
        "document.completed",
    ]
    assert "print_job.attempt_printed" in topics
    assert "blank_box.received" in [row["topic"] for row in by_serial]
    assert "Peristiwa mentah" in pages.html(auditor, f"/riwayat/{document}")


def test_as_of_a_position_the_later_has_not_yet_happened(pages: Pages) -> None:
    document, _ = pages.office.printed_card()
    auditor = pages.office.hire("Hesti Teladan", Role.AUDITOR)
    rows = pages.get(auditor, f"/riwayat/{document}")["rows"]
    cut = rows[1]["position"]

    again = pages.get(auditor, f"/riwayat/{document}?sampai={cut}")["rows"]

    assert [row["position"] > cut for row in again] == [row["later"] for row in again]
    assert True in [row["later"] for row in again]
    assert "sesudah ini belum terjadi" in pages.html(auditor, f"/riwayat/{document}?sampai={cut}")


@pytest.mark.parametrize("name", ["sampai", "sebelum", "lihat"])
def test_a_position_that_no_log_can_have_is_refused(pages: Pages, name: str) -> None:
    auditor = pages.office.hire("Hesti Teladan", Role.AUDITOR)
    browser = pages.browser(auditor)

    def answer(value: int) -> int:
        return browser.get(f"/riwayat?{name}={value}", headers=JSON).status_code

    assert [422, 422, 422] == [answer(value) for value in (-1, 2**63 - 1, 10**23)]
    assert [200, 200] == [answer(value) for value in (1, 2**63 - 2)]


def test_no_nik_stands_whole_in_the_history(pages: Pages) -> None:
    document = pages.office.complete()
    nik = pages.office.document(document).nik or ""
    auditor = pages.office.hire("Hesti Teladan", Role.AUDITOR)

    address = pages.found(auditor, "/riwayat", nik)
    answer = pages.browser(auditor).get(address, headers=JSON)

    assert 4 == len(answer.json()["rows"])
    assert nik not in address + answer.text.replace(f'"number":"{nik}"', "")
    assert f"••••••••{nik[12:]}" in answer.text


def test_a_nik_in_somebodys_sentence_is_masked_as_well(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    nik = office.document(document).nik or ""
    reason = f"NIK {nik} salah ketik"
    pages.done(office.staff.approver, "/antrean/kembalikan", pick=[document], reason=reason)

    told = [
        pages.html(office.staff.head, f"/riwayat/{document}"),
        pages.html(office.staff.approver, f"/antrean/{document}"),
    ]

    assert [False, False] == [nik in html for html in told]
    assert [True, True] == [f"••••••••{nik[12:]} salah ketik" in html for html in told]


def test_history_is_for_auditors_and_heads_of_the_whole_installation(pages: Pages) -> None:
    office = pages.office
    local = office.hire("Umar Contoh", Role.HEAD, CURUG)

    answers = [
        pages.browser(who).get("/riwayat", headers=JSON).status_code
        for who in (office.staff.approver, local, office.staff.head)
    ]

    assert [403, 403, 200] == answers


def test_a_discrepancy_is_explained_by_one_and_closed_by_another(pages: Pages) -> None:
    office = pages.office
    office.receive(count=100, stated=120)
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    counter, head = office.staff.counter, office.staff.head
    (row,) = pages.get(head, "/selisih")["rows"]
    path = f"/selisih/{row['discrepancy']}"

    early = pages.refused(head, f"{path}/tutup", outcome="Selesai")
    pages.done(counter, f"{path}/jelaskan", text="Surat jalan salah ketik")
    told = pages.html(head, "/selisih")
    pages.done(auditor, f"{path}/tutup", outcome="Surat diperbaiki pemasok")

    assert "Kiriman kurang dari surat" == row["word"]
    assert "not_explained" == early
    assert "Surat jalan salah ketik" in told
    assert [] == pages.get(head, "/selisih")["rows"]
    assert "Tidak ada selisih" in pages.html(head, "/selisih")


def test_today_counts_what_waits_for_this_posting(pages: Pages) -> None:
    office = pages.office
    office.complete()
    office.printed_card()

    approver, counter = (
        pages.get(who, "/") for who in (office.staff.approver, office.staff.counter)
    )

    assert {"approve": 1} == {line["act"]: line["count"] for line in approver["lines"]}
    assert "unknown" in {line["act"] for line in approver["idle"]}
    assert 1 == next(line["count"] for line in counter["lines"] if line["act"] == "hand_over")
    assert "approve" not in {line["act"] for line in (*counter["lines"], *counter["idle"])}
