"""Targets, bases and counts by list, and coverage that never says a percentage alone."""

import re
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from domain.event import Person
from domain.figures.indicators import INDICATORS
from domain.people.state import Role
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG

TEMPLATE = Path(__file__).parents[3] / "docs" / "templates" / "target.csv"
HEAD = "Indikator;Tempat;Jenis;Nilai;Per tanggal;Sumber;Berlaku mulai;Surat\n"
SOURCE = "DKB semester I 2026"


@pytest.fixture
def head(pages: Pages) -> Person:
    return pages.office.staff.head


def sent(pages: Pages, who: Person, content: bytes, name: str = "target.csv", **form: str) -> Any:
    data = {"command_id": f"daftar-{pages.office.position()}-{len(content)}", **form}
    return pages.browser(who).post(
        "/target", data=data, files={"file": (name, content)}, headers=JSON
    )


def stated(pages: Pages, who: Person, rows: str) -> Any:
    answer = sent(pages, who, (HEAD + rows).encode())
    assert 200 == answer.status_code, answer.text
    return answer.json()["report"]


def indicator(pages: Pages, who: Person, code: str, query: str = "") -> Any:
    found = pages.get(who, f"/capaian{query}")["indicators"]
    return next(one for one in found if one["code"] == code)


def test_the_template_goes_in_once(pages: Pages, head: Person) -> None:
    office = pages.office
    first = sent(pages, head, TEMPLATE.read_bytes()).json()["report"]
    position = office.position()
    again = sent(pages, head, TEMPLATE.read_bytes()).json()["report"]

    assert (4, 4, 0, []) == (
        first["rows"], first["imported"], first["duplicates"], first["rejected"]
    )  # fmt: skip
    assert (4, 0, 4) == (again["rows"], again["imported"], again["duplicates"])
    assert position == office.position()
    assert ["figure.stated"] * 4 == [t for t in office.topics() if t == "figure.stated"]
    kia = indicator(pages, head, "kia_held")
    assert (154_055, 90_071, 6000) == tuple(
        kia[name]["value"] for name in ("base", "count", "target")
    )
    assert ("58,47 %", "2.362") == (kia["share_said"], kia["wanting_said"])
    access = indicator(pages, head, "data_access")
    assert (None, None, "15") == (access["share"], access["wanting"], access["target"]["said"])


def test_a_workbook_is_read_alike(pages: Pages, head: Person, tmp_path: Path) -> None:
    path = tmp_path / "target.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD.strip().split(";"))
    sheet.write_row(1, 0, ["kia_held", 3603, "basis", 154055, "30-06-2026", SOURCE])
    sheet.write_row(2, 0, ["kia_held", 3603, "target", 99.4, "30-06-2026", SOURCE])
    sheet.write_row(3, 0, ["kia_held", 3603, "target", 0.98, "29-06-2026", SOURCE])
    book.close()
    report = sent(pages, head, path.read_bytes(), "target.xlsx").json()["report"]
    kia = indicator(pages, head, "kia_held")

    assert (3, 2) == (report["rows"], report["imported"])
    assert [(4, "Nilai", "not_a_share")] == [
        (row["line"], row["column"], row["code"]) for row in report["rejected"]
    ]
    assert (154_055, "99,40 %") == (kia["base"]["value"], kia["target"]["said"])


BAD = [
    (f"Kebahagiaan;3603;basis;1;30-06-2026;{SOURCE};;", "Indikator", "indicator_unknown"),
    (f"KIA;3603;basis;1;30-06-2026;{SOURCE};;", "Indikator", "indicator_unknown"),
    (f";3603;basis;1;30-06-2026;{SOURCE};;", "Indikator", "required_empty"),
    (f"kia_held;3604;basis;1;30-06-2026;{SOURCE};;", "Tempat", "office_unknown"),
    (f"kia_held;36;basis;1;30-06-2026;{SOURCE};;", "Tempat", "office_unknown"),
    (f"kia_held;3603;kira-kira;1;30-06-2026;{SOURCE};;", "Jenis", "figure_kind_unknown"),
    (f"kia_held;3603;basis;1,5;30-06-2026;{SOURCE};;", "Nilai", "not_a_count"),
    (f"kia_held;3603;basis;-1;30-06-2026;{SOURCE};;", "Nilai", "not_a_count"),
    (f"kia_held;3603;basis;12.34;30-06-2026;{SOURCE};;", "Nilai", "not_a_count"),
    (f"kia_held;3603;target;101;30-06-2026;{SOURCE};;", "Nilai", "not_a_share"),
    (f"kia_held;3603;target;0,98;30-06-2026;{SOURCE};;", "Nilai", "not_a_share"),
    (f"kia_held;3603;basis;1;30-06-26;{SOURCE};;", "Per tanggal", "date_two_digit_year"),
    (f"kia_held;3603;basis;1;30-06-2027;{SOURCE};;", "Per tanggal", "date_in_future"),
    (f"kia_held;3603;basis;1;31-06-2026;{SOURCE};;", "Per tanggal", "date_invalid"),
    ("kia_held;3603;basis;1;30-06-2026;;;", "Sumber", "required_empty"),
    ("kia_held;3603;basis;1;30-06-2026;NIK 3603170508909003;;", "Sumber", "text_damaged"),
    (f"kia_held;3603;basis;1;30-06-2026;{'s' * 201};;", "Sumber", "text_long"),
    (f"kia_held;3603;basis;1;30-06-2026;{SOURCE};besok;", "Berlaku mulai", "date_invalid"),
]


def test_each_bad_row_is_told_and_the_good_ones_go_in(pages: Pages, head: Person) -> None:
    rows = "\n".join(row for row, _, _ in BAD)
    good = f"kia_held;;basis;154.055;30-06-2026;{SOURCE};;"
    report = stated(pages, head, f"{rows}\n\n{good}\n")
    told = [(row["line"], row["column"], row["code"]) for row in report["rejected"]]

    assert [(at, column, code) for at, (_, column, code) in enumerate(BAD, 2)] == told
    assert (len(BAD) + 1, 1) == (report["rows"], report["imported"])
    assert 154_055 == indicator(pages, head, "kia_held")["base"]["value"]


def test_two_values_for_one_day_in_one_list_are_not_both_taken(pages: Pages, head: Person) -> None:
    row = f"kia_held;3603;basis;{{}};30-06-2026;{SOURCE};;\n"
    report = stated(pages, head, row.format(1) + row.format(1) + row.format(2))

    assert (3, 1, 1) == (report["rows"], report["imported"], report["duplicates"])
    assert ["stated_otherwise"] == [row["code"] for row in report["rejected"]]


def test_stating_again_corrects_and_keeps_what_was_said(pages: Pages, head: Person) -> None:
    row = "kia_held;3603;{};{};{};" + SOURCE + ";;\n"
    stated(pages, head, row.format("basis", 100, "30-06-2026"))
    stated(pages, head, row.format("basis", 120, "30-06-2026"))
    stated(pages, head, row.format("basis", 90, "31-12-2025"))
    stated(pages, head, row.format("angka", 60, "30-06-2026"))
    rows = pages.get(head, "/target")["rows"]
    kia = indicator(pages, head, "kia_held")

    assert [(60, True), (90, True), (120, True), (100, False)] == [
        (row["value"], row["stands"]) for row in rows
    ]
    assert (120, 60, "50,00 %") == (kia["base"]["value"], kia["count"]["value"], kia["share_said"])
    text = pages.html(head, "/target")
    assert "diganti" in text
    assert "Hadi Peraga" in text


def test_over_a_hundred_percent_is_shown_and_flagged(pages: Pages, head: Person) -> None:
    row = "ktp_held;3603;{};{};30-06-2026;" + SOURCE + ";;\n"
    stated(pages, head, row.format("basis", 1000) + row.format("angka", 1028))
    one = indicator(pages, head, "ktp_held")
    text = pages.html(head, "/capaian")

    assert (10_280, True, "28") == (one["share"], one["is_over"], one["over_by"])
    assert "102,80 %" in text
    assert "Lebih dari 100 %." in text
    assert "28 lebih banyak dari basisnya" in text
    assert "Tanggal angka dan tanggal basis berbeda" not in text


def test_no_percentage_without_its_count_base_and_dates(pages: Pages, head: Person) -> None:
    """Also in the table by place: each percentage stands beside what it is of."""
    rows = ""
    for place, base, count in (("3603", 1000, 950), (CURUG, 300, 310), ("360328", 200, 120)):
        rows += f"kia_held;{place};basis;{base};30-06-2026;{SOURCE};;\n"
        rows += f"kia_held;{place};angka;{count};30-09-2026;{SOURCE};;\n"
        rows += f"kia_held;{place};target;98;01-01-2026;{SOURCE};;\n"
    rows += f"ktp_recorded;3603;angka;1000;30-06-2026;{SOURCE};;\n"
    rows += f"ikd_active;3603;basis;1000;30-06-2026;{SOURCE};;\n"
    rows += f"ikd_active;3603;target;25;30-06-2026;{SOURCE};;\n"
    stated(pages, head, rows)
    text = pages.html(head, "/capaian")
    shown = re.sub(r"<[^>]+>", " ", re.sub(r'aria-label="([^"]*)"', r">\1<", text))
    shown = " ".join(shown.split())
    percentages = [match.start() for match in re.finditer(r"\d+,\d\d %", shown)]
    whole = re.compile(
        r"\d+,\d\d %( ?:|,)? ?(: )?[\d.]+ dari [\d.]+(, angka per [^,]+, basis)? per \d+ \w+ \d{4}"
        r"|\d+,\d\d % dari ([\d.]+ per \d+ \w+ \d{4}|basis yang belum ada)"
    )

    assert len(percentages) >= 5
    for at in percentages:
        assert whole.match(shown, at), shown[at : at + 90]
    assert "Tanggal angka dan tanggal basis berbeda" in text
    assert "belum ada, jadi persentase tidak ditunjukkan" in text
    assert "lebih dari 100 %: jelaskan selisih 10" in text


def test_what_was_given_out_here_stands_apart(pages: Pages, head: Person) -> None:
    office = pages.office
    counter = office.staff.counter
    for _ in range(2):
        document, serial = office.printed_card()
        pages.done(counter, "/serah", document=document, serial=serial, entitlement="self")
    office.printed_card()
    stated(pages, head, f"ktp_held;3603;angka;900;30-06-2026;{SOURCE};;\n")
    one = indicator(pages, head, "ktp_held")
    here = indicator(pages, head, "ktp_held", f"?tempat={CURUG}")

    assert (2, 900, 2) == (one["own"], one["count"]["value"], here["own"])
    assert here["count"] is None
    assert one["share"] is None
    assert "Diserahkan lewat Terbit" in pages.html(head, "/capaian")
    assert indicator(pages, head, "ikd_active")["own"] is None
    assert set(INDICATORS) == {row["code"] for row in pages.get(head, "/capaian")["indicators"]}


def test_who_states_and_who_reads(pages: Pages) -> None:
    office = pages.office
    content = TEMPLATE.read_bytes()
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    seconded = office.hire("Kepala Contoh", Role.HEAD, CURUG)
    for who in (auditor, seconded, office.staff.enroller):
        answer = sent(pages, who, content)
        assert 403 == answer.status_code, answer.text
    assert "Unggah dan catat" not in pages.html(auditor, "/target")
    assert [] == pages.get(auditor, "/target")["rows"]
    assert 200 == sent(pages, office.staff.admin, content).status_code
    assert 403 == pages.browser(office.staff.enroller).get("/target", headers=JSON).status_code
    assert "figure.stated" in office.topics()


def test_a_form_sent_twice_states_once(pages: Pages, head: Person) -> None:
    content = TEMPLATE.read_bytes()
    first = sent(pages, head, content, command_id="perintah-sekali")
    again = sent(pages, head, content, command_id="perintah-sekali")

    assert first.json()["report"]["imported"] == again.json()["report"]["imported"]
    assert 4 == pages.get(head, "/target")["total"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("kosong.csv", b""),
        ("foto.png", b"\x89PNG\r\n\x1a\n0000"),
        ("lain.csv", b"Nama;NIK\nBUDI;1\n"),
    ],
)
def test_what_is_no_list_is_refused_whole(
    pages: Pages, head: Person, name: str, content: bytes
) -> None:
    answer = sent(pages, head, content, name)

    assert answer.status_code in (422, 413)
    assert 0 == pages.get(head, "/target")["total"]


def test_a_page_for_people_says_what_was_taken(pages: Pages, head: Person) -> None:
    content = TEMPLATE.read_bytes() + b"Kebahagiaan;3603;basis;1;30-06-2026;<b>x</b>;;\n"
    data = {"command_id": "perintah-halaman"}
    answer = pages.browser(head).post("/target", data=data, files={"file": ("t.csv", content)})

    assert 200 == answer.status_code
    assert "4 dicatat, 0 sudah tercatat" in answer.text
    assert "Indikator tidak dikenal" in answer.text
    assert "<b>x</b>" not in answer.text


def test_the_story_of_a_figure_can_be_read(pages: Pages) -> None:
    office = pages.office
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    sent(pages, office.staff.head, TEMPLATE.read_bytes())
    rows = pages.get(auditor, "/riwayat?topik=figure.stated")["rows"]

    assert 4 == len(rows)
    assert "154055 per 2026-06-30" in " ".join(row["sentence"] for row in rows)
    assert "kia_held" in pages.html(auditor, f"/riwayat/{rows[0]['stream']}") + str(rows)
