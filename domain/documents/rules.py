"""Rules on documents, one function and one reason each."""

from domain.documents.events import DocumentEvent, Fields
from domain.documents.kinds import KINDS, MARRIAGE_PROOF, MARRIED
from domain.documents.state import TRANSITIONS, Document
from domain.event import By, same_person
from domain.refusal import Reason, Refused, refuse_if


def may_become(state: Document | None, event: type[DocumentEvent]) -> Document:
    """The arrow stands in the table of transitions."""
    stage = None if state is None else state.stage
    if state is None or (stage, event) not in TRANSITIONS:
        raise Refused(Reason.WRONG_STATE, state=str(stage or "none"))
    return state


def what_was_seen_is_what_is_approved(state: Document, digest: str) -> None:
    refuse_if(state.digest != digest, Reason.DIGEST_DIFFERS)


def approver_is_not_the_enroller(state: Document, by: By, recorder: str | None = None) -> None:
    """Nor anybody who wrote what is to be printed; `recorder`: who recorded it before."""
    wrote = {state.enroller, recorder, *state.completers} - {None}
    own = any(same_person(one, by.actor_person) for one in wrote)
    refuse_if(own, Reason.SAME_PERSON, other="enroller")


def no_card_before_the_17th_birthday(state: Document, today: str) -> None:
    """`not_before` is null for the married; days compare as text."""
    day = state.not_before
    if day is not None and today < day:
        raise Refused(Reason.BEFORE_17, until=day)


def marriage_is_shown(fields: Fields) -> bool:
    """Married, or ever married (UU 24/2013 art. 63)."""
    return (fields.get("marital_status") or "") in MARRIED


def no_early_card_without_proof(fields: Fields, not_before: str | None, today: str) -> None:
    """Who is said to be married before the 17th birthday shows it by the certificate."""
    early = not_before is not None and today < not_before
    refuse_if(marriage_is_shown(fields) and early, Reason.NO_MARRIAGE_PROOF)


def marriage_is_proved(fields: Fields) -> bool:
    """A status that the clerk types is not enough: the number of the certificate stands beside."""
    return marriage_is_shown(fields) and bool(fields.get(MARRIAGE_PROOF))


def card_has_a_serial(state: Document) -> None:
    """A card from a numbered box whose serial nobody noted is handed to nobody."""
    numbered = KINDS[state.kind].numbered
    refuse_if(numbered and state.serial is None, Reason.SERIAL_DIFFERS, expected="")


def card_scanned_is_the_card_printed(state: Document, serial: str | None) -> None:
    refuse_if(
        state.serial is not None and state.serial != serial,
        Reason.SERIAL_DIFFERS,
        expected=state.serial or "",
    )


def code_scanned_is_on_the_card(state: Document, code: str | None) -> None:
    """Flow 4.4: a card without a number is known by the receipt in its code."""
    kind = KINDS[state.kind]
    by_code = kind.is_card and not kind.numbered
    differs = by_code and (code or "").strip().upper() != state.receipt
    refuse_if(differs, Reason.CODE_DIFFERS, expected=state.receipt)


def collector_is_entitled(entitlement: str, collector: dict[str, str]) -> None:
    """The holder, a family member named with relation, or a proxy with a letter.

    Who brings the code of the receipt needs no letter: the applicant gave it to them.
    """
    proof = "code" if collector.get("code") else "letter"
    needed = {"self": (), "family": ("name", "relation"), "proxy": ("name", proof)}
    if entitlement not in needed or not all(collector.get(part) for part in needed[entitlement]):
        raise Refused(Reason.NOT_ENTITLED)
