"""The order of things around the point of no return, word by word."""

import pytest

from printers.driver import Printed
from printers.drivers.card import EvolisCardDriver
from printers.errors import (
    ConditionError,
    Doubt,
    ErrorModeRefused,
    GarbledReply,
    NothingTaken,
    OutcomeUnknown,
    PrinterError,
    TimedOut,
    Unreachable,
)
from printers.status import (
    CardPosition,
    Condition,
    Counters,
    Evidence,
    Identity,
    PrinterStatus,
    Proposal,
)
from tests.unit.devices.conversation import (
    AFTER,
    BEFORE,
    DIALECT,
    IMAGE,
    INSERT,
    JOB,
    LOOK,
    OPENING,
    READY,
    WHOLE_CARD,
    Script,
    ScriptedTransport,
)

AT_START = Counters(inserted=41, panels=80)


def driver_on(*scripts: Script) -> tuple[EvolisCardDriver, list[ScriptedTransport]]:
    lines = [ScriptedTransport(script) for script in scripts]
    unopened = iter(lines)
    return EvolisCardDriver(lambda: next(unopened), DIALECT), lines


def spoken(script: Script) -> list[bytes]:
    return [sent for sent, _ in script]


def with_answer(script: Script, to: bytes, answer: bytes) -> Script:
    assert to in spoken(script)
    return [(sent, answer if sent == to else said) for sent, said in script]


def test_a_good_card_is_printed_with_its_counters() -> None:
    driver, [line] = driver_on(WHOLE_CARD)

    assert driver.print(IMAGE, lambda _: None) == Printed(counters=Counters(inserted=42, panels=82))
    assert line.rest == []


def test_the_insert_command_is_sent_only_after_the_start_is_durable() -> None:
    driver, [line] = driver_on(WHOLE_CARD)
    sent_before: list[list[bytes]] = []
    told: list[Counters | None] = []

    def durable(counters: Counters | None) -> None:
        sent_before.append(list(line.sent))
        told.append(counters)

    driver.print(IMAGE, durable)

    assert sent_before == [spoken([*OPENING, *READY, *BEFORE])]
    assert told == [AT_START]
    assert line.sent[len(sent_before[0])] == b"\x1bSi\r"


def test_a_start_that_cannot_be_made_durable_moves_no_card() -> None:
    driver, [line] = driver_on(WHOLE_CARD)

    def disk_full(_: Counters | None) -> None:
        raise OSError(28, "no space left")

    with pytest.raises(OSError, match="no space left"):
        driver.print(IMAGE, disk_full)
    assert b"\x1bSi\r" not in line.sent


@pytest.mark.parametrize(
    ("question", "answer", "condition"),
    [
        (b"\x1bRlr;p\r", b"CARD\0", Condition.CARD_INSIDE),
        (b"\x1bRlr;p\r", b"ERR CARD\0", Condition.UNKNOWN),
        (b"\x1bRse;o\r", b"COVER OPEN\0", Condition.COVER_OPEN),
        (b"\x1bRse;f\r", b"FEEDER EMPTY\0", Condition.MEDIA_EMPTY),
        (b"\x1bRcr\r", b"ERROR RIBBON\0", Condition.MARKER_SUPPLY_EMPTY),
        (b"\x1bRcr\r", b"HMM\0", Condition.UNKNOWN),
    ],
)
def test_a_printer_that_is_not_ready_takes_nothing(
    question: bytes, answer: bytes, condition: Condition
) -> None:
    driver, [line] = driver_on([*OPENING, *with_answer(READY, question, answer)])
    started: list[object] = []

    with pytest.raises(ConditionError) as caught:
        driver.print(IMAGE, started.append)

    assert caught.value.conditions == (condition,)
    assert started == []
    assert line.rest == []


def test_a_refused_insertion_with_equal_counters_took_nothing() -> None:
    refused = [(b"\x1bSi\r", b"HOPPER FULL\0"), *BEFORE, (b"\x1bRlr;p\r", b"OK\0")]
    driver, [line] = driver_on([*OPENING, *READY, *BEFORE, *refused])

    with pytest.raises(NothingTaken) as caught:
        driver.print(IMAGE, lambda _: None)

    assert caught.value.conditions == (Condition.OUTPUT_AREA_FULL,)
    assert caught.value.counters == AT_START
    assert line.rest == []


@pytest.mark.parametrize(
    "after",
    [
        [(b"\x1bRco;c\r", b"42\0"), (b"\x1bRco;p\r", b"80\0")],
        [*BEFORE, (b"\x1bRlr;p\r", b"CARD\0")],
        [*BEFORE, (b"\x1bRlr;p\r", b"ERR CARD\0")],
    ],
    ids=["counted", "inside", "unclear"],
)
def test_a_refused_insertion_is_not_believed_against_the_evidence(after: Script) -> None:
    refused = [(b"\x1bSi\r", b"FEEDER EMPTY\0"), *after]
    driver, [line] = driver_on([*OPENING, *READY, *BEFORE, *refused])

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(IMAGE, lambda _: None)

    assert (caught.value.reason, caught.value.last_words) == (Doubt.COUNTERS, "FEEDER EMPTY")
    assert line.rest == []


@pytest.mark.parametrize(
    ("words", "doubt"),
    [
        ("CARD JAM", Doubt.CARD_JAM),
        ("ERROR HEAD", Doubt.CARD_JAM),
        ("COVER OPEN", Doubt.REFUSED),
        ("ERROR CDE", Doubt.REFUSED),
        ("okay", Doubt.REFUSED),
    ],
)
@pytest.mark.parametrize("step", range(len(JOB)))
def test_any_other_word_in_mid_job_leaves_the_outcome_unknown(
    step: int, words: str, doubt: Doubt
) -> None:
    job = [*JOB[:step], (JOB[step][0], words.encode() + b"\0")]
    driver, [line] = driver_on([*OPENING, *READY, *BEFORE, *INSERT, *job])

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(IMAGE, lambda _: None)

    assert (caught.value.reason, caught.value.last_words) == (doubt, words)
    assert line.rest == []


@pytest.mark.parametrize("words", [b"CARD JAM\0", b"ERROR TIME OUT\0", b"ERROR CDE\0"])
def test_an_insertion_that_jams_or_is_not_understood_is_unknown(words: bytes) -> None:
    driver, _ = driver_on([*OPENING, *READY, *BEFORE, (b"\x1bSi\r", words)])

    with pytest.raises(OutcomeUnknown):
        driver.print(IMAGE, lambda _: None)


@pytest.mark.parametrize("step", range(len(INSERT + JOB + AFTER)))
@pytest.mark.parametrize(
    ("answer", "doubt"),
    [(b"", Doubt.TIMED_OUT), (b"\xff\0", Doubt.GARBLED_REPLY), (b"1\x002\0", Doubt.GARBLED_REPLY)],
    ids=["silence", "noise", "two answers"],
)
def test_silence_or_noise_after_the_insert_command_is_unknown_and_drops_the_line(
    step: int, answer: bytes, doubt: Doubt
) -> None:
    past = [*INSERT, *JOB, *AFTER]
    script = [*OPENING, *READY, *BEFORE, *past[:step], (past[step][0], answer)]
    driver, [line] = driver_on(script)

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(IMAGE, lambda _: None)

    assert caught.value.reason is doubt
    assert line.closed


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (b"\x1bRco;c\r", b"43\0"),
        (b"\x1bRco;c\r", b"41\0"),
        (b"\x1bRco;p\r", b"81\0"),
        (b"\x1bRco;p\r", b"83\0"),
        (b"\x1bRlr;p\r", b"CARD\0"),
        (b"\x1bRlr;p\r", b"ERR CARD\0"),
    ],
)
def test_an_acknowledged_eject_is_not_believed_against_the_counters(
    question: bytes, answer: bytes
) -> None:
    after = with_answer(AFTER, question, answer)
    driver, [line] = driver_on([*OPENING, *READY, *BEFORE, *INSERT, *JOB, *after])

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(IMAGE, lambda _: None)

    assert caught.value.reason is Doubt.COUNTERS
    assert line.rest == []


@pytest.mark.parametrize("answer", [b"ERROR CDE\x000,0\0", b"OK\x000,0\0", b"OK\x0016,2\0"])
def test_a_printer_that_keeps_handling_errors_itself_is_not_worked_with(answer: bytes) -> None:
    driver, [line] = driver_on(with_answer(OPENING, OPENING[0][0], answer))

    with pytest.raises(ErrorModeRefused):
        driver.open()

    assert line.closed


@pytest.mark.parametrize("late", [b"OK\0", b"CARD\x0041\0"])
def test_late_answers_to_an_earlier_conversation_are_passed_over(late: bytes) -> None:
    driver, [line] = driver_on([(OPENING[0][0], late + b"OK\x002,0\0"), *BEFORE])

    assert driver.counters() == AT_START
    assert line.rest == []


@pytest.mark.parametrize(
    "answer",
    [b"2,0\0OK\x002,0\0", b"OK\x002,0\0OK\0", b"OK\x002,0\0O", b"OK\0" * 10],
    ids=["a late answer of the same kind", "one more", "the start of one more", "only others"],
)
def test_a_line_that_does_not_get_in_step_is_dropped(answer: bytes) -> None:
    driver, [line] = driver_on([(OPENING[0][0], answer)])

    with pytest.raises(GarbledReply):
        driver.open()

    assert line.closed


def test_a_restart_behind_an_open_line_takes_error_handling_back() -> None:
    driver, lines = driver_on(
        [*OPENING, (b"\x1bRem\r", b"0,0\0")], [*OPENING, *LOOK, *BEFORE, *INSERT, *JOB, *AFTER]
    )
    driver.open()

    driver.print(IMAGE, lambda _: None)

    assert [line.rest for line in lines] == [[], []]


def test_a_dropped_line_is_opened_anew_with_error_handling_taken() -> None:
    driver, lines = driver_on(
        [*OPENING, (b"\x1bRtp\r", b"")],
        [*OPENING, (b"\x1bRtp\r", b"Dualys 3\0"), (b"\x1bRsn\r", b"0401\0")],
    )
    with pytest.raises(TimedOut):
        driver.identity()

    assert driver.identity() == Identity(model="Dualys 3", serial="0401")
    assert [line.rest for line in lines] == [[], []]
    assert [line.closed for line in lines] == [True, False]


def test_an_answer_that_is_no_count_drops_the_line() -> None:
    driver, [line] = driver_on([*OPENING, (b"\x1bRco;c\r", b"OK\0")])

    with pytest.raises(GarbledReply):
        driver.counters()

    assert line.closed


@pytest.mark.parametrize(
    ("script", "condition"),
    [
        ([*OPENING, (b"\x1bRlr;p\r", b"")], Condition.TIMED_OUT),
        ([*OPENING, (b"\x1bRlr;p\r", b"\x80\0")], Condition.UNKNOWN),
        ([(OPENING[0][0], b"OK\x000,0\0")], Condition.UNKNOWN),
    ],
)
def test_status_is_always_a_value(script: Script, condition: Condition) -> None:
    driver, _ = driver_on(script)

    assert driver.status() == PrinterStatus(conditions=(condition,), position=CardPosition.UNKNOWN)


def test_a_printer_that_is_not_there_is_offline() -> None:
    def absent() -> ScriptedTransport:
        raise Unreachable("no such device")

    driver = EvolisCardDriver(absent, DIALECT)

    assert driver.status().conditions == (Condition.OFFLINE,)
    with pytest.raises(PrinterError):
        driver.print(IMAGE, lambda _: None)


@pytest.mark.parametrize(
    ("before", "proposal"), [(AT_START, Proposal.GOOD), (None, None)], ids=["counted", "unknown"]
)
def test_evidence_is_what_the_printer_shows_beside_what_it_showed(
    before: Counters | None, proposal: Proposal | None
) -> None:
    driver, [line] = driver_on([*OPENING, *AFTER])

    assert driver.after_restart(before, sides=2) == Evidence(
        counters=Counters(inserted=42, panels=82), position=CardPosition.NONE, proposal=proposal
    )
    assert line.rest == []
