"""Ordering that a person be forgotten."""

from collections.abc import Iterable

from domain.documents.state import OVER, Document
from domain.erasures.events import ErasureEvent, Ordered
from domain.refusal import Reason, refuse_if
from domain.two_people import two_people


def order(ordered: Ordered, documents: Iterable[Document]) -> list[ErasureEvent]:
    """Flow 18.1: by two people and a letter, once nothing of the person is under way."""
    two_people(ordered.by)
    refuse_if(not ordered.letter.strip(), Reason.NO_LETTER)
    refuse_if(not ordered.ground.strip(), Reason.NO_REASON)
    refuse_if(not ordered.streams, Reason.NOBODY_FOUND)
    under_way = [document for document in documents if document.stage not in OVER]
    refuse_if(bool(under_way), Reason.APPLICATION_OPEN)
    return [ordered]
