"""Forgetting a person: the order first, then the keys, and again at each start."""

from application.deciding import Answer, Centre, Desk, Order, decide
from application.registry.claims import Claim
from domain.documents.kinds import KINDS
from domain.documents.state import Document
from domain.erasures import decide as erasures
from domain.erasures.events import Ordered
from domain.event import StreamId
from domain.people.permission import Act


def erase(
    centre: Centre, order: Order, *, office: str, nik: str, ground: str, letter: str
) -> Answer:
    """Flow 18.1. What is kept (states, stock, queue, claims by keyed hash) names nobody."""

    def work(desk: Desk) -> Answer:
        desk.permit(Act.ERASE, office)
        streams = _streams_of(centre, nik)
        states = [desk.load(StreamId(stream)) for stream in streams]
        for state in states:
            # Where the data is, not only where the one who orders sits.
            place = getattr(state, "office", None)
            if place is not None:
                desk.permit(Act.ERASE, place)
        documents = [state for state in states if isinstance(state, Document)]
        ordered = Ordered(by=desk.by, ground=ground, letter=letter, streams=streams)
        # Judged again in the save: an application taken in at this very moment is seen.
        desk.claims.extend(_no_application(centre, nik))
        erasure = StreamId(centre.identifiers.new())
        desk.add(erasure, erasures.order(ordered, documents))
        return {"erasure": erasure, "streams": len(streams)}

    answer = decide(centre, order, work)
    carry_out_all(centre)
    return answer


def _no_application(centre: Centre, nik: str) -> list[Claim]:
    classes = {kind.claim_class for kind in KINDS.values() if kind.subject == "nik"}
    who = centre.keys.lookup(nik)
    return [Claim(act="absent", kind="application", key=f"{one}:{who}") for one in sorted(classes)]


def _streams_of(centre: Centre, nik: str) -> list[str]:
    """Every stream with data of the person, by keyed hash; those erased before left out."""
    claiming = centre.registry.claiming
    owners = claiming.claims_below("subject", f"{centre.keys.lookup(nik)}:")
    gone = claiming.keys_of("erased")
    return sorted(set(owners) - set(gone))


def carry_out_all(centre: Centre) -> None:
    """Destroy the keys of all that was ever ordered: a crash or a restored copy undoes nothing."""
    centre.keys.destroy(centre.registry.claiming.keys_of("erased"))
