"""Taking an application in at the counter: which causes there are, and what each needs."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.documents import children
from domain.documents import events as e
from domain.documents.kinds import KIA, KINDS, MARRIAGE_PROOF, Kind
from domain.documents.requirements import PAPERS
from domain.documents.state import Document
from domain.refusal import Reason, Refused, refuse_if
from domain.values.dates import parse_iso
from domain.values.deeds import is_deed_number

HAND_IN = "hand_in"
OLD_CARD = {
    "first": "never_had",
    "lost": "police_letter",
    "damaged": HAND_IN,
    "changed": HAND_IN,
    "expired": HAND_IN,
    "moved_in": HAND_IN,
}
"""What becomes of the card that the holder has, by the cause of the new one."""
EARLIEST = 1900
NOT_PRINTED = (MARRIAGE_PROOF, PAPERS)
"""Fields of an application that stay with it and are not printed."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Kabupaten or kota (4 digits) where the person is registered, as the family card says."""

    code: str


def old_card_of(kind: Kind, cause: str) -> str:
    """An old sheet of paper is no card: nobody keeps it."""
    found = OLD_CARD.get(cause, "")
    return found if kind.is_card or found != HAND_IN else "none"


def request(
    state: Document | None, requested: e.Requested, home: Home, today: str
) -> list[e.DocumentEvent]:
    """Flows 3.1, 4.1, 5.1: what a clerk takes in needs no word of the centre."""
    refuse_if(state is not None, Reason.WRONG_STATE)
    for rule in RULES:
        rule(requested, home, today)
    return [requested]


def refusals(requested: e.Requested, home: Home, today: str) -> list[Refused]:
    """Everything that would have it refused, where somebody has to mend it all at once."""
    found = []
    for rule in RULES:
        try:
            rule(requested, home, today)
        except Refused as refused:
            found.append(refused)
    return found


def _cause_is_served(requested: e.Requested, _home: Home, _today: str) -> None:
    causes = KINDS[requested.kind].counter_causes
    refuse_if(requested.cause not in causes, Reason.BAD_CAUSE, causes=" ".join(causes))


def _police_letter_is_named(requested: e.Requested, _home: Home, _today: str) -> None:
    lost = OLD_CARD.get(requested.cause) == "police_letter"
    refuse_if(lost and not (requested.letter or "").strip(), Reason.NO_POLICE_LETTER)


def _data_change_at_home(requested: e.Requested, home: Home, _today: str) -> None:
    """Lost or damaged anywhere, changed data at home only (Permendagri 108/2019 art. 22)."""
    away = requested.cause == "changed" and home.code != requested.office[:4]
    refuse_if(away, Reason.NOT_HOME_OFFICE, home=home.code)


def _form_says_enough(requested: e.Requested, _home: Home, today: str) -> None:
    nothing_lacks(KINDS[requested.kind], requested.fields or {}, today)


def _deed_numbers_are_numbers(requested: e.Requested, _home: Home, _today: str) -> None:
    deed_numbers_are_numbers(KINDS[requested.kind], requested.fields or {})


def _child_may_have_a_card(requested: e.Requested, _home: Home, today: str) -> None:
    if requested.kind == KIA:
        children.may_have_a_card(requested.fields or {}, today)


RULES: tuple[Callable[[e.Requested, Home, str], None], ...] = (
    _cause_is_served,
    _police_letter_is_named,
    _data_change_at_home,
    _form_says_enough,
    _deed_numbers_are_numbers,
    _child_may_have_a_card,
)
"""In the order in which a clerk is told."""


def fields_say_enough(kind: Kind, fields: e.Fields, today: str) -> None:
    nothing_lacks(kind, fields, today)
    deed_numbers_are_numbers(kind, fields)


def nothing_lacks(kind: Kind, fields: e.Fields, today: str) -> None:
    """What the form cannot do without is there, and the dates are days that have come."""
    lacking = [name for name in kind.required if not (fields.get(name) or "").strip()]
    if kind.subject not in lacking and not fields.get(kind.subject):
        lacking.append(kind.subject)
    # Of the days a card or deed is about; others may be written as an old register has them.
    days = [name for name in ("birth_date", "death_date", "deed_date") if fields.get(name)]
    lacking += [name for name in days if not _is_a_day(str(fields[name]), today)]
    refuse_if(bool(lacking), Reason.LACKING, fields=" ".join(lacking))


def deed_numbers_are_numbers(kind: Kind, fields: e.Fields) -> None:
    for name in ("deed_number", "birth_deed_number"):
        number = fields.get(name) if name in kind.fields else None
        bad = number is not None and not is_deed_number(number)
        refuse_if(bad, Reason.BAD_DEED_NUMBER, number=number or "")


def _is_a_day(text: str, today: str) -> bool:
    try:
        return parse_iso(text).year >= EARLIEST and text <= today
    except ValueError:
        return False
