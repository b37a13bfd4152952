"""From a document to its card or sheet: the one way to preview it and to print it."""

from datetime import date

from application.deciding import Centre
from application.phrases import in_words
from application.rendering.card import CardFaces, render_card
from application.rendering.checks import fit_problems, glyph_problems
from application.rendering.faces import Issue
from application.rendering.kia import kia_problems, render_kia
from application.rendering.sheets.render import render_sheet, sheet_problems
from domain.documents.events import Fields
from domain.documents.kinds import KIA, KINDS, KTP_EL
from domain.documents.state import Document
from domain.enrolment.state import Enrolment
from domain.event import StreamId
from domain.offices.state import Office, office_id
from domain.values.nik import Nik


def problems_of(kind: str, fields: Fields) -> tuple[str, ...]:
    """What keeps these fields from paper or card, as sentences to be read now; empty: nothing."""
    if kind == KTP_EL:
        found = [*glyph_problems(fields), *fit_problems(fields)]
    elif kind == KIA:
        found = kia_problems(fields)
    else:
        found = sheet_problems(kind, fields)
    return tuple(in_words(problem.reason) for problem in found)


def draw_card(
    centre: Centre, document: Document, at: StreamId, *, attempt: str, day: date, mask: bool = False
) -> CardFaces | None:
    """Both faces; None after erasure. `mask` hides the middle of the NIK, for screens."""
    fields = _fields(document, mask=mask)
    if fields is None:
        return None
    draw = render_kia if document.kind == KIA else render_card
    return draw(
        fields,
        _issue(centre, document.office, day),
        photo=_photo(centre, document, at),
        qr=document.receipt,
        attempt=attempt,
    )


def draw_sheet(
    centre: Centre, document: Document, *, day: date, mask: bool = False
) -> bytes | None:
    """A PDF; None after erasure. The same document on the same day gives the same bytes."""
    fields = _fields(document, mask=mask)
    if fields is None:
        return None
    issue = _issue(centre, document.office, day)
    return render_sheet(document.kind, fields, issue, code=document.receipt)


def _fields(document: Document, *, mask: bool) -> Fields | None:
    """What is printed of it, no more: with an application there are fields that are not."""
    if document.fields is None:
        return None
    known = KINDS[document.kind].fields
    printed = {name: text for name, text in document.fields.items() if name in known}
    if not mask:
        return printed
    return {name: _masked(name, text) for name, text in printed.items()}


def _masked(name: str, text: str | None) -> str | None:
    try:
        return (
            Nik.parse(text).masked() if text and name.rsplit(".", maxsplit=1)[-1] == "nik" else text
        )
    except ValueError:
        return text


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


def _photo(centre: Centre, document: Document, at: StreamId) -> bytes | None:
    """Handed in with the application, or taken at the recording; None also when it is erased."""
    own = (document.fields or {}).get("photo")
    if own:
        return centre.attachments.get(at, own)
    if document.enrolment is None:
        return None
    enrolment = centre.registry.load(StreamId(document.enrolment)).state
    if not isinstance(enrolment, Enrolment) or enrolment.photo is None:
        return None
    return centre.attachments.get(document.enrolment, enrolment.photo)
