"""Bytes in every order and division: codec, commands, replies."""

from collections.abc import Sequence
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from printers.dialects.evolis.k_codec import decode_k, encode_k
from printers.dialects.evolis.parser import Command, CommandParser, Malformed
from printers.dialects.evolis.replies import LONGEST_REPLY, ReplyParser
from printers.dialects.evolis.settings import DIALECTS
from printers.errors import GarbledImage, GarbledReply
from printers.page import LINE_BYTES, LINES

lines = st.one_of(
    st.just(bytes(LINE_BYTES)),
    st.just(b"\xff" * LINE_BYTES),
    st.binary(max_size=LINE_BYTES).map(lambda data: data.ljust(LINE_BYTES, b"\0")),
)
planes = st.lists(lines, min_size=1, max_size=12).map(lambda some: b"".join((some * LINES)[:LINES]))


@given(planes)
def test_a_plane_survives_the_codec(plane: bytes) -> None:
    assert decode_k(encode_k(plane)) == plane


@given(planes, st.data())
def test_a_damaged_image_is_garbled_or_still_a_whole_plane(
    plane: bytes, data: st.DataObject
) -> None:
    coded = bytearray(encode_k(plane))
    at = data.draw(st.integers(0, len(coded) - 1))
    coded[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))

    try:
        decoded = decode_k(bytes(coded))
    except GarbledImage:
        return
    assert len(decoded) == LINES * LINE_BYTES


names = st.from_regex(r"[A-Z][a-z]{1,3}", fullmatch=True).filter(lambda n: n not in ("Db", "Dbc"))
plain = st.builds(
    Command,
    name=names,
    parameters=st.lists(st.from_regex(r"[a-z0-9=]{1,5}", fullmatch=True), max_size=4).map(tuple),
)
downloads = st.binary(min_size=1, max_size=300).map(
    lambda data: Command(name="Dbc", parameters=("k", "2", str(len(data))), data=data)
)


def as_bytes(command: Command) -> bytes:
    header = ";".join((command.name, *command.parameters)).encode()
    return b"\x1b" + header + (b";" + command.data if command.data else b"") + b"\r"


def pieces(stream: bytes, cuts: Sequence[int]) -> list[bytes]:
    edges = [0, *sorted(cut % (len(stream) + 1) for cut in cuts), len(stream)]
    return [stream[a:b] for a, b in pairwise(edges)]


@given(
    st.lists(st.tuples(st.one_of(plain, downloads), st.integers(0, 64)), max_size=6),
    st.lists(st.integers(0, 10_000), max_size=12),
)
@settings(max_examples=500)
def test_commands_are_the_same_however_the_stream_is_cut_or_padded(
    sent: list[tuple[Command, int]], cuts: list[int]
) -> None:
    stream = b"".join(as_bytes(command) + bytes(padding) for command, padding in sent)
    parser = CommandParser(DIALECTS["evolis"])

    found = [item for piece in pieces(stream, cuts) for item in parser.feed(piece)]

    assert found == [command for command, _ in sent]
    assert not parser.in_command


@given(st.lists(st.binary(max_size=200), max_size=8))
@settings(max_examples=500)
def test_noise_never_breaks_the_command_parser(noise: list[bytes]) -> None:
    parser = CommandParser(DIALECTS["evolis"])

    found = [item for piece in noise for item in parser.feed(piece)]

    assert all(isinstance(item, Command | Malformed) for item in found)
    assert len(b"".join(item.data for item in found)) <= len(b"".join(noise))


@given(
    st.lists(st.from_regex(r"[ -~]{1,40}", fullmatch=True), max_size=6),
    st.sampled_from([b"\0", b"\r", b"\r\n"]),
    st.lists(st.integers(0, 1000), max_size=8),
)
@settings(max_examples=500)
def test_replies_are_the_same_however_they_are_cut(
    said: list[str], end: bytes, cuts: list[int]
) -> None:
    stream = b"".join(reply.encode() + end for reply in said)
    parser = ReplyParser()

    assert said == [reply for piece in pieces(stream, cuts) for reply in parser.feed(piece)]
    assert not parser.in_reply


@given(st.lists(st.binary(max_size=300), max_size=20))
@settings(max_examples=2000)
def test_noise_is_garbled_or_short_printable_text(noise: list[bytes]) -> None:
    parser = ReplyParser()

    try:
        said = [reply for piece in noise for reply in parser.feed(piece)]
    except GarbledReply:
        return
    assert all(0 < len(reply) <= LONGEST_REPLY for reply in said)
    assert all(reply.isascii() and reply.isprintable() for reply in said)
