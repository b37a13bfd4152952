"""The name of an uploaded file, as it stands on pages and in events."""

import pytest

from web.pages.import_upload import LONGEST_NAME, shown_name


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("daftar.csv", "daftar.csv"),
        ("daftar (1).csv", "daftar.csv"),
        ("Rekap (2026).xlsx", "Rekap (2026).xlsx"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\Sari\daftar.xlsx", "daftar.xlsx"),
        ("KTP 3603010101700001.csv", "KTP •••.csv"),
        ("a\nb\x00\u202e.csv", "ab.csv"),
        ("", "daftar"),
        (None, "daftar"),
    ],
)
def test_only_what_may_be_shown_is_kept(given: str | None, expected: str) -> None:
    assert expected == shown_name(given)


def test_a_long_name_keeps_its_ends() -> None:
    name = shown_name("x" * 300 + "-november.csv")

    assert LONGEST_NAME == len(name)
    assert name.endswith("november.csv")
