"""Times, numbers and names as pages say them."""

from datetime import UTC, datetime

import pytest

from domain.stations.facts import KINDS
from projections.history.sentences import sentence
from projections.history.veiling import veiled
from web.words import age, clock, condition, day, fours, masked, when

NOW = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "expected"),
    [
        ("2026-11-25T02:59:30.000Z", "kurang dari 1 menit"),
        ("2026-11-25T02:20:00.000Z", "40 menit"),
        ("2026-11-21T23:00:00.000Z", "3 hari 4 jam"),
        ("2026-11-25T03:00:05.000Z", "kurang dari 1 menit"),
        (None, "\u2013"),
    ],
)
def test_an_age_is_its_two_largest_units_in_whole_words(since: str | None, expected: str) -> None:
    assert expected == age(since, NOW)


def test_times_are_those_of_the_office() -> None:
    stored = "2026-11-25T20:40:17.500Z"

    assert ("03.40", "03.40.17", "26 Nov 03.40") == (
        clock(stored, "Asia/Jakarta"),
        clock(stored, "Asia/Jakarta", seconds=True),
        when(stored, "Asia/Jakarta"),
    )
    assert "05.40" == clock(stored, "Asia/Jayapura")
    assert "31 Des 2026" == day("2026-12-31")


def test_serials_are_read_in_fours_and_niks_never_whole() -> None:
    assert ("7412 0381", "\u2013", "CTK-1") == (fours("74120381"), fours(None), fours("CTK-1"))
    assert ("3603••••••••0001", "terhapus") == (masked("3603171203080001"), masked(None))


def test_every_16_digits_in_an_event_are_masked_at_any_depth() -> None:
    event = {
        "nik": "3603171203080001",
        "fields": {"no_kk": "3603171203080002"},
        "n": [16, "x"],
        "reason": "NIK 3603171203080003 salah ketik",
        "two": "36031712030800033603171203080004",
        "staff": "0" * 16 + "f" * 16,
        "digest": "a" + "0" * 63,
    }

    assert {
        "nik": "3603••••••••0001",
        "fields": {"no_kk": "3603••••••••0002"},
        "n": [16, "x"],
        "reason": "NIK 3603••••••••0003 salah ketik",
        "two": "3603••••••••00033603••••••••0004",
        "staff": "0" * 16 + "f" * 16,
        "digest": "a" + "0" * 63,
    } == veiled(event)


def test_a_printers_keyword_is_said_in_words_and_an_unknown_one_as_it_stands() -> None:
    assert ("kartu macet", "kartu macet", "sensor odd") == (
        condition("media-jam-error"),
        condition("card-jam"),
        condition("sensor-odd"),
    )


@pytest.mark.parametrize("kind", [*KINDS, "no_outcome", "printer_silent", "looked_at"])
def test_what_a_station_reports_is_said_in_words(kind: str) -> None:
    told = sentence("print_job.attempt_unknown", {"attempt": "1.1", "reason": kind})

    assert kind not in told
