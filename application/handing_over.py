"""Handing a document to the person who may have it."""

from application import receipts
from application.approving import document_of, permit
from application.deciding import Answer, Centre, Desk, Order, decide
from application.registry.claims import Claim
from application.settling import card_is_its_own
from domain.documents import decide as documents
from domain.documents.commands import HandOver
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.event import StreamId, stream_of
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from domain.surrendered.state import surrendered_card_id


def hand_over(
    centre: Centre,
    order: Order,
    document: StreamId,
    scanned: str | None,
    entitlement: str,
    collector: dict[str, str],
) -> Answer:
    """Flows 1.7, 3.4: card scanned, collector entitled; the person has this card and no other.

    `scanned`: serial of a card from a numbered box, else the code on it; nothing for a sheet.
    `collector["code"]`: of the receipt, where somebody else than the holder brings it.
    """

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        permit(desk, Act.HAND_OVER, found, freeze="hand_over")
        card_is_its_own(desk, found)
        old = _card_until_now(desk, found)
        taken_in = surrendered_card_id(document)
        command = HandOver(
            by=desk.by,
            serial=scanned,
            code=scanned,
            entitlement=entitlement,
            collector=_proved(centre, document, collector),
            surrendered=taken_in if desk.load(taken_in) is not None else None,
            replaces=old,
        )
        handed_over = documents.hand_over(found, command)
        if old is not None:
            # First: the person's one live card is free before the new one takes its place.
            gone = documents.replaced(desk.load(old), desk.by, found.cause, document)
            desk.add(old, gone)
            # By hand: an erased document does not know its person any more.
            key = _card_key(desk, found)
            desk.claims.append(Claim(act="release", kind="live_card", key=key, owner=old))
        desk.add(document, handed_over)
        return {"document": document, "serial": found.serial}

    return decide(centre, order, work)


def _proved(centre: Centre, document: StreamId, collector: dict[str, str]) -> dict[str, str]:
    """The event says that the code fitted, not what it was."""
    if "code" not in collector:
        return collector
    if not receipts.fits(centre.keys, document, collector["code"]):
        raise Refused(Reason.PICKUP_DIFFERS)
    return {**collector, "code": "receipt"}


def _card_until_now(desk: Desk, document: Document) -> StreamId | None:
    """The live card that this one replaces, where it was handed over here; flow 3.4."""
    first = document.cause == "first" or not KINDS[document.kind].is_card
    if first or document.nik is None:
        return None
    owner = desk.centre.registry.claiming.claim_owner
    return stream_of(owner("live_card", _card_key(desk, document)))


def _card_key(desk: Desk, document: Document) -> str:
    lookup = desk.centre.keys.lookup(document.nik or "")
    return f"{KINDS[document.kind].claim_class}:{lookup}"
