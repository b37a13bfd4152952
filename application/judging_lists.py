"""What becomes of the rows of one application: known before, refused with every reason, or new."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from application.deciding import Desk
from application.importing.asked import Asked
from application.importing.refusals import Local, problems_of
from application.importing.report import Problem
from application.labels import KINDS as KIND_WORDS
from application.labels import label_of
from application.taking_in import Application, first_card_key, home_of, request_of
from domain.documents.bundles import (
    BUNDLES,
    Fields,
    Part,
    in_order,
    inherited,
    must_be_parts,
    service_of,
)
from domain.documents.events import Requested
from domain.documents.intake import refusals
from domain.documents.kinds import KINDS, KTP_EL, known_by
from domain.documents.state import Document, Stage
from domain.event import StreamId
from domain.identity import stream_id
from domain.refusal import Reason, Refused

_HANDED_ON = {"deed_number": "birth_deed_number"}
_EMPTY = frozenset({"lacking", "no_birth_deed"})


@dataclass(kw_only=True)
class Draft:
    """A row on its way: `known` in the registry, `again` in its own application."""

    row: Asked
    problems: list[Problem]
    asked: Application | None = None
    stream: StreamId | None = None
    known: bool = False
    again: bool = False
    requested: Requested | None = None
    warnings: list[Problem] = field(default_factory=list)
    doubtful: set[str] = field(default_factory=set)
    """Fields that a row before it would hand on, were it right itself."""

    @property
    def is_new(self) -> bool:
        return not self.known and not self.again

    def tell(self, problems: Iterable[Problem]) -> None:
        """One problem a field; what is only not handed on is no fault of this row."""
        for problem in problems:
            told = {one.field for one in self.problems}
            handed_on = problem.code in _EMPTY and problem.field in self.doubtful
            if problem.field not in told and not handed_on:
                self.problems.append(problem)


def document_id(desk: Desk, kind: str, subject: str, number: str) -> StreamId:
    """The same application in the same list again is the same stream; no number stands in it."""
    return stream_id("document", kind, desk.centre.keys.lookup(known_by(subject)), number)


def drafts_of(desk: Desk, office: str, group: Sequence[Asked], local: Local) -> list[Draft]:
    """In the order in which one row tells the next."""
    service = _service(group)
    rows = sorted(group, key=lambda row: in_order(service, row.kind or ""))
    earlier: dict[str, Fields] = {}
    drafts: list[Draft] = []
    for row in rows:
        draft = Draft(row=row, problems=list(row.problems))
        if service:
            draft.doubtful = _doubtful(drafts)
        if row.kind is not None:
            typed = {**(inherited(row.kind, earlier) if service else {}), **row.fields}
            earlier[row.kind] = typed
            draft.asked = _application(row, office, typed)
            _recognise(desk, draft, drafts)
            if draft.is_new:
                _judge(desk, draft, local)
        drafts.append(draft)
    _judge_service(drafts, service)
    return drafts


def _service(group: Sequence[Asked]) -> str:
    """The one that the first row says, or that gives just these documents together."""
    said = next((row.service for row in group if row.service), "")
    if said or len(group) == 1:
        return said
    parts = [Part(kind=row.kind, cause=row.cause) for row in group if row.kind and row.cause]
    return service_of(parts) or ""


def _doubtful(before: Sequence[Draft]) -> set[str]:
    fields = {one.field for draft in before for one in draft.problems if one.field}
    return fields | {_HANDED_ON[name] for name in fields if name in _HANDED_ON}


def _application(row: Asked, office: str, typed: Fields) -> Application:
    kind = row.kind or ""
    return Application(
        office=office,
        kind=kind,
        cause=row.cause or "",
        nik=typed.get("nik") if "nik" in KINDS[kind].fields else None,
        fields=dict(typed),
        letter=row.letter,
        home=row.home,
        source_ref=row.number or None,
        papers=row.papers,
    )


def _recognise(desk: Desk, draft: Draft, before: Sequence[Draft]) -> None:
    """Taken before, or the row above once more; for another cause it is another application."""
    asked = draft.asked
    subject = asked.fields.get(KINDS[asked.kind].subject) if asked else None
    if asked is None or not subject:
        return
    draft.stream = document_id(desk, asked.kind, subject, draft.row.number)
    twin = next((one for one in before if one.stream == draft.stream), None)
    if twin is not None and twin.asked is not None:
        draft.again, draft.known = True, twin.known
        _must_be_same(draft, twin.asked.cause, twin.asked.letter)
    elif isinstance(known := desk.load(draft.stream), Document):
        draft.known = True
        if _is_over(known, draft.row.number):
            draft.tell([draft.row.problem("number", "application_known")])
            return
        first = desk.centre.registry.at(draft.stream, 1)
        if first is not None and isinstance(first.event, Requested):
            # Of an erased person the letter is not known any more.
            erased = first.event.fields is None
            letter = draft.row.letter if erased else first.event.letter or ""
            _must_be_same(draft, first.event.cause, letter)


def _is_over(known: Document, number: str) -> bool:
    """A new application needs a number of its own; without one it looks like the old."""
    ended = known.stage in (Stage.REJECTED, Stage.WITHDRAWN)
    return ended or (known.stage is Stage.HANDED_OVER and not number)


def _must_be_same(draft: Draft, cause: str, letter: str) -> None:
    for name, text, other in (
        ("cause", draft.row.cause, cause),
        ("letter", draft.row.letter, letter),
    ):
        if text is not None and text != other:
            draft.tell([draft.row.problem(name, "application_known")])
            return


def _judge(desk: Desk, draft: Draft, local: Local) -> None:
    row, asked = draft.row, draft.asked
    if asked is None:
        return
    draft.requested = request_of(desk, asked)
    today = desk.today(asked.office)
    # Without a NIK nobody knows what the recording would have said.
    recording = asked.kind == KTP_EL and not asked.nik
    for refused in refusals(draft.requested, home_of(asked), today):
        if not (recording and refused.reason is Reason.LACKING):
            draft.tell(problems_of(row, refused, local))
    kind = KINDS[asked.kind]
    if kind.is_card and not asked.nik:
        draft.tell([row.problem("nik", "lacking", label_of("nik"))])
    for refused in _taken_elsewhere(desk, draft):
        draft.tell(problems_of(row, refused, local))


def _taken_elsewhere(desk: Desk, draft: Draft) -> list[Refused]:
    """Looked up for the sake of the report; the save itself decides."""
    asked, requested = draft.asked, draft.requested
    subject = asked.fields.get(KINDS[asked.kind].subject) if asked else None
    if asked is None or requested is None or not subject:
        return []
    owner = desk.centre.registry.claiming.claim_owner
    key = f"{KINDS[asked.kind].claim_class}:{desk.centre.keys.lookup(known_by(subject))}"
    found = []
    if owner("application", key) is not None:
        found.append(Refused(Reason.APPLICATION_OPEN))
    card = first_card_key(desk.centre, requested)
    if card is not None and owner("live_card", card) is not None:
        found.append(Refused(Reason.HAS_LIVE_CARD))
    return found


def _judge_service(drafts: Sequence[Draft], service: str) -> None:
    if not service:
        return
    for draft in drafts:
        if draft.row.service not in ("", service):
            draft.tell([draft.row.problem("service", "service_differs")])
        if draft.row.service and not draft.row.number:
            draft.tell([draft.row.problem("number", "number_missing")])
    if all(draft.row.kind for draft in drafts):
        _must_be_parts(drafts, service)


def _must_be_parts(drafts: Sequence[Draft], service: str) -> None:
    try:
        must_be_parts(service, [draft.row.kind or "" for draft in drafts if not draft.again])
    except Refused as refused:
        strange = refused.details.get("kind", "").split()
        parts = [KIND_WORDS[part.kind] for part in BUNDLES[service]]
        for draft in drafts:
            if draft.row.kind in strange:
                draft.tell([draft.row.problem("kind", "service_other", ", ".join(parts))])
            elif not strange and draft.row.number:
                draft.tell([draft.row.problem("service", "service_parts", parts[0])])
