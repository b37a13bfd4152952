"""What an application needs to be complete, with the rule that asks for it and since when.

Perpres 96/2018 names the papers of each service; copies do, at the counter the original is shown
and not kept. An alternative fulfils a requirement as well: a sworn statement (SPTJM) for a birth
letter or a marriage book that is not there. `police_letter` is fulfilled by its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, KIA, KTP_EL, MOVING

PERPRES, SINCE = "Perpres 96/2018", "2018-10-18"
POLICE_LETTER = "police_letter"
PAPERS = "papers"
"""Field of an application that is not printed: codes of the papers shown, with blanks between."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """`paper`, or any of `instead`, must be shown."""

    paper: str
    instead: tuple[str, ...] = ()
    rule: str = PERPRES
    since: str = SINCE

    def is_fulfilled(self, shown: frozenset[str]) -> bool:
        return bool(shown & {self.paper, *self.instead})


def _needs(*papers: str | tuple[str, ...]) -> tuple[Requirement, ...]:
    named = ((paper,) if isinstance(paper, str) else paper for paper in papers)
    return tuple(Requirement(paper=first, instead=tuple(rest)) for first, *rest in named)


_SHEET_LOST = _needs(POLICE_LETTER)
_SHEET_DAMAGED = _needs("damaged_sheet")
_DEED_CHANGED = _needs(("court_order", "proof_of_change"), "old_sheet")
_CHILD = _needs("birth_deed", "family_card", "parents_card")

REQUIREMENTS: Mapping[tuple[str, str], tuple[Requirement, ...]] = {
    (KTP_EL, "lost"): _needs(POLICE_LETTER, "family_card"),
    (KTP_EL, "damaged"): _needs("family_card"),
    (KTP_EL, "changed"): _needs("family_card", "proof_of_change"),
    (KIA, "first"): _CHILD,
    (KIA, "expired"): _CHILD,
    (KIA, "moved_in"): (*_CHILD, *_needs("moving_letter")),
    (KIA, "lost"): _needs(POLICE_LETTER, "family_card"),
    (KIA, "damaged"): _needs("family_card"),
    (BIRTH, "first"): _needs(
        ("birth_letter", "sworn_birth"), ("marriage_book", "sworn_couple"), "family_card"
    ),
    (BIRTH, "lost"): _SHEET_LOST,
    (BIRTH, "damaged"): _SHEET_DAMAGED,
    (BIRTH, "changed"): _DEED_CHANGED,
    (DEATH, "first"): _needs("death_letter", ("family_card", "identity_card")),
    (DEATH, "lost"): _SHEET_LOST,
    (DEATH, "damaged"): _SHEET_DAMAGED,
    (DEATH, "changed"): _DEED_CHANGED,
    (FAMILY_CARD, "first"): _needs(("marriage_book", "sworn_couple", "moving_letter")),
    (FAMILY_CARD, "lost"): _needs(POLICE_LETTER, "identity_card"),
    (FAMILY_CARD, "damaged"): _needs("damaged_sheet", "identity_card"),
    (FAMILY_CARD, "changed"): _needs("old_family_card", "proof_of_change"),
    (MOVING, "first"): _needs("family_card"),
    (MOVING, "lost"): _SHEET_LOST,
    (MOVING, "damaged"): _SHEET_DAMAGED,
}


def required(kind: str, cause: str, today: str) -> tuple[Requirement, ...]:
    """The rules in force on that day."""
    found = REQUIREMENTS.get((kind, cause), ())
    return tuple(one for one in found if one.since <= today)


def lacking(kind: str, cause: str, shown: Iterable[str], today: str) -> tuple[Requirement, ...]:
    """What is still to be brought, in the order of the table."""
    known = frozenset(shown)
    return tuple(one for one in required(kind, cause, today) if not one.is_fulfilled(known))


def all_papers() -> tuple[str, ...]:
    """Every code that can be shown, each once."""
    found = (
        paper
        for requirements in REQUIREMENTS.values()
        for one in requirements
        for paper in (one.paper, *one.instead)
    )
    return tuple(dict.fromkeys(found))
