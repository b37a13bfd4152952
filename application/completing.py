"""Opening and completing a document: fields to be printed, their digest, the day it may come."""

from datetime import date
from hashlib import sha256

import orjson

from application.approving import document_of, permit
from application.deciding import Answer, Centre, Desk, Order, decide
from application.rendering.photo import BadPhoto, photo_dots
from domain.documents import children, rules
from domain.documents import decide as documents
from domain.documents.events import Completed, Fields, Requested
from domain.documents.intake import NOT_PRINTED, fields_say_enough
from domain.documents.kinds import KIA, KINDS, KTP_EL
from domain.documents.requirements import PAPERS, lacking
from domain.enrolment.state import Enrolment
from domain.event import StreamId
from domain.people.permission import Act
from domain.refusal import Reason, Refused, refuse_if
from domain.values import names
from domain.values import nik as niks
from domain.values.dates import birthday_17

SALT = 16
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
CHECK = 31
DRAWN = 5


def receipt(day: str, token: bytes) -> str:
    """`CTK-261120-4K7MX-F`: day, five drawn characters, a check character; clerks read it aloud.

    Drawn, not counted: nothing in an installation holds a global number. A claim keeps it unique.
    """
    drawn = "".join(ALPHABET[byte % 32] for byte in token[:DRAWN])
    body = f"{day[2:].replace('-', '')}{drawn}"
    weights = sum((place + 2) * ord(char) for place, char in enumerate(body))
    return f"CTK-{body[:6]}-{drawn}-{ALPHABET[weights % CHECK]}"


def requested(desk: Desk, enrolment: StreamId, recording: Enrolment) -> Requested:
    """The application that a PRINT_READY_RECORD opens by itself."""
    centre = desk.centre
    return Requested(
        by=desk.by,
        kind=KTP_EL,
        cause="first",
        office=recording.office,
        receipt=receipt(desk.today(recording.office), centre.identifiers.token(DRAWN)),
        old_card="never_had",
        nik=recording.nik,
        fields=recording.fields,
        enrolment=enrolment,
        enroller=recording.enroller,
    )


def completed(desk: Desk, kind: str, nik: str | None, known: Fields, recorded: Fields) -> Completed:
    """All that is printed, under a digest over a random salt and the fields.

    `recorded`: what the recording behind it says; what a clerk typed needs the certificate.
    """
    fields = _to_be_printed(kind, nik, known)
    fields |= {name: known[name] for name in NOT_PRINTED if known.get(name)}
    salt = desk.centre.identifiers.token(SALT).hex()
    birth = _birth_date(fields)
    early = rules.marriage_is_proved(fields) or (
        rules.marriage_is_shown(fields) and rules.marriage_is_shown(recorded)
    )
    waits = kind == KTP_EL and birth is not None and not early
    return Completed(
        by=desk.by,
        digest=digest(salt, fields),
        template=KINDS[kind].template,
        salt=salt,
        fields=fields,
        not_before=birthday_17(birth).isoformat() if birth and waits else None,
        warnings=_warnings(desk.centre, nik, fields, birth),
    )


def _birth_date(fields: Fields) -> date | None:
    """None where the document has none, or says it as an old register does."""
    text = fields.get("birth_date")
    return date.fromisoformat(text) if text else None


def _to_be_printed(kind: str, nik: str | None, known: Fields) -> Fields:
    """Every field of the kind, unknown ones as null; of a table only what is said."""
    fields = {
        name: known.get(name) for name in KINDS[kind].fields if "." not in name or known.get(name)
    }
    return {**fields, "nik": nik} if "nik" in fields else fields


def _warnings(centre: Centre, nik: str | None, fields: Fields, birth: date | None) -> list[str]:
    """What is odd about the data to be printed, for the approver to see; never a refusal."""
    if birth is None or not fields.get("name"):
        return []
    of_name = names.warnings(str(fields["name"] or ""), birth)
    if nik is None or not fields.get("sex"):
        return of_name
    regions = centre.regions.codes()
    return [*niks.warnings(niks.Nik.parse(nik), birth, str(fields["sex"]), regions), *of_name]


def digest(salt: str, fields: Fields) -> str:
    """SHA-256 over salt and canonical JSON: says nothing once the salt is gone."""
    canonical = orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)
    return sha256(bytes.fromhex(salt) + canonical).hexdigest()


def complete_again(
    centre: Centre,
    order: Order,
    document: StreamId,
    corrected: Fields,
    photo: bytes | None = None,
) -> Answer:
    """Flow 2.2b and corrections: the named fields replace what was known.

    What the document is known by stays as it was taken in, like the NIK: another number is another
    application.
    """

    def work(desk: Desk) -> Answer:
        found = document_of(desk, document)
        first = found.complete_since is None
        permit(desk, Act.COMPLETE, found, freeze="intake" if first else "change")
        kind, today = KINDS[found.kind], desk.today(found.office)
        fields = {**(found.fields or {}), **corrected}
        if kind.subject != "nik":
            fields[kind.subject] = found.subject
        if photo is not None and "photo" in kind.fields:
            fields["photo"] = kept_photo(centre, document, photo)
        fields_say_enough(kind, fields, today)
        if found.kind == KIA:
            children.may_have_a_card(fields, today)
        papers_are_there(found.kind, found.cause, fields, today)
        again = completed(desk, found.kind, found.nik, fields, recorded_of(desk, found.enrolment))
        rules.no_early_card_without_proof(again.fields or {}, again.not_before, today)
        desk.add(document, documents.complete_again(found, again))
        return {"document": document, "digest": again.digest}

    return decide(centre, order, work)


def recorded_of(desk: Desk, enrolment: str | None) -> Fields:
    """What the recording says; nothing of an application without one."""
    found = desk.load(StreamId(enrolment)) if enrolment else None
    return (found.fields or {}) if isinstance(found, Enrolment) else {}


def papers_are_there(kind: str, cause: str, fields: Fields, today: str) -> None:
    """The first KTP-el needs none: the recording is its proof."""
    shown = (fields.get(PAPERS) or "").split()
    missing = lacking(kind, cause, shown, today)
    refuse_if(bool(missing), Reason.PAPERS_LACKING, papers=" ".join(one.paper for one in missing))


def kept_photo(centre: Centre, document: StreamId, photo: bytes) -> str:
    """Sealed under the document's key; what is no picture is none."""
    try:
        photo_dots(photo)
    except BadPhoto as error:
        raise Refused(Reason.PHOTO_MISSING, problem=str(error)) from error
    return centre.attachments.put(document, photo)
