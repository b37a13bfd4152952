"""Applications from lists: saves, refusals by row and column, and the same list again."""

from pathlib import Path
from typing import Any

import pytest

from application import approving, freezing, taking_in
from application.deciding import open_desk
from application.freezing import FreezeOrder
from application.importing.bad_rows import MARK, write_bad_rows
from application.importing.report import Report
from application.importing.taking import Kind, read_first
from application.judging_lists import document_id
from domain.documents.kinds import BIRTH, FAMILY_CARD, KIA, KTP_EL
from domain.event import StreamId
from domain.people.state import Role
from domain.refusal import Reason, Refused
from tests.support.application_lists import (
    CHILD,
    DEED,
    FAMILY_CARD_NUMBER,
    birth,
    take_in,
    take_in_rows,
)
from tests.support.office import CURUG, DINAS, KELAPA_DUA, Office
from tests.support.papers import application
from tests.unit.importing.application_lists import NIK, TEMPLATE, lost_card, table
from tests.unit.importing.lists import written


def sums(report: Report) -> tuple[int, int, int, int]:
    lines = {(problem.sheet, problem.line) for problem in report.rejected}
    return report.rows, report.imported, report.duplicates, len(lines)


def told(report: Report) -> list[tuple[int, str | None, str]]:
    return [(one.line, one.column, one.code) for one in report.rejected]


def document_of(office: Office, kind: str, subject: str, number: str) -> StreamId:
    desk = open_desk(office.centre, office.order(office.staff.enroller))
    return document_id(desk, kind, subject, number)


def test_a_bundle_comes_in_one_save_and_hands_on_what_was_said(
    office: Office, tmp_path: Path
) -> None:
    saves: list[int] = []
    office.centre.registry.listeners.append(saves.append)
    at = office.position()
    report = take_in_rows(office, tmp_path, *birth())
    card = office.document(document_of(office, KIA, CHILD, "P-1"))

    assert (3, 3, 0, 0) == sums(report)
    assert [] == [one.code for one in report.warnings]
    assert ["document.requested", "document.completed"] * 3 == office.topics(at)
    assert 1 == len(saves)
    assert ("ANI CONTOH", "2026-11-10", DEED, "BUDI CONTOH") == tuple(
        (card.fields or {})[name]
        for name in ("name", "birth_date", "birth_deed_number", "head_name")
    )
    assert office.staff.enroller.person == card.enroller


@pytest.mark.parametrize("service", ["Kelahiran", ""])
def test_rows_of_a_bundle_may_stand_anywhere(office: Office, tmp_path: Path, service: str) -> None:
    """Also where no row says which service it is: these three documents are a birth."""
    deed, card, child = birth(Layanan=service)
    report = take_in_rows(office, tmp_path, child, lost_card(number="X"), card, deed)

    assert (4, 4, 0, 0) == sums(report)


def test_the_same_list_again_takes_nothing_twice(office: Office, tmp_path: Path) -> None:
    rows = [*birth(), lost_card(number="P-2"), lost_card(number="P-2")]
    first = take_in_rows(office, tmp_path, *rows)
    at = office.position()
    again = take_in_rows(office, tmp_path, *rows)

    assert (5, 4, 1, 0) == sums(first)
    assert (5, 0, 5, 0) == sums(again)
    assert at == office.position()


def test_two_equal_rows_without_a_number_are_one_application(
    office: Office, tmp_path: Path
) -> None:
    report = take_in_rows(office, tmp_path, lost_card(number=""), lost_card(number=""))

    assert (2, 1, 1, 0) == sums(report)


def test_another_loss_under_the_same_number_is_not_passed_over(
    office: Office, tmp_path: Path
) -> None:
    take_in_rows(office, tmp_path, lost_card(number=""))
    rows = (lost_card(number="", letter="LK/2"), lost_card(number="", cause="rusak"))
    report = take_in_rows(office, tmp_path, *rows)

    assert [
        (2, "No. Surat Kehilangan", "application_known"),
        (3, "Sebab", "application_known"),
    ] == told(report)


def test_no_number_of_a_person_stands_in_an_id(office: Office) -> None:
    made = document_of(office, KTP_EL, NIK, "P-1")
    other = document_of(office, KTP_EL, NIK, "P-2")

    assert made != other
    assert made == document_of(office, KTP_EL, NIK, "P-1")
    office.centre.keys._lookup_key = b"another office's"
    assert made != document_of(office, KTP_EL, NIK, "P-1")


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ({"cause": ""}, [("Sebab", "bad_cause")]),
        ({"letter": ""}, [("No. Surat Kehilangan", "no_police_letter")]),
        ({"nik": ""}, [("NIK", "lacking")]),
        ({"name": "", "sex": ""}, [("Nama", "lacking"), ("Jenis kelamin", "lacking")]),
        (
            {"cause": "ubah data", "Kode kab/kota asal": "3604"},
            [("Kode kab/kota asal", "not_home_office")],
        ),
        ({"kind": "KIA", "Nomor akta kelahiran": DEED}, [("Tanggal lahir", "not_in_age_band")]),
        ({"kind": "KIA", "cause": "", "birth_date": "1-1-2025"}, [(None, "lacking")]),
        (
            {"kind": "KIA", "cause": "", "birth_date": "1-1-2020", "Nomor akta kelahiran": DEED},
            [(None, "photo_missing")],
        ),
        (
            {"kind": "Akta kelahiran", "cause": "", "Nomor akta": "AL.705.01", "Nama ibu": "S"},
            [(None, "lacking"), ("Nomor akta", "bad_deed_number")],
        ),
        ({"kind": "KK", "cause": ""}, [(None, "lacking")] * 4),
    ],
)
def test_what_is_refused_is_told_by_column_all_at_once(
    office: Office, tmp_path: Path, row: dict[str, str], expected: list[tuple[str | None, str]]
) -> None:
    at = office.position()
    report = take_in_rows(office, tmp_path, lost_card(**row))

    assert [(2, *problem) for problem in expected] == told(report)
    assert (1, 0, 0, 1) == sums(report)
    assert at == office.position()
    assert all(one.reason.endswith(".") for one in report.rejected)


def test_an_application_that_is_open_already_is_refused_on_its_row(
    office: Office, tmp_path: Path
) -> None:
    order = office.order(office.staff.enroller)
    taking_in.take_in(office.centre, order, application(BIRTH))
    report = take_in_rows(office, tmp_path, *birth())

    assert [
        (2, "Nomor akta", "application_open"),
        (3, None, "application_together"),
        (4, None, "application_together"),
    ] == told(report)
    assert "Baris 2" in report.rejected[1].reason


def test_a_card_that_counts_keeps_a_first_one_away(office: Office, tmp_path: Path) -> None:
    row = lost_card(kind="KIA", cause="", birth_date="1-1-2025") | {"Nomor akta kelahiran": DEED}
    claims: Any = office.centre.registry.claiming
    key = f"kia:{office.centre.keys.lookup(NIK)}"
    with claims.datastore.transaction(commit=True) as c:
        c.execute("INSERT INTO claims VALUES ('live_card', ?, 'x')", (key,))
    report = take_in_rows(office, tmp_path, row)

    assert [(2, "NIK", "has_live_card")] == told(report)


def test_one_bad_row_keeps_its_whole_bundle_out_and_nobody_else(
    office: Office, tmp_path: Path
) -> None:
    deed, card, child = birth()
    deed["Tanggal lahir"] = "10-11-26"
    report = take_in_rows(office, tmp_path, deed, card, child, lost_card(number="P-2"))

    assert (4, 1, 0, 3) == sums(report)
    assert [
        (2, "Tanggal lahir", "date_two_digit_year"),
        (3, None, "application_together"),
        (4, None, "application_together"),
    ] == told(report)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([2], [(2, "Layanan", "service_parts")]),
        ([0, 0], []),
        ([0, "Akta kematian"], [(3, "Jenis", "service_other")]),
        ([0, "Kematian"], [(3, "Layanan", "service_differs")]),
        ([0, "no number"], [(3, "No. Permohonan", "number_missing")]),
    ],
)
def test_a_service_has_its_documents(
    office: Office, tmp_path: Path, rows: list[Any], expected: list[tuple[int, str | None, str]]
) -> None:
    parts = birth()
    changes = {
        "Akta kematian": {**parts[1], "Jenis": "Akta kematian"},
        "Kematian": {**parts[1], "Layanan": "Kematian"},
        "no number": {**parts[1], "No. Permohonan": ""},
    }
    made = [parts[row] if isinstance(row, int) else changes[row] for row in rows]
    report = take_in_rows(office, tmp_path, *made)

    assert expected == [one for one in told(report) if one[2].startswith(("service", "number"))]


def test_a_row_twice_in_a_refused_application_is_no_duplicate(
    office: Office, tmp_path: Path
) -> None:
    deed, card, child = birth()
    card["Alamat"] = ""
    report = take_in_rows(office, tmp_path, deed, deed, card, child)

    assert (4, 0, 0, 4) == sums(report)


def test_lacking_papers_are_a_warning_with_rule_and_date(office: Office, tmp_path: Path) -> None:
    report = take_in_rows(office, tmp_path, lost_card(papers="KTP-el"))
    (warning,) = [one for one in report.warnings if one.code == "papers_lacking"]

    assert (1, 1, 0, 0) == sums(report)
    assert (2, "Berkas") == (warning.line, warning.column)
    assert "Kartu keluarga (Perpres 96/2018, sejak 18-10-2018)" in warning.reason
    assert "incomplete" == office.document(document_of(office, KTP_EL, NIK, "P-1")).stage


def test_a_recording_says_what_the_list_does_not(office: Office, tmp_path: Path) -> None:
    recording = office.recording()
    office.capture(recording)
    row = lost_card(nik=recording.nik, name="", birth_date="", sex="")
    report = take_in_rows(office, tmp_path, row)
    document = office.document(document_of(office, KTP_EL, recording.nik, "P-1"))

    assert (1, 1, 0, 0) == sums(report)
    assert "BUDI CONTOH" == (document.fields or {})["name"]


def test_nobody_takes_in_for_another_office(office: Office, tmp_path: Path) -> None:
    elsewhere = office.hire("Tuti Misal", Role.ENROLLER, KELAPA_DUA)
    counter = office.staff.counter
    for who in (elsewhere, counter):
        with pytest.raises(Refused) as refused:
            take_in_rows(office, tmp_path, lost_card(), who=who)
        assert Reason.NO_LIVE_POSTING == refused.value.reason


def test_the_administrator_may_import_but_not_take_in_at_the_counter(
    office: Office, tmp_path: Path
) -> None:
    report = take_in_rows(office, tmp_path, lost_card(), who=office.staff.admin)
    order = office.order(office.staff.admin)
    with pytest.raises(Refused) as refused:
        taking_in.take_in(office.centre, order, application(BIRTH))

    assert (1, 1, 0, 0) == sums(report)
    assert Reason.NO_LIVE_POSTING == refused.value.reason


def test_a_freeze_of_intake_is_told_on_every_row_that_is_new(
    office: Office, tmp_path: Path
) -> None:
    take_in_rows(office, tmp_path, lost_card())
    asked = FreezeOrder(
        scope=("intake",),
        until="2026-11-30T10:00:00.000Z",
        reason="cut-over",
        ordered_by="470/1/2026",
        notice="Penerimaan berhenti sementara.",
    )
    freezing.freeze(office.centre, office.order(office.staff.head), (DINAS, CURUG), asked)
    report = take_in_rows(office, tmp_path, lost_card(), *birth("P-2"))

    assert (4, 0, 1, 3) == sums(report)
    assert {"frozen"} == {one.code for one in report.rejected}
    assert "30-11-2026 17.00" in report.rejected[0].reason


def test_another_save_in_between_is_judged_again(office: Office, tmp_path: Path) -> None:
    """Between the look and the save somebody at the counter takes the same birth in."""
    registry, real = office.centre.registry, office.centre.registry.record
    order = office.order(office.staff.enroller)
    done: list[Any] = []

    def record(*args: Any, **kwargs: Any) -> int:
        if not done:
            done.append(True)
            taking_in.take_in(office.centre, order, application(BIRTH))
        return real(*args, **kwargs)

    registry.record = record  # type: ignore[method-assign]
    report = take_in_rows(office, tmp_path, *birth())

    assert [True] == done
    assert (2, "Nomor akta", "application_open") == told(report)[0]
    assert (3, 0, 0, 3) == sums(report)


def test_the_template_is_taken_in(office: Office) -> None:
    report = take_in(office, TEMPLATE)

    assert (3, 3, 0, 0) == sums(report)
    assert [] == report.warnings


def test_a_family_card_lists_those_who_can_be_erased(office: Office, tmp_path: Path) -> None:
    """Everybody named on a card is found again by the keyed hash of the NIK."""
    _, card, _ = birth()
    row = {**card, "Layanan": "", "NIK anggota 1": NIK}
    take_in_rows(office, tmp_path, row)
    stream = document_of(office, FAMILY_CARD, FAMILY_CARD_NUMBER, "P-1")
    found = office.centre.registry.claiming.claims_below(
        "subject", f"{office.centre.keys.lookup(NIK)}:"
    )

    assert [stream] == found


def test_what_was_refused_is_mended_in_a_file_and_given_again(
    office: Office, tmp_path: Path
) -> None:
    deed, card, child = birth()
    deed["Nama ibu"], child["Berkas"] = "", "Akta lahir, rapor"
    path = written(tmp_path, table(deed, card, child, lost_card(number="P-2")))
    report = take_in(office, path)
    bad = tmp_path / "ditolak.csv"
    listed = read_first(office.centre, Kind.APPLICATIONS, path, CURUG)
    rows = write_bad_rows(listed, report.rejected, bad).rows
    mended = bad.read_text("utf-8-sig").replace(f"{DEED};;", f"{DEED};SITI;").replace("rapor", "KK")
    after = take_in(office, written(tmp_path, mended))

    assert (3, 3) == (rows, len({line for line, _, _ in told(report)}))
    assert "Wajib diisi, tetapi kosong: Nama ibu." in bad.read_text("utf-8-sig")
    assert (3, 3, 0, 0) == sums(after)


def test_a_row_that_cannot_be_trusted_waits_for_a_hand(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, table(lost_card()).replace('"L"', '"L'))
    report = take_in(office, path)
    bad = tmp_path / "ditolak.csv"
    listed = read_first(office.centre, Kind.APPLICATIONS, path, CURUG)
    write_bad_rows(listed, report.rejected, bad)
    again = take_in(office, bad)
    freed = take_in(office, written(tmp_path, bad.read_text("utf-8-sig").replace(MARK, "")))

    assert "Hapus tanda" in bad.read_text("utf-8-sig")
    assert (1, 0, 0, 1) == sums(again)
    assert [(2, "Jenis", "cell_damaged")] == told(again)
    assert (1, 1, 0, 0) == sums(freed)


def test_a_rejected_application_given_again_is_told_and_not_passed_over(
    office: Office, tmp_path: Path
) -> None:
    """Nothing of it is under way: whoever mends the row must hear that it went nowhere."""
    take_in_rows(office, tmp_path, *birth())
    deed = document_of(office, BIRTH, DEED, "P-1")
    order = office.order(office.staff.approver)
    approving.send_back(office.centre, order, deed, "rejected", "lain", "data salah")
    again = take_in_rows(office, tmp_path, *birth())

    assert 0 == again.imported
    assert "application_known" in [code for _, _, code in told(again)]
