"""A printer counts the bytes of an image and never looks for an end in it."""

import pytest

from printers.dialects.evolis.parser import Command, CommandParser, Malformed
from printers.dialects.evolis.settings import DIALECTS


def parser(dialect: str = "evolis") -> CommandParser:
    return CommandParser(DIALECTS[dialect])


def test_padding_between_commands_is_skipped() -> None:
    found = parser().feed(b"\0\0\x1bSs\r\0\0\0\x1bPem;2\r\n\x1b")

    assert found == [Command(name="Ss"), Command(name="Pem", parameters=("2",))]


def test_image_data_may_hold_every_control_byte() -> None:
    data = b"\x1bSe\r\0;\x11\x13\xff"

    found = parser().feed(b"\x1bDbc;k;2;%d;%b\r\x1bSe\r" % (len(data), data))

    assert found == [
        Command(name="Dbc", parameters=("k", "2", str(len(data))), data=data),
        Command(name="Se"),
    ]


def test_a_raw_download_is_as_long_as_its_levels_say() -> None:
    data = b"\r" * 82_296

    found = parser().feed(b"\x1bDb;k;2;" + data + b"\r")

    assert found == [Command(name="Db", parameters=("k", "2"), data=data)]


def test_the_other_header_has_a_first_line() -> None:
    found = parser("evolis-first-line").feed(b"Dbc;k;2;0;3;abc\r")

    assert found == [Command(name="Dbc", parameters=("k", "2", "0", "3"), data=b"abc")]


@pytest.mark.parametrize(
    ("sent", "progress"),
    [(b"", None), (b"\x1bDbc;k;2;1", None), (b"\x1bDbc;k;2;10;abcd", (4, 10)), (b"\x1bSs", None)],
)
def test_progress_is_known_while_data_comes_in(
    sent: bytes, progress: tuple[int, int] | None
) -> None:
    reader = parser()

    reader.feed(sent)

    assert progress == reader.download
    assert bool(sent) == reader.in_command


def test_a_command_that_never_ends_can_be_forgotten() -> None:
    reader = parser()
    reader.feed(b"\x1bDbc;k;2;10;abcd")

    reader.reset()

    assert reader.feed(b"\x1bSs\r") == [Command(name="Ss")]


@pytest.mark.parametrize(
    ("sent", "dropped"),
    [
        (b"\x1bDbc;k;2;x;", b"Dbc;k;2;x;"),
        (b"\x1bDbc;k;2;0;", b"Dbc;k;2;0;"),
        (b"\x1bDbc;k;2;9999999;", b"Dbc;k;2;9999999;"),
        (b"\x1bDb;k;3;", b"Db;k;3;"),
        (b"\x1bDbc;k\r", b"Dbc;k\r"),
        (b"\x1bDbc;" + b"k" * 80 + b"\r", b"Dbc;" + b"k" * 80 + b"\r"),
        (b"\x1bDbc;k;2;3;abcX", b"Dbc;k;2;3;abc"),
        (b"\x1bS\xffs\r", b"S\xffs\r"),
        (b"\x1bS\x07s\r", b"S\x07s\r"),
        (b"\x1b" + b"A" * 70, b"A" * 70),
        (b"\x1b" + b"A" * 70 + b"\r", b"A" * 70 + b"\r"),
    ],
)
def test_what_is_no_command_is_dropped(sent: bytes, dropped: bytes) -> None:
    assert parser().feed(sent)[0] == Malformed(data=dropped)
