"""IPP messages there and back, and any bytes at all."""

from hypothesis import given, settings
from hypothesis import strategies as st

from printers.dialects.ipp.decoding import decode
from printers.dialects.ipp.encoding import encode
from printers.dialects.ipp.message import (
    Attribute,
    Collection,
    Group,
    Localized,
    Message,
    Range,
    Resolution,
    Tag,
    Value,
)
from printers.errors import GarbledMessage

integers = st.integers(-(2**31), 2**31 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
names = st.from_regex(r"[a-z][a-z-]{0,20}", fullmatch=True)
plain = st.one_of(
    st.builds(Value, tag=st.sampled_from([Tag.INTEGER, Tag.ENUM]), content=integers),
    st.builds(Value, tag=st.just(Tag.BOOLEAN), content=st.booleans()),
    st.builds(Value, tag=st.sampled_from([0x10, 0x12, 0x13]), content=st.none()),
    st.builds(Value, tag=st.sampled_from([0x30, 0x31, 0x7F]), content=st.binary(max_size=40)),
    st.builds(Value, tag=st.sampled_from([0x41, 0x42, 0x44, 0x45, 0x49]), content=texts),
    st.builds(Value, tag=st.just(Tag.RANGE), content=st.builds(Range, low=integers, high=integers)),
    st.builds(
        Value,
        tag=st.just(Tag.RESOLUTION),
        content=st.builds(
            Resolution, across=integers, along=integers, units=st.integers(-128, 127)
        ),
    ),
    st.builds(
        Value,
        tag=st.sampled_from([0x35, 0x36]),
        content=st.builds(Localized, language=texts, text=texts),
    ),
)


def attributes_of(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Attribute]:
    some = st.lists(values, min_size=1, max_size=3).map(tuple)
    return st.builds(Attribute, name=names, values=some)


def collections_of(values: st.SearchStrategy[Value]) -> st.SearchStrategy[Value]:
    members = st.lists(attributes_of(values), max_size=3).map(tuple)
    return st.builds(
        Value, tag=st.just(Tag.COLLECTION), content=st.builds(Collection, members=members)
    )


values = st.recursive(plain, collections_of, max_leaves=6)
groups = st.builds(
    Group,
    tag=st.sampled_from([1, 2, 4, 5, 9]),
    attributes=st.lists(attributes_of(values), max_size=4).map(tuple),
)
messages = st.builds(
    Message,
    version=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    code=st.integers(0, 0xFFFF),
    request_id=integers,
    groups=st.lists(groups, max_size=3).map(tuple),
)


@given(messages, st.binary(max_size=60))
@settings(max_examples=60)
def test_a_message_and_its_document_come_back_as_they_were(
    message: Message, document: bytes
) -> None:
    assert (message, document) == decode(encode(message) + document)


@given(messages, st.data())
@settings(max_examples=60)
def test_a_message_cut_anywhere_is_garbled(message: Message, data: st.DataObject) -> None:
    whole = encode(message)
    cut = data.draw(st.integers(0, len(whole) - 1))

    try:
        decode(whole[:cut])
    except GarbledMessage:
        return
    raise AssertionError(f"{cut} of {len(whole)} bytes were taken for the whole")


@given(messages, st.data())
@settings(max_examples=100)
def test_a_damaged_message_is_garbled_or_another_message(
    message: Message, data: st.DataObject
) -> None:
    damaged = bytearray(encode(message))
    at = data.draw(st.integers(0, len(damaged) - 1))
    damaged[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))

    try:
        decode(bytes(damaged))
    except GarbledMessage:
        return


@given(st.binary(max_size=200))
@settings(max_examples=500)
def test_noise_is_garbled_or_a_message(noise: bytes) -> None:
    for data in (noise, b"\2\0\0\0\0\0\0\1" + noise, b"\2\0\0\0\0\0\0\1\1\x34\0\1a\0\0" + noise):
        try:
            decode(data)
        except GarbledMessage:
            continue
