"""From a document to its card: the one way to preview it and to print it."""

from datetime import date

from application.deciding import Centre
from application.rendering.card import CardFaces, render_card
from application.rendering.checks import fit_problems, glyph_problems
from application.rendering.faces import Issue
from domain.documents.events import Fields
from domain.documents.state import Document
from domain.enrolment.state import Enrolment
from domain.event import StreamId
from domain.offices.state import Office, office_id
from domain.values.nik import Nik


def problems_of(fields: Fields) -> tuple[str, ...]:
    """What keeps these fields from a card, as sentences; empty when all can be printed."""
    return tuple(problem.reason for problem in (*glyph_problems(fields), *fit_problems(fields)))


def draw(
    centre: Centre, document: Document, *, attempt: str, day: date, masked: bool = False
) -> CardFaces | None:
    """Both faces; None after erasure. `masked` hides the middle of the NIK, for screens."""
    if document.fields is None:
        return None
    fields = dict(document.fields)
    if masked and document.nik is not None:
        fields["nik"] = Nik.parse(document.nik).masked()
    return render_card(
        fields,
        _issue(centre, document.office, day),
        photo=_photo(centre, document),
        qr=document.receipt,
        attempt=attempt,
    )


def _issue(centre: Centre, office: str, day: date) -> Issue:
    """The dinas issues, wherever the card is printed."""
    names = centre.regions
    at = centre.registry.load(office_id(office)).state
    return Issue(
        province=names.name(office[:2]),
        regency=names.name(office[:4]),
        place=at.name if isinstance(at, Office) else names.name(office),
        day=day,
    )


def _photo(centre: Centre, document: Document) -> bytes | None:
    """The photo of the recording, when there is one and it is not erased."""
    if document.enrolment is None:
        return None
    enrolment = centre.registry.load(StreamId(document.enrolment)).state
    if not isinstance(enrolment, Enrolment) or enrolment.photo is None:
        return None
    return centre.attachments.get(document.enrolment, enrolment.photo)
