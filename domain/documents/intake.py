"""Taking an application in at the counter: which causes there are, and what each needs."""

from dataclasses import dataclass

from domain.documents import children
from domain.documents import events as e
from domain.documents.kinds import KIA, KINDS, MARRIAGE_PROOF, Kind
from domain.documents.requirements import PAPERS
from domain.documents.state import Document
from domain.refusal import Reason, refuse_if
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
    """Flows 3.1, 4.1, 5.1: what a clerk takes in needs no word of the centre.

    Lost or damaged anywhere, changed data at home only (Permendagri 108/2019 art. 22).
    """
    refuse_if(state is not None, Reason.WRONG_STATE)
    kind = KINDS[requested.kind]
    causes = kind.counter_causes
    refuse_if(requested.cause not in causes, Reason.BAD_CAUSE, causes=" ".join(causes))
    lost = OLD_CARD[requested.cause] == "police_letter"
    refuse_if(lost and not (requested.letter or "").strip(), Reason.NO_POLICE_LETTER)
    away = requested.cause == "changed" and home.code != requested.office[:4]
    refuse_if(away, Reason.NOT_HOME_OFFICE, home=home.code)
    fields_say_enough(kind, requested.fields or {}, today)
    if requested.kind == KIA:
        children.may_have_a_card(requested.fields or {}, today)
    return [requested]


def fields_say_enough(kind: Kind, fields: e.Fields, today: str) -> None:
    """What the form cannot do without is there, and the dates are days that have come."""
    lacking = [name for name in kind.required if not (fields.get(name) or "").strip()]
    if kind.subject not in ("nik", *lacking) and not fields.get(kind.subject):
        lacking.append(kind.subject)
    # Of the days a card or deed is about; others may be written as an old register has them.
    days = [name for name in ("birth_date", "death_date", "deed_date") if fields.get(name)]
    lacking += [name for name in days if not _is_a_day(str(fields[name]), today)]
    refuse_if(bool(lacking), Reason.LACKING, fields=" ".join(lacking))
    for name in ("deed_number", "birth_deed_number"):
        number = fields.get(name) if name in kind.fields else None
        bad = number is not None and not is_deed_number(number)
        refuse_if(bad, Reason.BAD_DEED_NUMBER, number=number or "")


def _is_a_day(text: str, today: str) -> bool:
    try:
        return parse_iso(text).year >= EARLIEST and text <= today
    except ValueError:
        return False
