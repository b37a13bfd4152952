"""What the printer's words mean; what is not understood is never good."""

import pytest

from printers.dialects.evolis.replies import (
    LONGEST_REPLY,
    ReplyParser,
    condition_of,
    count_of,
    error_mode_of,
    feeder_condition_of,
    is_mechanical,
    name_of,
    position_of,
)
from printers.errors import GarbledReply
from printers.status import CardPosition, Condition


@pytest.mark.parametrize("end", [b"\0", b"\r", b"\r\n", b"\n\0"])
def test_every_end_of_a_reply_is_taken(end: bytes) -> None:
    assert ReplyParser().feed(b"OK" + end + b"CARD JAM" + end) == ["OK", "CARD JAM"]


def test_a_reply_without_an_end_waits_for_it() -> None:
    parser = ReplyParser()

    assert parser.feed(b"CARD J") == []
    assert parser.in_reply
    assert parser.feed(b"AM\0") == ["CARD JAM"]
    assert not parser.in_reply


def test_a_reply_that_never_ends_is_garbled() -> None:
    parser = ReplyParser()
    parser.feed(b"A" * LONGEST_REPLY)

    with pytest.raises(GarbledReply):
        parser.feed(b"A")


@pytest.mark.parametrize("noise", [b"\x93K\0", b"O\x11K\0", b"A" * 5000 + b"\0"])
def test_noise_is_garbled(noise: bytes) -> None:
    with pytest.raises(GarbledReply):
        ReplyParser().feed(noise)


@pytest.mark.parametrize(
    ("reply", "position"),
    [
        ("OK", CardPosition.NONE),
        ("NO CARD", CardPosition.NONE),
        ("CARD", CardPosition.INSIDE),
        ("SMART CARD", CardPosition.INSIDE),
        ("CONTACTLESS CARD", CardPosition.INSIDE),
        ("ERR CARD", CardPosition.UNKNOWN),
        ("ok", CardPosition.UNKNOWN),
    ],
)
def test_positions(reply: str, position: CardPosition) -> None:
    assert position == position_of(reply)


@pytest.mark.parametrize(
    ("reply", "condition"),
    [
        ("OK", None),
        ("COVER OPEN", Condition.COVER_OPEN),
        ("FEEDER EMPTY", Condition.MEDIA_EMPTY),
        ("CARD JAM", Condition.MEDIA_JAM),
        ("ERROR RIBBON", Condition.MARKER_SUPPLY_EMPTY),
        ("HOPPER FULL", Condition.OUTPUT_AREA_FULL),
        ("NEED CLEANING", Condition.UNKNOWN),
        ("OK ", Condition.UNKNOWN),
    ],
)
def test_conditions(reply: str, condition: Condition | None) -> None:
    assert condition == condition_of(reply)


@pytest.mark.parametrize(
    ("reply", "condition"),
    [
        ("0,00 Volts", Condition.MEDIA_EMPTY),
        ("5,00 Volts", None),
        ("4.93 Volts", None),
        ("OK", None),
        ("55 Volts", Condition.UNKNOWN),
    ],
)
def test_the_feeder_answers_in_words_or_volts(reply: str, condition: Condition | None) -> None:
    assert condition == feeder_condition_of(reply)


def test_numbers_and_names_are_read_strictly() -> None:
    assert count_of("00120") == 120
    assert error_mode_of("2,0") == 2
    assert name_of("Dualys 3") == "Dualys 3"


@pytest.mark.parametrize("reply", ["", "OK", "-1", "1.0", "12345678901", "\u0661"])
def test_anything_but_digits_is_no_count(reply: str) -> None:
    with pytest.raises(GarbledReply):
        count_of(reply)


@pytest.mark.parametrize("reply", ["2", "OK", "2;0", ",", "2,0,0"])
def test_an_error_mode_is_current_and_saved(reply: str) -> None:
    with pytest.raises(GarbledReply):
        error_mode_of(reply)


@pytest.mark.parametrize("reply", ["OK", "ERROR CDE"])
def test_an_acknowledgement_is_no_name(reply: str) -> None:
    with pytest.raises(GarbledReply):
        name_of(reply)


def test_only_moving_wrongly_is_mechanical() -> None:
    assert is_mechanical("CARD JAM")
    assert not is_mechanical("FEEDER EMPTY")
