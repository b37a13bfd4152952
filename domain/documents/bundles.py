"""Services that give several documents for one application, and what one hands to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, KIA, KINDS, KTP_EL
from domain.refusal import Reason, refuse_if

Fields = Mapping[str, str | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    kind: str
    cause: str


BUNDLES: Mapping[str, tuple[Part, ...]] = {
    "birth": (
        Part(kind=BIRTH, cause="first"),
        Part(kind=FAMILY_CARD, cause="changed"),
        Part(kind=KIA, cause="first"),
    ),
    "move_in": (
        Part(kind=FAMILY_CARD, cause="first"),
        Part(kind=KTP_EL, cause="changed"),
        Part(kind=KIA, cause="moved_in"),
    ),
    "death": (
        Part(kind=DEATH, cause="first"),
        Part(kind=FAMILY_CARD, cause="changed"),
        # Of the spouse, whose marital status changes.
        Part(kind=KTP_EL, cause="changed"),
    ),
}

_HANDED_ON = {"birth_deed_number": (BIRTH, "deed_number")}
_OF_THE_HOUSE = ("family_card_number", "head_name", "address", "rt", "rw", "village", "district")
_OF_THE_CHILD = ("nik", "name", "birth_place", "birth_date", "sex", "nationality")


def must_be_parts(service: str, kinds: Sequence[str]) -> None:
    """Documents of this service only, its first among them; a KTP-el or KIA may come repeatedly."""
    parts = [part.kind for part in BUNDLES.get(service, ())]
    strange = [kind for kind in kinds if kind not in parts]
    refuse_if(not parts or bool(strange), Reason.NOT_FOUND, kind=" ".join(strange) or service)
    repeated = [kind for kind in kinds if not KINDS[kind].is_card and kinds.count(kind) > 1]
    refuse_if(parts[0] not in kinds or bool(repeated), Reason.BAD_CAUSE, causes=" ".join(parts))


def service_of(parts: Sequence[Part]) -> str | None:
    """The service that gives just these documents for these causes; None when none does."""
    for service, known in BUNDLES.items():
        if known[0] in parts and all(part in known for part in parts):
            return service
    return None


def in_order(service: str, kind: str) -> int:
    """Where a document stands in its service: an earlier one tells the later ones."""
    kinds = [part.kind for part in BUNDLES.get(service, ())]
    return kinds.index(kind) if kind in kinds else len(kinds)


def inherited(kind: str, earlier: Mapping[str, Fields]) -> dict[str, str | None]:
    """What the documents before it in the bundle already say of this one."""
    found: dict[str, str | None] = {}
    if FAMILY_CARD in earlier:
        found |= {name: earlier[FAMILY_CARD].get(name) for name in _OF_THE_HOUSE}
    if kind == KIA and BIRTH in earlier:
        found |= {name: earlier[BIRTH].get(name) for name in _OF_THE_CHILD}
    for name, (source, field) in _HANDED_ON.items():
        if source in earlier:
            found[name] = earlier[source].get(field)
    return {name: found[name] for name in KINDS[kind].fields if found.get(name)}
