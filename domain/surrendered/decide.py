"""Taking an old card in."""

from domain.documents.intake import HAND_IN
from domain.documents.state import OVER, Document
from domain.refusal import Reason, Refused, refuse_if
from domain.surrendered.events import Received, SurrenderedCardEvent
from domain.surrendered.state import SurrenderedCard


def receive(
    state: SurrenderedCard | None, received: Received, document: Document | None, owner: str | None
) -> list[SurrenderedCardEvent]:
    """Flow 3.3: of this very person. `owner`: whose the card is by the books, where known."""
    refuse_if(state is not None, Reason.WRONG_STATE, state="received")
    if document is None:
        raise Refused(Reason.NOT_FOUND)
    refuse_if(document.stage in OVER, Reason.WRONG_STATE, state=document.stage.value)
    refuse_if(document.old_card != HAND_IN, Reason.WRONG_STATE, state=document.old_card)
    own = received.serial is not None and received.serial == document.serial
    refuse_if(own, Reason.NOT_THIS_PERSON)
    refuse_if(owner is not None and owner != document.nik, Reason.NOT_THIS_PERSON)
    return [received]
