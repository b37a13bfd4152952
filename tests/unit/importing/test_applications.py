"""Rows of lists of applications: headings, words, values, and what is wrong with them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from application.importing.application_headings import all_fields, application_headings
from application.importing.application_words import cause_of, kind_of, papers_in, service_in
from application.importing.applications import check_applications
from application.importing.headings import by_heading, plain
from application.importing.report import FileRefused
from application.labels import CAUSES, KINDS, PAPERS, SERVICES, label_of, row_label_of
from domain.documents.bundles import BUNDLES
from domain.documents.intake import OLD_CARD
from domain.documents.kinds import KINDS as ALL_KINDS
from domain.documents.requirements import all_papers
from tests.unit.importing.application_lists import (
    NIK,
    TEMPLATE,
    codes,
    groups_of,
    lost_card,
    read,
    read_rows,
    table,
    warned,
)
from tests.unit.importing.lists import written
from tests.unit.importing.workbooks import Made, text, workbook

SAMPLES = {
    "nik": (NIK, NIK),
    "family_card_number": ("'3603171211260001", "3603171211260001"),
    "sex": ("perempuan", "P"),
    "blood_type": ("ab", "AB"),
    "rt": ("1", "001"),
    "rw": ("RW 02", "002"),
    "religion": ("Katolik", "KATHOLIK"),
    "occupation": ("3", "PELAJAR/MAHASISWA"),
    "marital_status": ("belum menikah", "BELUM KAWIN"),
}
"""A cell and what it is read as; of other fields a text is written in capitals."""


def _sample(field: str) -> tuple[str, str]:
    name = field.rpartition(".")[2].removeprefix("to_")
    if name.endswith("_date"):
        return "5 Maret 1990", "1990-03-05"
    if name == "marital_status" and "." in field:
        return "Kawin Tercatat", "KAWIN TERCATAT"
    return SAMPLES.get(name, ("isi contoh", "ISI CONTOH"))


@pytest.mark.parametrize("label", [label_of, row_label_of, str], ids=["sentence", "form", "code"])
@pytest.mark.parametrize("kind", ALL_KINDS)
def test_every_field_is_read_under_its_labels(
    tmp_path: Path, kind: str, label: Callable[[str], str]
) -> None:
    fields = [field for field in ALL_KINDS[kind].fields if field in all_fields()]
    cells = {label(field).upper(): _sample(field)[0] for field in fields}
    (asked,) = read_rows(tmp_path, {"JENIS": kind, **cells})

    assert ([], []) == (codes(asked), warned(asked))
    assert {field: _sample(field)[1] for field in fields} == asked.fields


def test_no_heading_means_two_fields() -> None:
    headings = application_headings()
    words = [word for spelled in headings.values() for word in spelled.split()]

    assert len(words) == len(set(words)) == len(by_heading(headings))
    assert set(words) == {plain(word) for word in words}


def test_the_words_of_pages_are_known() -> None:
    assert list(KINDS) == [kind_of(word) for word in KINDS.values()] == list(ALL_KINDS)
    assert list(CAUSES) == [cause_of(word) for word in CAUSES.values()]
    assert set(OLD_CARD) == set(CAUSES)
    assert list(BUNDLES) == [service_in(word) for word in SERVICES.values()] == list(SERVICES)
    assert [[code] for code in PAPERS] == [papers_in(word) for word in PAPERS.values()]
    assert set(all_papers()) == set(PAPERS)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        ("ktp-el", "ktp_el"),
        ("KK", "family_card"),
        ("Akta Lahir", "birth_certificate"),
        ("SKPWNI", "moving_letter"),
        ("death_certificate", "death_certificate"),
        ("kia ", "kia"),
    ],
)
def test_a_kind_is_known_in_words_and_codes(tmp_path: Path, cell: str, kind: str) -> None:
    (asked,) = read_rows(tmp_path, lost_card(kind=cell))

    assert kind == asked.kind


def test_an_empty_cause_is_the_first_document(tmp_path: Path) -> None:
    (asked,) = read_rows(tmp_path, lost_card(kind="KIA", cause=""))

    assert "first" == asked.cause


def test_papers_stand_between_commas_semicolons_and_lines(tmp_path: Path) -> None:
    cell = "Surat keterangan lahir; SPTJM kebenaran pasangan suami istri (F-2.04),\nkk; birth_deed"
    (asked,) = read_rows(tmp_path, lost_card(papers=cell))

    assert ("birth_letter", "sworn_couple", "family_card", "birth_deed") == asked.papers


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"kind": "Paspor"}, ("Jenis", "kind_unknown")),
        ({"kind": ""}, ("Jenis", "required_empty")),
        ({"cause": "dijual"}, ("Sebab", "cause_unknown")),
        ({"service": "Perkawinan"}, ("Layanan", "service_unknown")),
        ({"papers": "Kartu keluarga, SIM"}, ("Berkas", "papers_unknown")),
        ({"nik": "3,60317E+15"}, ("NIK", "nik_scientific")),
        ({"nik": "3603170403889OO1"}, ("NIK", "nik_not_digits")),
        ({"nik": "360317040388900"}, ("NIK", "nik_length")),
        ({"nik": "3603170403889000.0"}, ("NIK", "nik_number")),
        ({"birth_date": "31-02-1988"}, ("Tanggal lahir", "date_invalid")),
        ({"birth_date": "04-03-88"}, ("Tanggal lahir", "date_two_digit_year")),
        ({"birth_date": "21-11-2026"}, ("Tanggal lahir", "date_in_future")),
        ({"sex": "X"}, ("Jenis kelamin", "sex_unknown")),
        ({"name": "A" * 121}, ("Nama", "text_too_long")),
        ({"name": "BUDI\x00"}, ("Nama", "cell_damaged")),
        ({"letter": "1,5E+12"}, ("No. Surat Kehilangan", "number_damaged")),
        ({"number": f"P-{NIK}"}, ("No. Permohonan", "number_personal")),
        (
            {"number": f"P {NIK[:4]}.{NIK[4:10]}-{NIK[10:]}"},
            ("No. Permohonan", "number_personal"),
        ),
        ({"Kode kab/kota asal": "Serang"}, ("Kode kab/kota asal", "home_unknown")),
    ],
)
def test_a_bad_cell_is_told_by_its_column(
    tmp_path: Path, changes: dict[str, str], problem: tuple[str, str]
) -> None:
    (asked,) = read_rows(tmp_path, lost_card(**changes))

    assert [problem] == codes(asked)
    assert all(one.line == 2 for one in asked.problems)


def test_all_that_is_wrong_with_a_row_is_told_at_once(tmp_path: Path) -> None:
    row = lost_card(nik="12", birth_date="kemarin", cause="dijual", papers="SIM")
    (asked,) = read_rows(tmp_path, row)

    expected = {
        ("NIK", "nik_length"),
        ("Tanggal lahir", "date_invalid"),
        ("Sebab", "cause_unknown"),
        ("Berkas", "papers_unknown"),
    }
    assert expected == set(codes(asked))


def test_what_cannot_be_used_but_is_not_needed_is_left_empty_with_a_warning(tmp_path: Path) -> None:
    row = lost_card(nik="3603170403889001.0") | {"Agama": "X1", "RT/RW": "Jan-02"}
    (asked,) = read_rows(tmp_path, row)

    expected = {("NIK", "nik_from_number"), ("Agama", "value_unknown"), ("RT/RW", "rt_rw_unusable")}
    assert [] == codes(asked)
    assert expected == set(warned(asked))
    assert NIK == asked.fields["nik"]
    assert "religion" not in asked.fields


@pytest.mark.parametrize(
    "date", ["4/3/1988", "1988-03-04", "4 Mar 1988", "04.03.1988 00:00", "32206"]
)
def test_a_day_is_read_in_every_form(tmp_path: Path, date: str) -> None:
    (asked,) = read_rows(tmp_path, lost_card(birth_date=date))

    assert "1988-03-04" == asked.fields["birth_date"]


def test_one_column_may_hold_place_and_date_or_rt_and_rw(tmp_path: Path) -> None:
    row = lost_card() | {"RT/RW": "3/12"}
    row["Tempat/Tgl Lahir"] = f"Tangerang, {row.pop('Tanggal lahir')}"
    (asked,) = read_rows(tmp_path, row)

    expected = ("TANGERANG", "1988-03-04", "003", "012")
    names = ("birth_place", "birth_date", "rt", "rw")
    assert expected == tuple(asked.fields[name] for name in names)


def test_a_header_of_two_rows_names_the_member_above(tmp_path: Path) -> None:
    content = (
        "Jenis;Nomor KK;Anggota 1;;Anggota 2;\n"
        ";;Nama;Hubungan;Nama;Hubungan\n"
        "KK;3603171211260001;BUDI;KEPALA KELUARGA;SITI;ISTRI\n"
    )
    (asked,) = read(written(tmp_path, content))

    assert ("BUDI", "SITI", "ISTRI") == tuple(
        asked.fields[name] for name in ("member.1.name", "member.2.name", "member.2.relation")
    )


def test_titles_totals_and_a_header_again_are_no_rows(tmp_path: Path) -> None:
    head = "No. Permohonan;Jenis;NIK;Nama\n"
    content = (
        f"DAFTAR PERMOHONAN;;;\n{head}1;2;3;4\nP-1;KIA;{NIK};A\n;;;\n{head}"
        "P-2;KIA;;B\nJumlah;2;;\n;;;Kepala Dinas\n"
    )

    assert [4, 7] == [asked.line for asked in read(written(tmp_path, content))]


def test_a_workbook_is_read_as_a_csv_is(tmp_path: Path) -> None:
    row = lost_card()
    cells = {
        f"{chr(ord('A') + at)}{line}": text(cell)
        for line, filled in enumerate((list(row), list(row.values())), start=1)
        for at, cell in enumerate(filled)
    }
    path = workbook(tmp_path / "daftar.xlsx", Made(cells=cells))
    (asked,) = read(path)
    (same,) = read_rows(tmp_path, row)

    assert (same.fields, same.number, same.papers) == (asked.fields, asked.number, asked.papers)


def test_a_shifted_row_is_told_as_a_whole(tmp_path: Path) -> None:
    content = table(lost_card()).rstrip("\n") + ";LEBIH\n"
    (asked,) = read(written(tmp_path, content))

    assert [(None, "row_shape")] == codes(asked)
    assert "P-1" == asked.number


def test_rows_of_one_number_come_together_wherever_they_stand(tmp_path: Path) -> None:
    numbers = ["A", "B", "", "A", "C", "", "B"]
    rows = [lost_card(number=number) for number in numbers]

    expected = [[4], [2, 5], [6], [7], [3, 8]]
    assert expected == groups_of(written(tmp_path, table(*rows)))


def test_a_number_of_very_many_rows_is_none(tmp_path: Path) -> None:
    path = written(tmp_path, table(*[lost_card()] * 41))

    assert [[line] for line in range(2, 43)] == groups_of(path)


def test_rows_that_wait_for_others_far_below_are_too_many_at_some_point(tmp_path: Path) -> None:
    half = [f"{number};KIA;{NIK}" for number in range(20_001)]
    lines = "\n".join(["No. Permohonan;Jenis;NIK", *half, *half, ""])
    with pytest.raises(FileRefused) as refused:
        groups_of(written(tmp_path, lines))

    assert "rows_scattered" == refused.value.code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("NIK;Nama\n1;A\n", "header_missing"),
        ("Jenis;Nama\nKIA;A\n", "header_missing"),
        ("Jenis;NIK;Alamat tujuan;Alamat (tujuan)\n", "header_duplicate"),
        (table(*[lost_card(birth_date="03/14/1988", nik="")]), "dates_month_first"),
        (
            table(
                *[
                    {"Jenis": "KK", "NIK anggota 2": f"360317040388{n:03}0", "NIK": ""}
                    for n in range(8)
                ]
            ),
            "nik_all_end_in_zero",
        ),
        (table(*[lost_card(nik=f"360317040388{n:03}0") for n in range(8)]), "nik_all_end_in_zero"),
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused_as_a_whole(
    tmp_path: Path, content: str, code: str
) -> None:
    path = written(tmp_path, content)
    with pytest.raises(FileRefused) as refused:
        check_applications(path)

    assert code == refused.value.code


def test_the_template_is_read_without_a_word() -> None:
    asked = read(TEMPLATE)

    assert [([], [])] * 3 == [(codes(one), warned(one)) for one in asked]
    assert ["birth_certificate", "family_card", "ktp_el"] == [one.kind for one in asked]
    assert TEMPLATE.read_bytes().startswith(b"\xef\xbb\xbf")
