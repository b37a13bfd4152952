"""Whatever a printer answers, and whenever it falls silent, a document is sent at most once."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from printers.dialects.ipp.answers import REFUSED_WHOLE
from printers.dialects.ipp.decoding import decode
from printers.dialects.ipp.encoding import encode
from printers.dialects.ipp.message import Attribute, Group, GroupTag, Message, Tag, attribute
from printers.dialects.ipp.operations import Operation
from printers.driver import Posted
from printers.drivers.paper import IppPaperDriver, PaperPatience
from printers.errors import (
    Disconnected,
    GarbledReply,
    NothingAccepted,
    NothingSent,
    OutcomeUnknown,
    PrinterError,
    TimedOut,
    Unreachable,
)
from printers.paper import PaperDocument
from printers.status import PaperTrace, Proposal

DOCUMENT = PaperDocument(pdf=b"%PDF-", pages=2)
IMPATIENT = PaperPatience(silence_s=0.0, job_s=0.0, poll_s=0.0)


@dataclass
class Printer:
    """Answers in turn; notes what was sent, and what was promised to be kept before it."""

    answers: list["Answer"]
    sent: list[bytes] = field(default_factory=list)
    kept: list[PaperTrace] = field(default_factory=list)
    answered: list["Answer"] = field(default_factory=list)

    def open(self) -> "Printer":
        return self

    def close(self) -> None:
        pass

    def post(self, message: bytes, document: bytes, timeout_s: float) -> Posted:
        request, _ = decode(message)
        answer = next(iter(self.answers), GOOD)
        del self.answers[:1]
        if request.code == Operation.PRINT_JOB:
            assert self.kept, "a document was sent before its start was kept"
            self.sent.append(document)
            self.answered.append(answer)
        return answer(request)


Answer = Callable[[Message], Posted]


def replied(request: Message, code: int, *groups: Group, whole: bool = True) -> Posted:
    message = Message(code=code, request_id=request.request_id, groups=groups)
    return Posted(body=encode(message), whole=whole)


def printer_group(up_time: int = 10, state: int = 3, uuid: str = "urn:uuid:1") -> Group:
    told: tuple[Attribute, ...] = (
        attribute("printer-uuid", Tag.URI, uuid),
        attribute("printer-up-time", Tag.INTEGER, up_time),
        attribute("printer-state", Tag.ENUM, state),
        attribute("printer-state-reasons", Tag.KEYWORD, "none"),
        attribute("document-format-supported", Tag.MIME_TYPE, "application/pdf"),
    )
    return Group(tag=GroupTag.PRINTER, attributes=told)


def job_group(state: int = 9, impressions: int = 2, up_time: int = 10) -> Group:
    told: tuple[Attribute, ...] = (
        attribute("job-id", Tag.INTEGER, 1),
        attribute("job-uuid", Tag.URI, "urn:uuid:2"),
        attribute("job-state", Tag.ENUM, state),
        attribute("job-state-reasons", Tag.KEYWORD, "none"),
        attribute("job-impressions-completed", Tag.INTEGER, impressions),
        attribute("job-printer-up-time", Tag.INTEGER, up_time),
    )
    return Group(tag=GroupTag.JOB, attributes=told)


def good(request: Message) -> Posted:
    about_printer = request.code == Operation.GET_PRINTER_ATTRIBUTES
    return replied(request, 0, printer_group() if about_printer else job_group())


GOOD: Answer = good


def raising(error: PrinterError) -> Answer:
    def fail(_: Message) -> Posted:
        raise error

    return fail


answers = st.one_of(
    st.just(GOOD),
    st.just(GOOD),
    st.just(GOOD),
    st.sampled_from([NothingSent(""), TimedOut(""), Disconnected(""), GarbledReply("")]).map(
        raising
    ),
    st.binary(max_size=40).map(lambda noise: lambda _: Posted(body=noise, whole=True)),
    st.integers(0, 0x0600).map(lambda code: lambda request: replied(request, code)),
    st.integers(0, 0x0600).map(lambda code: lambda request: replied(request, code, job_group())),
    st.builds(
        lambda state, impressions, up: (
            lambda request: replied(
                request, 0, job_group(state, impressions, up), printer_group(up)
            )
        ),
        st.integers(2, 10),
        st.integers(0, 3),
        st.integers(9, 11),
    ),
    st.just(lambda request: replied(request, 0, job_group(), whole=False)),
)


@given(st.lists(answers, max_size=8))
@settings(max_examples=1000)
def test_a_document_is_sent_at_most_once_and_every_doubt_is_unknown(given: list[Answer]) -> None:
    printer = Printer(answers=list(given))
    driver = IppPaperDriver("ipp://h/p", printer.open, IMPATIENT, wait=lambda _: None)

    try:
        driver.print(DOCUMENT, "L1.1", printer.kept.append, lambda _: None)
    except OutcomeUnknown:
        assert printer.sent
    except NothingAccepted:
        assert printer.sent
        assert nothing_was_taken(printer.answered[0])
    except PrinterError:
        assert printer.sent == []
        assert printer.kept == []
    assert printer.sent in ([], [DOCUMENT.pdf])


def nothing_was_taken(answer: Answer) -> bool:
    """Either nothing went out, or the printer said in plain words that it made no job."""
    request = Message(code=Operation.PRINT_JOB, request_id=1)
    try:
        message, _ = decode(answer(request).body)
    except NothingSent:
        return True
    return message.code in REFUSED_WHOLE and message.group(GroupTag.JOB) is None


def test_without_noise_it_is_printed() -> None:
    printer = Printer(answers=[])
    driver = IppPaperDriver("ipp://h/p", printer.open, IMPATIENT, wait=lambda _: None)

    printed = driver.print(DOCUMENT, "L1.1", printer.kept.append, printer.kept.append)

    assert printed.impressions == 2
    assert [trace.job_uuid for trace in printer.kept] == [None, "urn:uuid:2"]


def test_a_job_that_ends_between_two_questions_is_one_job() -> None:
    def listed(state: int) -> Answer:
        named = attribute("job-name", Tag.NAME, "L1.1")

        def answer(request: Message) -> Posted:
            group = job_group(state)
            told = Group(tag=group.tag, attributes=(*group.attributes, named))
            return replied(request, 0, told)

        return answer

    printer = Printer(answers=[good, listed(5), listed(9)])
    driver = IppPaperDriver("ipp://h/p", printer.open, IMPATIENT, wait=lambda _: None)
    before = PaperTrace(printer_uuid="urn:uuid:1", up_time=10, job_name="L1.1")

    assert driver.after_restart(before, pages=2).proposal is Proposal.GOOD


def test_a_printer_that_goes_away_before_the_start_takes_nothing() -> None:
    calls = iter([good, good])

    def post() -> Printer:
        answer = next(calls, None)
        if answer is None:
            raise Unreachable("gone")
        return Printer(answers=[answer])

    driver = IppPaperDriver("ipp://h/p", post, IMPATIENT, wait=lambda _: None)
    kept: list[PaperTrace] = []
    try:
        driver.print(DOCUMENT, "L1.1", kept.append, kept.append)
    except Unreachable:
        assert kept == []
        return
    raise AssertionError("it was printed on nothing")
