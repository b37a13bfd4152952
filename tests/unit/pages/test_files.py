"""The files that browsers get: whose they are, and what never stands in them."""

import re
import tomllib
from hashlib import sha256
from pathlib import Path

import pytest

import web.answering
from domain.discrepancies.state import CAUSES
from domain.stock.places import Place
from web.headers import HEADERS
from web.words import DISCREPANCIES, PLACES

WEB = Path(web.answering.__file__).parent
VENDOR = WEB / "static" / "vendor"
TEMPLATES = sorted(WEB.rglob("*.html"))
OWN = sorted((WEB / "static").glob("*.*"))
LONGEST_SCRIPT = 60

FORBIDDEN_CLASSES = re.compile(
    r"\b(btn-outline-\w+|text-(primary|success|danger|info|warning|secondary)\b|text-body-tertiary)"
)
FORBIDDEN_MARKUP = {
    "a style attribute": re.compile(r"\sstyle\s*="),
    "a handler attribute": re.compile(r"\s(on[a-z]+|hx-on[:\w]*)\s*="),
    "a script in the page": re.compile(r"<script(?![^>]*\ssrc=)"),
    "a file of another host": re.compile(r"""(src|href|action)=["'](https?:)?//"""),
}


def vendored() -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads((VENDOR / "VENDOR.toml").read_text())["file"]
    return found


@pytest.mark.parametrize("entry", vendored(), ids=lambda entry: entry["file"])
def test_a_vendored_file_is_what_its_package_holds(entry: dict[str, str]) -> None:
    content = (VENDOR / entry["file"]).read_bytes()

    assert entry["sha256"] == sha256(content).hexdigest()
    assert {"file", "name", "version", "licence", "source", "sha256"} == set(entry)


def test_no_vendored_file_is_unlisted() -> None:
    there = {path.name for path in VENDOR.iterdir()} - {"VENDOR.toml"}

    assert there == {entry["file"] for entry in vendored()}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_keeps_to_classes_and_markup_that_pass(path: Path) -> None:
    text = path.read_text()

    assert [] == FORBIDDEN_CLASSES.findall(text)
    assert [] == [what for what, pattern in FORBIDDEN_MARKUP.items() if pattern.search(text)]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_form_that_decides_carries_a_command_id(path: Path) -> None:
    """Sent twice is done once; sign-in, choices, searches and a station's facts decide nothing."""
    without = (
        "/masuk",
        "/kode",
        "/penugasan",
        "/keluar",
        "/tema",
        "/bahasa",
        "/sesi/tetap",
        "/tombol",
        "/cari",
        "/riwayat/ekspor",
    )
    text = path.read_text()
    forms = re.findall(r'<form[^>]*method="post"[^>]*>.*?(?:</form>|endmacro)', text, re.DOTALL)
    deciding = [form for form in forms if not any(f'action="{to}"' in form for to in without)]
    if path.parent.parent.name == "station_page":
        return

    assert [] == [form[:80] for form in deciding if 'name="command_id"' not in form]


def test_the_own_script_stays_small() -> None:
    lines = (WEB / "static" / "terbit.js").read_text().splitlines()

    assert len(lines) < LONGEST_SCRIPT


def test_own_files_ask_no_other_host() -> None:
    for path in OWN:
        text = path.read_text().replace("http://www.w3.org/", "")
        assert "http" not in text, path.name


def test_the_policy_allows_nothing_unsafe() -> None:
    assert "unsafe" not in HEADERS["Content-Security-Policy"]


def test_every_place_and_cause_has_a_word() -> None:
    assert {place.value for place in Place} == set(PLACES)
    assert set(CAUSES) == set(DISCREPANCIES)
