"""The examples of RFC 8010, appendix A, as bytes written out by hand, not by the encoder."""

from printers.dialects.ipp.decoding import decode
from printers.dialects.ipp.encoding import encode
from printers.dialects.ipp.message import (
    Collection,
    Group,
    GroupTag,
    Message,
    Resolution,
    Tag,
    attribute,
)
from printers.dialects.ipp.operations import Operation, Ticket, validate_job

PRINT_JOB = (
    b"\x01\x01" + b"\x00\x02" + b"\x00\x00\x00\x01"
    b"\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x05en-us"
    b"\x45\x00\x0bprinter-uri\x00\x2cipp://printer.example.com/ipp/print/pinetree"
    b"\x42\x00\x08job-name\x00\x06foobar"
    b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
    b"\x02"
    b"\x21\x00\x06copies\x00\x04\x00\x00\x00\x14"
    b"\x44\x00\x05sides\x00\x13two-sided-long-edge"
    b"\x03"
)
COLLECTION = (
    b"\x01\x01" + b"\x00\x02" + b"\x00\x00\x00\x01"
    b"\x02"
    b"\x34\x00\x09media-col\x00\x00"
    b"\x4a\x00\x00\x00\x0amedia-size"
    b"\x34\x00\x00\x00\x00"
    b"\x4a\x00\x00\x00\x0bx-dimension"
    b"\x21\x00\x00\x00\x04\x00\x00\x52\x08"
    b"\x4a\x00\x00\x00\x0by-dimension"
    b"\x21\x00\x00\x00\x04\x00\x00\x74\x04"
    b"\x37\x00\x00\x00\x00"
    b"\x4a\x00\x00\x00\x0amedia-type"
    b"\x44\x00\x00\x00\x0astationery"
    b"\x37\x00\x00\x00\x00"
    b"\x03"
)
VALIDATE_JOB = (
    b"\x02\x00" + b"\x00\x04" + b"\x00\x00\x00\x09"
    b"\x01"
    b"\x47\x00\x12attributes-charset\x00\x05utf-8"
    b"\x48\x00\x1battributes-natural-language\x00\x02en"
    b"\x45\x00\x0bprinter-uri\x00\x0dipp://h:631/p"
    b"\x42\x00\x14requesting-user-name\x00\x06terbit"
    b"\x42\x00\x08job-name\x00\x04L1.1"
    b"\x22\x00\x16ipp-attribute-fidelity\x00\x01\x01"
    b"\x49\x00\x0fdocument-format\x00\x0fapplication/pdf"
    b"\x02"
    b"\x44\x00\x05media\x00\x10iso_a4_210x297mm"
    b"\x44\x00\x05sides\x00\x09one-sided"
    b"\x03"
)


def test_a_print_job_request_is_these_bytes() -> None:
    operation = Group(
        tag=GroupTag.OPERATION,
        attributes=(
            attribute("attributes-charset", Tag.CHARSET, "utf-8"),
            attribute("attributes-natural-language", Tag.LANGUAGE, "en-us"),
            attribute("printer-uri", Tag.URI, "ipp://printer.example.com/ipp/print/pinetree"),
            attribute("job-name", Tag.NAME, "foobar"),
            attribute("ipp-attribute-fidelity", Tag.BOOLEAN, True),  # noqa: FBT003 - a value
        ),
    )
    job = Group(
        tag=GroupTag.JOB,
        attributes=(
            attribute("copies", Tag.INTEGER, 20),
            attribute("sides", Tag.KEYWORD, "two-sided-long-edge"),
        ),
    )
    message = Message(
        version=(1, 1), code=Operation.PRINT_JOB, request_id=1, groups=(operation, job)
    )

    assert encode(message) == PRINT_JOB
    assert decode(PRINT_JOB + b"%PDF") == (message, b"%PDF")


def test_a_collection_is_these_bytes() -> None:
    size = Collection(
        members=(
            attribute("x-dimension", Tag.INTEGER, 21_000),
            attribute("y-dimension", Tag.INTEGER, 29_700),
        )
    )
    media = Collection(
        members=(
            attribute("media-size", Tag.COLLECTION, size),
            attribute("media-type", Tag.KEYWORD, "stationery"),
        )
    )
    job = Group(tag=GroupTag.JOB, attributes=(attribute("media-col", Tag.COLLECTION, media),))
    message = Message(version=(1, 1), code=Operation.PRINT_JOB, request_id=1, groups=(job,))

    assert encode(message) == COLLECTION
    assert decode(COLLECTION) == (message, b"")


def test_several_values_of_one_attribute_are_these_bytes() -> None:
    both = attribute(
        "r", Tag.RESOLUTION, Resolution(across=300, along=300), Resolution(across=600, along=600)
    )
    group = Group(tag=GroupTag.PRINTER, attributes=(both,))

    assert encode(Message(code=0, request_id=1, groups=(group,))) == (
        b"\x02\x00\x00\x00\x00\x00\x00\x01\x04"
        b"\x32\x00\x01r\x00\x09\x00\x00\x01\x2c\x00\x00\x01\x2c\x03"
        b"\x32\x00\x00\x00\x09\x00\x00\x02\x58\x00\x00\x02\x58\x03"
        b"\x03"
    )


def test_our_own_question_is_these_bytes() -> None:
    ticket = Ticket(
        job_name="L1.1",
        document_format="application/pdf",
        media="iso_a4_210x297mm",
        sides="one-sided",
    )

    assert encode(validate_job("ipp://h:631/p", 9, ticket)) == VALIDATE_JOB
