"""What code says, in the language of who reads: words, counts, dates, refusals, reasons."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from application.importing.opening import open_table
from application.importing.reasons import reason
from application.importing.report import FileRefused
from application.language import speaking
from application.phrases import in_words
from application.rendering.checks import glyph_problems
from domain.refusal import Reason, Refused
from projections.history.sentences import sentence
from web.field_words import field, paper
from web.pages.figures.wording import percent
from web.problems import said
from web.reasons import Said
from web.words import age, clock, condition, day, freeze_end, kind, number, scopes, when

AT = "2026-11-20T00:40:05.000Z"
NOW = datetime(2026, 11, 23, 4, 40, 5, tzinfo=UTC)
ZONE = "Asia/Jakarta"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("id", ["07.40.05", "31 Des 2026", "20 Nov 07.40", "3 hari 4 jam", "1.234", "97,86 %"]),
        ("en", ["07:40:05", "31 Dec 2026", "20 Nov 07:40", "3 days 4 hours", "1,234", "97.86 %"]),
    ],
)
def test_times_and_numbers_are_of_the_language(language: str, expected: list[str]) -> None:
    with speaking(language):
        shown = [
            clock(AT, ZONE, seconds=True),
            day("2026-12-31"),
            when(AT, ZONE),
            age(AT, NOW),
            number(1234),
            percent(9786),
        ]

    assert expected == shown


def test_one_hour_is_no_hours_in_english() -> None:
    with speaking("en"):
        assert "1 hour" == age("2026-11-23T03:40:05.000Z", NOW)
        assert "less than 1 minute" == age("2026-11-23T04:40:00.000Z", NOW)


def test_words_of_tables_are_said_where_they_are_shown() -> None:
    with speaking("en"):
        shown = [
            kind({"kind": "birth_certificate"}),
            condition("media-jam-error", "sheet"),
            scopes(["print", "intake"]),
            freeze_end("2026-11-20T00:00:00.000Z", "2026-11-21T00:00:00.000Z", ZONE),
            field("member.2.name"),
            field("to_district"),
            paper("family_card"),
        ]

    assert [
        "Birth certificate",
        "paper jam",
        "Intake of applications, Approval and printing",
        "not lifted yet, was to end 20 Nov 07:00",
        "Member 2: Name",
        "District (destination)",
        "Family card",
    ] == shown


def test_a_refusal_is_said_with_its_facts() -> None:
    refused = Refused(Reason.PAPERS_LACKING, papers="family_card parents_card")

    with speaking("en"):
        assert Said(
            "Papers are lacking: Family card, KTP-el of the parents.",
            "Tick the papers once they have been shown at the counter.",
        ) == said(refused)
    assert "Berkas belum lengkap: Kartu keluarga, KTP-el orang tua." == said(refused).why


def test_an_event_is_a_sentence_in_either_language() -> None:
    fields = {"attempt": "2.1", "observed_serial": None, "seen": "spoiled"}

    with speaking("en"):
        english = sentence("print_job.attempt_seen", fields)

    assert "Attempt 2.1 looked at: spoiled." == english
    assert "Percobaan 2.1 dilihat: rusak." == sentence("print_job.attempt_seen", fields)


def test_what_a_list_must_say_stays_as_lists_have_it() -> None:
    """A clerk copies these words into the list."""
    with speaking("en"):
        told = in_words(reason("service_unknown", "Kelahiran, Datang, Kematian"))

    assert "Unknown service. Known are: Kelahiran, Datang, Kematian." == told


def test_a_file_is_refused_once_and_said_in_either_language(tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_bytes(b"%PDF-1.7")

    with speaking("en"), pytest.raises(FileRefused) as refused:
        open_table(path)

    indonesian = "Berkas ini PDF, bukan daftar: simpan ulang dengan format .xlsx atau CSV UTF-8."
    assert indonesian == refused.value.reason
    with speaking("en"):
        assert "This file is a PDF, not a list: save it again as .xlsx or CSV UTF-8." == in_words(
            refused.value.reason
        )


def test_what_cannot_be_printed_names_its_field() -> None:
    (problem,) = glyph_problems({"name": "\u0421\u0438\u0442\u0438"})

    with speaking("en"):
        told = in_words(problem.reason)

    assert told.startswith("Name has letters outside Latin that cannot be printed: U+0421")
    assert problem.reason.startswith("Nama berisi huruf di luar Latin")
