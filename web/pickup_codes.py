"""Codes to fetch a card by are not tried through: a few wrong ones, then a pause."""

from application import receipts
from domain.event import StreamId
from domain.refusal import Reason, Refused
from web.house import House


def the_code_fits(house: House, document: StreamId, code: str) -> None:
    """Five wrong codes for a document, from wherever, and nobody tries for five minutes.

    Raises Refused, Problem.
    """

    def tried() -> str | None:
        return document if receipts.fits(house.centre.keys, document, code) else None

    if house.limit.guarded(None, f"pickup {document}", tried) is None:
        raise Refused(Reason.PICKUP_DIFFERS)
