"""Every refusal is a sentence that says why, and one that says what helps."""

import pytest

from domain.people.permission import WHO_MAY, Act
from domain.people.state import Role
from domain.refusal import Reason, Refused
from web.problems import said
from web.reasons import OTHERS, SENTENCES, STATES
from web.words import ROLES, SEEN


def test_every_reason_has_its_sentence_and_no_other_is_there() -> None:
    assert set(Reason) == set(SENTENCES)
    assert set(Role) == set(ROLES)


@pytest.mark.parametrize("reason", list(Reason))
def test_a_refusal_reads_whole_even_without_its_facts(reason: Reason) -> None:
    words = said(Refused(reason))

    for text in (words.why, words.cure):
        assert text.strip()
        assert "{" not in text
        assert "None" not in text
    assert words.cure.endswith(".")


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        (Refused(Reason.BEFORE_17, until="2026-12-10"), "10 Des 2026"),
        (Refused(Reason.WINDOW_OVER, until="2026-11-25T03:00:10.000Z"), "pukul 10.00.10"),
        (Refused(Reason.SERIAL_DIFFERS, expected="74120001"), "7412 0001"),
        (Refused(Reason.SERIAL_KNOWN, key="74120001"), "7412 0001"),
        (Refused(Reason.WRONG_STATE, state="handed_over"), "sudah diserahkan"),
        (Refused(Reason.NOT_AS_SEEN, seen="spoiled"), SEEN["spoiled"]),
        (Refused(Reason.SAME_PERSON, other="enroller"), OTHERS["enroller"]),
        (Refused(Reason.NO_LIVE_POSTING, roles="head store"), "Kepala, Penyimpan blangko"),
    ],
)
def test_the_facts_of_a_refusal_are_said_as_staff_say_them(refused: Refused, expected: str) -> None:
    words = said(refused)

    assert expected in words.why + words.cure


def test_every_role_that_may_act_can_be_named() -> None:
    for act in Act:
        words = said(Refused(Reason.NO_LIVE_POSTING, roles=" ".join(sorted(WHO_MAY[act]))))
        assert all(ROLES[role] in words.cure for role in WHO_MAY[act])


def test_no_state_is_said_by_its_code() -> None:
    assert not {code for code, word in STATES.items() if code == word}
