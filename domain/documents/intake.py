"""Taking an application in at the counter: which causes there are, and what each needs."""

from dataclasses import dataclass

from domain.documents import events as e
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.refusal import Reason, refuse_if

HAND_IN = "hand_in"
OLD_CARD = {
    "first": "never_had",
    "lost": "police_letter",
    "damaged": HAND_IN,
    "changed": HAND_IN,
}
"""What becomes of the card that the holder has, by the cause of the new one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """Kabupaten or kota (4 digits) where the person is registered, as the family card says."""

    code: str


def request(state: Document | None, requested: e.Requested, home: Home) -> list[e.DocumentEvent]:
    """Flow 3.1: a replacement. Needs no word of the centre: nothing is recorded anew.

    Lost or damaged anywhere, changed data at home only (Permendagri 108/2019 art. 22).
    """
    refuse_if(state is not None, Reason.WRONG_STATE)
    causes = KINDS[requested.kind].counter_causes
    refuse_if(requested.cause not in causes, Reason.BAD_CAUSE, causes=" ".join(causes))
    lost = OLD_CARD[requested.cause] == "police_letter"
    refuse_if(lost and not (requested.letter or "").strip(), Reason.NO_POLICE_LETTER)
    away = requested.cause == "changed" and home.code != requested.office[:4]
    refuse_if(away, Reason.NOT_HOME_OFFICE, home=home.code)
    return [requested]
