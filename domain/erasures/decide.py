"""Ordering that a person be forgotten."""

from collections.abc import Iterable

from domain.documents.state import Document, Stage
from domain.erasures.events import ErasureEvent, Ordered
from domain.event import same_person
from domain.refusal import Reason, refuse_if

OVER = (Stage.HANDED_OVER, Stage.REJECTED, Stage.WITHDRAWN)


def order(ordered: Ordered, documents: Iterable[Document]) -> list[ErasureEvent]:
    """Flow 18.1: by two people and a letter, once nothing of the person is under way."""
    second = (ordered.by.second or {}).get("person")
    alone = second is None or same_person(second, ordered.by.actor_person)
    refuse_if(alone, Reason.SAME_PERSON, other="second")
    refuse_if(not ordered.letter.strip(), Reason.NO_LETTER)
    refuse_if(not ordered.ground.strip(), Reason.NO_REASON)
    refuse_if(not ordered.streams, Reason.NOBODY_FOUND)
    under_way = [document for document in documents if document.stage not in OVER]
    refuse_if(bool(under_way), Reason.APPLICATION_OPEN)
    return [ordered]
