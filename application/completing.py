"""Opening and completing a document: fields to be printed, their digest, the day it may come."""

from datetime import date
from hashlib import sha256

import orjson

from application.deciding import Answer, Centre, Desk, Order, decide
from domain.documents import decide as documents
from domain.documents import rules
from domain.documents.events import Completed, Fields, Requested
from domain.documents.kinds import KINDS, KTP_EL, MARRIAGE_PROOF
from domain.documents.state import Document
from domain.enrolment.state import Enrolment
from domain.event import StreamId
from domain.people.permission import Act
from domain.refusal import Reason, Refused
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


def completed(desk: Desk, kind: str, nik: str | None, known: Fields) -> Completed:
    """All that is printed, under a digest over a random salt and the fields."""
    fields = _to_be_printed(kind, nik, known)
    if known.get(MARRIAGE_PROOF):
        fields[MARRIAGE_PROOF] = known[MARRIAGE_PROOF]
    salt = desk.centre.identifiers.token(SALT).hex()
    birth = date.fromisoformat(str(fields["birth_date"]))
    day = None if rules.marriage_is_shown(fields) else birthday_17(birth).isoformat()
    return Completed(
        by=desk.by,
        digest=digest(salt, fields),
        template=KINDS[kind].template,
        salt=salt,
        fields=fields,
        not_before=day,
        warnings=_warnings(desk.centre, nik, fields, birth),
    )


def _to_be_printed(kind: str, nik: str | None, known: Fields) -> Fields:
    """Every field of the kind, unknown ones as null; of a table only the cells that say something."""
    fields = {
        name: known.get(name) for name in KINDS[kind].fields if "." not in name or known.get(name)
    }
    return {**fields, "nik": nik} if "nik" in fields else fields


def _warnings(centre: Centre, nik: str | None, fields: Fields, birth: date) -> list[str]:
    """What is odd about the data to be printed, for the approver to see; never a refusal."""
    of_name = names.warnings(str(fields["name"] or ""), birth)
    if nik is None:
        return of_name
    regions = centre.regions.codes()
    return [*niks.warnings(niks.Nik.parse(nik), birth, str(fields["sex"]), regions), *of_name]


def digest(salt: str, fields: Fields) -> str:
    """SHA-256 over salt and canonical JSON: says nothing once the salt is gone."""
    canonical = orjson.dumps(fields, option=orjson.OPT_SORT_KEYS)
    return sha256(bytes.fromhex(salt) + canonical).hexdigest()


def complete_again(centre: Centre, order: Order, document: StreamId, corrected: Fields) -> Answer:
    """Flow 2.2b and corrections: the named fields replace what was known."""

    def work(desk: Desk) -> Answer:
        found = desk.load(document)
        if not isinstance(found, Document):
            raise Refused(Reason.NOT_FOUND)
        desk.permit(Act.COMPLETE, found.office, freeze="change")
        again = completed(desk, found.kind, found.nik, {**(found.fields or {}), **corrected})
        desk.add(document, documents.complete_again(found, again))
        return {"document": document, "digest": again.digest}

    return decide(centre, order, work)
