"""Applications taken in at the counter, and the old cards that come with them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from application.approving import document_of, place_of
from application.completing import DRAWN, completed, kept_photo, receipt, recorded_of
from application.deciding import Answer, Centre, Desk, Order, decide
from application.enrolling import enrolments_of
from application.registry.claims import Claim
from application.settling import box_with
from domain.documents import rules
from domain.documents.bundles import inherited, must_be_parts
from domain.documents.events import Fields, Requested
from domain.documents.intake import Home, old_card_of, request
from domain.documents.kinds import KINDS, KTP_EL, Kind
from domain.documents.requirements import PAPERS, POLICE_LETTER, lacking
from domain.documents.state import Document
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing.state import PrintJob
from domain.refusal import Reason, refuse_if
from domain.stock.state import Box
from domain.surrendered import decide as surrendered
from domain.surrendered.events import Received
from domain.surrendered.state import surrendered_card_id


@dataclass(frozen=True, kw_only=True, slots=True)
class Application:
    """What the clerk typed. Fields left empty are those of the newest recording.

    `papers`: codes of those shown; `source_ref`: number of the application that it belongs to.
    """

    office: str
    kind: str
    cause: str
    nik: str | None
    fields: Fields
    letter: str = ""
    home: str = ""
    source_ref: str | None = None
    papers: Collection[str] = ()
    photo: bytes | None = None
    """JPEG or PNG, kept sealed under the document's own key."""


def take_in(centre: Centre, order: Order, asked: Application) -> Answer:
    """Flows 3.1, 4.1, 5.1: requested and, when no paper is lacking, completed in one save."""
    sealed: list[StreamId] = []
    with _photos_of_what_is_saved(centre, sealed) as saved:
        answer = decide(centre, order, lambda desk: _take_in(desk, asked, {}, sealed))
        saved.append(answer["document"])
    return answer


def take_in_bundle(
    centre: Centre, order: Order, service: str, asked: Sequence[Application]
) -> Answer:
    """Several documents of one application in one save: all of them or none.

    What an earlier document says of a later one (the deed's number, the child, the house) needs
    no typing twice.
    """
    must_be_parts(service, [one.kind for one in asked])
    sealed: list[StreamId] = []

    def work(desk: Desk) -> Answer:
        number = asked[0].source_ref or centre.identifiers.new()[:12]
        earlier: dict[str, Fields] = {}
        taken = []
        for one in asked:
            taken.append(_take_in(desk, replace(one, source_ref=number), earlier, sealed))
            document = desk.load(StreamId(taken[-1]["document"]))
            earlier[one.kind] = dict(document.fields or {})
        return {"application": number, "documents": taken}

    with _photos_of_what_is_saved(centre, sealed) as saved:
        answer = decide(centre, order, work)
        saved.extend(one["document"] for one in answer["documents"])
    return answer


@contextmanager
def _photos_of_what_is_saved(centre: Centre, sealed: list[StreamId]) -> Iterator[list[str]]:
    """A photo is sealed before its application is judged: of what was not saved the key goes."""
    saved: list[str] = []
    try:
        yield saved
    finally:
        centre.keys.destroy([stream for stream in sealed if stream not in saved])


def _take_in(
    desk: Desk, asked: Application, earlier: Mapping[str, Fields], sealed: list[StreamId]
) -> Answer:
    desk.permit(Act.TAKE_IN, asked.office, freeze="intake")
    refuse_if(asked.kind not in KINDS, Reason.NOT_FOUND)
    typed = inherited(asked.kind, earlier) | _said(asked.fields)
    document = desk.changes.new(StreamId(desk.centre.identifiers.new()))
    if asked.photo is not None and "photo" in KINDS[asked.kind].fields:
        sealed.append(document)
        typed["photo"] = kept_photo(desk.centre, document, asked.photo)
    return add(desk, document, asked, request_of(desk, replace(asked, fields=typed)))


def request_of(desk: Desk, asked: Application) -> Requested:
    """What would be saved of it; nobody has judged it yet."""
    kind, today = KINDS[asked.kind], desk.today(asked.office)
    typed = _said(asked.fields)
    nik = asked.nik or typed.get("nik")
    enrolment, known = _recorded(desk, kind, nik)
    fields: Fields = {**known, **typed, PAPERS: " ".join(papers_of(asked)) or None}
    if "nik" in kind.fields:
        fields["nik"] = nik
    return Requested(
        by=desk.by,
        kind=asked.kind,
        cause=asked.cause,
        office=asked.office,
        receipt=receipt(today, desk.centre.identifiers.token(DRAWN)),
        old_card=old_card_of(kind, asked.cause),
        nik=nik,
        fields=fields,
        enrolment=enrolment,
        enroller=desk.by.actor_person,
        source_ref=asked.source_ref,
        letter=asked.letter.strip() or None,
    )


def home_of(asked: Application) -> Home:
    return Home(code=asked.home or asked.office[:4])


def first_card_key(centre: Centre, requested: Requested) -> str | None:
    """The claim that a person without a card must not have; None for all others."""
    kind = KINDS[requested.kind]
    if not (kind.is_card and requested.cause == "first" and requested.nik):
        return None
    return f"{kind.claim_class}:{centre.keys.lookup(requested.nik)}"


def add(desk: Desk, document: StreamId, asked: Application, requested: Requested) -> Answer:
    """Judged, and completed when no paper is lacking."""
    today = desk.today(asked.office)
    desk.add(document, request(desk.load(document), requested, home_of(asked), today))
    if (key := first_card_key(desk.centre, requested)) is not None:
        desk.claims.append(Claim(act="absent", kind="live_card", key=key))
    answer = {"document": document, "receipt": requested.receipt}
    missing = lacking(asked.kind, asked.cause, papers_of(asked), today)
    if missing:
        return {**answer, "digest": None, "lacking": [one.paper for one in missing]}
    recorded = recorded_of(desk, requested.enrolment)
    done = completed(desk, asked.kind, requested.nik, requested.fields or {}, recorded)
    rules.no_early_card_without_proof(done.fields or {}, done.not_before, today)
    desk.add(document, [done])
    return {**answer, "digest": done.digest, "lacking": []}


def papers_of(asked: Application) -> list[str]:
    """A police letter is known by its number."""
    return [*asked.papers, *([POLICE_LETTER] if asked.letter.strip() else [])]


def _said(fields: Fields) -> Fields:
    return {name: text for name, text in fields.items() if text}


def _recorded(desk: Desk, kind: Kind, nik: str | None) -> tuple[StreamId | None, Fields]:
    """The newest recording of the person here, and what it says; of a card for grown-ups only."""
    found = enrolments_of(desk.centre, nik) if nik and kind.name == KTP_EL else []
    if not found:
        return None, {}
    stream, recording = found[-1]
    return stream, dict(recording.fields or {})


def receive_old_card(
    centre: Centre, order: Order, document: StreamId, serial: str | None
) -> Answer:
    """Flow 3.3: the old card goes into custody before the new one is handed over."""

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        # Where the new card lies the holder stands, and the old one stays.
        place = place_of(desk, found)
        desk.permit(Act.TAKE_OLD_CARD, place)
        stream = surrendered_card_id(document)
        received = Received(
            by=desk.by,
            office=place,
            kind=found.kind,
            cause=found.cause,
            holder={"nik": found.nik} if found.nik else None,
            document=document,
            serial=serial,
        )
        owner = _owner(desk, found.kind, serial)
        desk.add(stream, surrendered.receive(desk.load(stream), received, found, owner))
        return {"document": document, "surrendered_card": stream}

    return decide(centre, order, work)


def _owner(desk: Desk, kind: str, serial: str | None) -> str | None:
    """NIK of the person whose card was printed on this blank here; None when not known."""
    blank_kind = KINDS[kind].blank_kind
    stream = box_with(desk.centre, blank_kind, serial) if blank_kind and serial else None
    box = desk.load(stream) if stream else None
    job_id = box.spot(serial).print_job if isinstance(box, Box) and serial else None
    job = desk.load(StreamId(job_id)) if job_id else None
    document = desk.load(StreamId(job.document)) if isinstance(job, PrintJob) else None
    return document.nik if isinstance(document, Document) else None
