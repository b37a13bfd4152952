"""Whatever the line does to the printer's answers, the driver never says printed without cause."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from printers.driver import Printed
from printers.drivers.card import EvolisCardDriver
from printers.errors import OutcomeUnknown, PrinterError, TimedOut
from printers.status import Counters
from tests.unit.devices.conversation import DIALECT, IMAGE, WHOLE_CARD

HONEST = [answer for _, answer in WHOLE_CARD]
START_OF_ATTEMPT = [sent for sent, _ in WHOLE_CARD].index(b"\x1bSi\r")


class NoisyLine:
    """Gives these answers, one list of pieces for each command, whatever was asked."""

    def __init__(self, answers: list[list[bytes]]) -> None:
        self._answers = answers
        self._pending: list[bytes] = []
        self.sent: list[bytes] = []

    def send(self, data: bytes) -> None:
        self.sent.append(data)
        self._pending += self._answers.pop(0) if self._answers else []

    def receive(self, timeout_s: float) -> bytes:
        if not self._pending:
            raise TimedOut(f"nothing for {timeout_s} s")
        return self._pending.pop(0)

    def close(self) -> None:
        pass


def flip(answer: bytes, at: int, byte: int) -> bytes:
    at %= len(answer)
    return answer[:at] + bytes([byte]) + answer[at + 1 :]


def cut(answer: bytes, at: int) -> list[bytes]:
    return [piece for piece in (answer[: at % len(answer)], answer[at % len(answer) :]) if piece]


@st.composite
def noisy_answers(draw: st.DrawFn) -> list[list[bytes]]:
    answers = [[answer] for answer in HONEST]
    for _ in range(draw(st.integers(1, 3))):
        command = draw(st.integers(0, len(answers) - 1))
        whole = b"".join(answers[command]) or b"\0"
        at, byte = draw(st.integers(0, 9)), draw(st.integers(0, 255))
        other = draw(st.sampled_from([b"OK\0", b"42\0", b"CARD\0", b"CARD JAM\0"]))
        noise = draw(st.binary(min_size=1, max_size=30))
        twice, twice_in_one_breath, lost = [whole, whole], [whole + whole], list[bytes]()
        answers[command] = draw(
            st.sampled_from(
                [
                    [flip(whole, at, byte)],
                    cut(whole, at),
                    twice,
                    twice_in_one_breath,
                    lost,
                    [noise],
                    [other],
                ]
            )
        )
    return answers


def says_printed_for_good_reason(answers: list[list[bytes]]) -> bool:
    """Judge by the bytes alone: insertion and job all OK, both counters moved, path empty."""
    stream = b"".join(piece for pieces in answers for piece in pieces)
    words = [word for word in re.split(rb"[\0\r\n]+", stream) if word]
    opened = next((n for n, word in enumerate(words) if re.fullmatch(rb"\d+,\d+", word)), 0)
    words = words[opened : opened + len(HONEST)]
    if len(words) < len(HONEST):
        return False
    before = [int(word) for word in words[START_OF_ATTEMPT - 2 : START_OF_ATTEMPT]]
    inserted, panels, position = words[-3:]
    return (
        set(words[START_OF_ATTEMPT:-3]) == {b"OK"}
        and [int(inserted) - before[0], int(panels) - before[1]] == [1, 2]
        and position in (b"OK", b"NO CARD")
    )


@given(noisy_answers())
@settings(max_examples=2000, deadline=None)
def test_printed_is_said_only_for_good_reason(answers: list[list[bytes]]) -> None:
    heard = [list(pieces) for pieces in answers]
    line = NoisyLine(answers)
    driver = EvolisCardDriver(lambda: line, DIALECT)
    started: list[Counters | None] = []
    printed: Printed | None = None

    try:
        printed = driver.print(IMAGE, started.append)
    except OutcomeUnknown:
        assert started
    except PrinterError:
        # Nothing was taken: the insert command was never sent, or refused with proof.
        assert b"\x1bSi\r" not in line.sent or line.sent[-1] == b"\x1bRlr;p\r"

    if printed is not None:
        assert says_printed_for_good_reason(heard)
