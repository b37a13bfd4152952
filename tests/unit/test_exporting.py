"""Exports: what a spreadsheet must not reckon, and a byte that is not as the manifest says."""

import csv
import io
import json
import shutil
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from application.exporting import formats
from application.exporting.bundle import MANIFEST, About, bundled
from application.exporting.guarding import guarded
from application.exporting.verifying import verify

COLUMNS = ("position", "sentence", "fields")
NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uff1d1", "HYPERLINK"]


def rows(count: int = 50) -> Iterator[dict[str, Any]]:
    for position in range(1, count + 1):
        text = NASTY[position % len(NASTY)]
        yield {"position": position, "sentence": text, "fields": {"reason": text}}


def about(form: str) -> About:
    return About(
        form=form,
        asked={"office": "3603"},
        after=0,
        until=50,
        personal=False,
        version="1.2.3",
        by="s" * 32,
        at=datetime(2026, 11, 26, tzinfo=UTC),
        columns=COLUMNS,
    )


def made(folder: Path, form: str, count: int = 50) -> Path:
    path = folder / f"{form}.zip"
    path.write_bytes(b"".join(bundled(about(form), rows(count))))
    return path


@pytest.mark.parametrize("form", sorted(formats.FORMATS))
def test_an_export_is_whole_and_says_what_it_is(tmp_path: Path, form: str) -> None:
    verdict = verify(made(tmp_path, form))

    assert [] == verdict.problems
    told = verdict.manifest
    assert (50, 1, 50) == (told["count"], told["first"], told["last"])
    assert {"from": 1, "to": 50} == told["positions"]
    assert {"name": "terbit", "version": "1.2.3"} == told["program"]
    assert ("s" * 32, "2026-11-26T00:00:00+00:00") == (told["exported_by"], told["exported_at"])
    assert {"office": "3603"} == told["filter"]
    assert [f"events.{form}"] == [one["name"] for one in told["files"]]


@pytest.mark.parametrize("text", NASTY[:-1])
def test_a_formula_is_guarded(text: str) -> None:
    assert f"'{text}" == guarded(text)


@pytest.mark.parametrize("text", ["", "Disetujui", "3603", "a=b", "'=1"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert text == guarded(text)


def test_no_cell_of_a_csv_begins_a_formula(tmp_path: Path) -> None:
    with ZipFile(made(tmp_path, "csv")) as archive:
        text = archive.read("events.csv").decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline="")))

    assert list(COLUMNS) == read[0]
    assert 51 == len(read)
    assert not [cell for row in read for cell in row if cell.lstrip(" ")[:1] in formats_reckoned()]


def formats_reckoned() -> set[str]:
    return {"=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"}


def test_a_workbook_holds_texts_and_no_formula(tmp_path: Path) -> None:
    book = made(tmp_path, "xlsx")
    with ZipFile(book) as archive, ZipFile(io.BytesIO(archive.read("events.xlsx"))) as inner:
        sheet = inner.read("xl/worksheets/sheet1.xml").decode()
    ((_, read),) = sheets(book)
    texts = [str(cell) for row in read[1:] for cell in row if isinstance(cell, str)]

    assert "<f>" not in sheet
    assert 50 == len(read) - 1
    assert "'=1+1" in texts
    assert not [text for text in texts if text.lstrip(" ")[:1] in formats_reckoned()]


def sheets(path: Path) -> list[tuple[str, list[list[Any]]]]:
    with ZipFile(path) as archive:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive.read("events.xlsx")))
    return [(name, book.get_sheet_by_name(name).to_python()) for name in book.sheet_names]


def test_a_workbook_goes_on_on_the_next_sheet_and_says_what_it_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "ROWS_A_SHEET", 20)
    monkeypatch.setattr(formats, "LONGEST_CELL", 5)
    path = made(tmp_path, "xlsx")
    read = sheets(path)
    positions = [int(row[0]) for _, rows_of in read for row in rows_of[1:]]

    assert 3 == len(read)
    assert list(range(1, 51)) == positions
    assert verify(path).manifest["cut_cells"] > 50


def test_an_export_of_nothing_has_its_manifest(tmp_path: Path) -> None:
    for form in formats.FORMATS:
        verdict = verify(made(tmp_path, form, 0))

        assert ([], 0, None) == (
            verdict.problems,
            verdict.manifest["count"],
            verdict.manifest["first"],
        )


@pytest.mark.parametrize("form", sorted(formats.FORMATS))
def test_a_changed_byte_is_found(tmp_path: Path, form: str) -> None:
    """In the file itself, by a careful forger who packs the archive anew."""
    path = made(tmp_path, form)
    name = f"events.{form}"
    with ZipFile(path) as archive:
        content, told = bytearray(archive.read(name)), archive.read(MANIFEST)
    draw = Random(7)
    for at in [0, len(content) - 1, *(draw.randrange(len(content)) for _ in range(20))]:
        forged = content.copy()
        forged[at] ^= 1
        with ZipFile(tmp_path / "forged.zip", "w") as archive:
            archive.writestr(name, bytes(forged))
            archive.writestr(MANIFEST, told)

        (problem,) = verify(tmp_path / "forged.zip").problems
        assert problem.startswith(f"{name} differs")


def test_any_changed_byte_of_the_archive_is_found_or_changes_nothing(tmp_path: Path) -> None:
    """A name's date may change unseen; the events may not."""
    path = made(tmp_path, "jsonl", 5)
    whole = path.read_bytes()
    with ZipFile(path) as archive:
        content = archive.read("events.jsonl")
    found = 0
    for at in range(len(whole)):
        forged = bytearray(whole)
        forged[at] ^= 0x20
        path.write_bytes(forged)
        if verify(path).problems:
            found += 1
        else:
            with ZipFile(path) as archive:
                assert content == archive.read("events.jsonl"), at

    assert found > len(whole) / 2


def test_a_file_more_or_less_is_found(tmp_path: Path) -> None:
    path = made(tmp_path, "csv")
    more = tmp_path / "more.zip"
    shutil.copy(path, more)
    with ZipFile(more, "a") as archive:
        archive.writestr("extra.csv", "1")
    with ZipFile(path) as archive:
        told = archive.read(MANIFEST)
    less = tmp_path / "less.zip"
    with ZipFile(less, "w") as archive:
        archive.writestr(MANIFEST, told)
    bare = tmp_path / "bare.zip"
    with ZipFile(bare, "w") as archive:
        archive.writestr("events.csv", "1")
    broken = tmp_path / "broken.zip"
    with ZipFile(broken, "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"files": [{"size": 1}]}))
    none = tmp_path / "none.zip"
    none.write_bytes(b"no archive")

    assert ["extra.csv is not in the manifest"] == verify(more).problems
    assert ["events.csv is missing"] == verify(less).problems
    assert all(verify(one).problems for one in (bare, broken, none))


def test_it_is_sent_while_it_is_made() -> None:
    """The first bytes are there before most rows were asked for."""
    asked = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal asked
        for row in rows(100_000):
            asked += 1
            yield row

    blocks = bundled(about("jsonl"), counted())
    got = b""
    while len(got) < 100:
        got += next(blocks)

    assert asked < 20_000
    blocks.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("form", sorted(formats.FORMATS))
def test_ten_times_the_rows_take_no_more_memory(form: str) -> None:
    few, many = (peak(form, count) for count in (1_000, 10_000))

    assert many < few + 500_000, (few, many)


def peak(form: str, count: int) -> int:
    """Of what is made and thrown away."""
    tracemalloc.start()
    for _ in bundled(about(form), rows(count)):
        pass
    found = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return found
