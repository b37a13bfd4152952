"""Cells, one by one."""

import pytest

from application.importing import cells
from application.importing.cells import Reading


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\u00a03603121406569292\u200b ", "3603121406569292"),
        ("'3603121406569292", "3603121406569292"),
        ('="3603121406569292"', "3603121406569292"),
        ("'Aisyah", "'Aisyah"),
        (" KP.\n CADAS\u2003 2 ", "KP. CADAS 2"),
    ],
)
def test_cells_are_tidied_without_complaint(text: str, expected: str) -> None:
    assert expected == cells.tidy(text)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("3603121406569292", "3603121406569292", None),
        ("3603 1214 0656 9292", "3603121406569292", None),
        ("36.0312.140656-9292", "3603121406569292", None),
        ("3603121406569292.0", "3603121406569292", "nik_from_number"),
        ("3603121406569292,00", "3603121406569292", "nik_from_number"),
        ("3603121406569290.0", None, "nik_number"),
        ("3603121406569290", "3603121406569290", None),
        ("9171012345678902.0", None, "nik_number"),
        ("3,60312E+15", None, "nik_scientific"),
        ("3.6e15", None, "nik_scientific"),
        ("360312140656929", None, "nik_length"),
        ("36031214065692921", None, "nik_length"),
        ("36O3121406569292", None, "nik_not_digits"),
        ("360312******9292", None, "nik_not_digits"),
        ("\uff13603121406569292", None, "nik_not_digits"),
        ("3603  121406569292\x00", None, "nik_not_digits"),
        ("0", None, "required_empty"),
        ("0000000000000000", None, "required_empty"),
        ("-", None, "required_empty"),
        ("null", None, "required_empty"),
        ("#N/A", None, "required_empty"),
    ],
)
def test_a_nik_is_sixteen_digits_that_nobody_guessed(
    text: str, value: str | None, code: str | None
) -> None:
    assert Reading(value, code) == cells.read_nik(text)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("3603121406569292.0", "3603121406569292", None),
        ("3,60312E+15", None, "no_kk_unusable"),
        ("360312", None, "no_kk_unusable"),
        ("0", None, None),
        ("-", None, None),
    ],
)
def test_a_family_number_that_cannot_be_used_is_left_empty(
    text: str, value: str | None, code: str | None
) -> None:
    assert Reading(value, code) == cells.read_no_kk(text)


@pytest.mark.parametrize(
    ("expected", "texts"),
    [
        ("L", "L,lk,Laki-laki,LAKI_LAKI,laki - laki,Pria,1"),
        ("P", "p,Pr,Perempuan,WANITA,2"),
    ],
)
def test_both_sexes_are_known_in_their_spellings(expected: str, texts: str) -> None:
    assert {Reading(expected)} == {cells.read_sex(text) for text in texts.split(",")}


@pytest.mark.parametrize("text", ["3", "X", "LP", "?", "Laki/Perempuan"])
def test_any_other_word_for_sex_is_unknown(text: str) -> None:
    assert Reading(None, "sex_unknown") == cells.read_sex(text)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("Buddha", "BUDHA", None),
        ("Katolik", "KATHOLIK", None),
        ("kong hu cu", "KHONGHUCU", None),
        ("3", "KATHOLIK", None),
        ("8", None, "value_unknown"),
        ("ISALM", None, "value_unknown"),
        ("-", None, None),
    ],
)
def test_religions(text: str, value: str | None, code: str | None) -> None:
    assert Reading(value, code) == cells.read_religion(text)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("BK", "BELUM KAWIN", None),
        ("S", "KAWIN", None),
        ("Kawin Belum Tercatat", "KAWIN", None),
        ("Cerai_Hidup", "CERAI HIDUP", None),
        ("4", "CERAI MATI", None),
        ("P", None, "value_unknown"),
        ("", None, None),
    ],
)
def test_marital_status(text: str, value: str | None, code: str | None) -> None:
    assert Reading(value, code) == cells.read_marital_status(text)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("o", "O", None),
        ("AB +", "AB+", None),
        ("4", "O", None),
        ("12", "O-", None),
        ("13", None, None),
        ("Tdk Th", None, None),
        ("TIDAK TAHU", None, None),
        ("0", None, "value_unknown"),
        ("C", None, "value_unknown"),
    ],
)
def test_blood_types(text: str, value: str | None, code: str | None) -> None:
    assert Reading(value, code) == cells.read_blood_type(text)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("3", "PELAJAR/MAHASISWA", None),
        ("89", "LAINNYA", None),
        ("90", None, "value_unknown"),
        ("Petani / Pekebun", "PETANI / PEKEBUN", None),
    ],
)
def test_occupations_come_as_words_or_code_numbers(
    text: str, value: str | None, code: str | None
) -> None:
    assert Reading(value, code) == cells.read_occupation(text)


@pytest.mark.parametrize(
    ("text", "value", "code"),
    [
        ("1", "001", None),
        ("0012", "012", None),
        ("7.0", "007", None),
        ("RT 03", "003", None),
        ("-", None, None),
        ("000", None, None),
        ("02-Jan", None, "rt_rw_unusable"),
        ("2026-01-02", None, "rt_rw_unusable"),
        ("1234", None, "rt_rw_unusable"),
    ],
)
def test_rt_and_rw_have_three_digits(text: str, value: str | None, code: str | None) -> None:
    assert Reading(value, code) == cells.read_rt_rw(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9/3", ("009", "003", None)),
        ("RT 009 / RW 003", ("009", "003", None)),
        ("-/-", (None, None, None)),
        ("", (None, None, None)),
        ("5", ("005", None, None)),
        ("05-Mar", (None, None, "rt_rw_unusable")),
        ("1/2/3", (None, None, "rt_rw_unusable")),
    ],
)
def test_rt_and_rw_may_share_a_cell(
    text: str, expected: tuple[str | None, str | None, str | None]
) -> None:
    assert expected == cells.read_both(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mati", "Mati"),
        ("Meninggal Dunia", "Mati"),
        ("PINDAH_KELUAR", "Pindah"),
        ("Pindah Dalam Negeri", "Pindah"),
        ("6", "Pergi"),
        ("Hidup", None),
        ("1", None),
        ("", None),
    ],
)
def test_states_in_which_nobody_wants_a_card(text: str, expected: str | None) -> None:
    assert expected == cells.read_state(text)
