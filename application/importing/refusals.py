"""What a decision says no to, as problems of the row that asked: in words, by column."""

from collections.abc import Callable, Iterator

from application.importing.asked import Asked
from application.importing.report import Problem
from application.labels import CAUSES, label_of
from domain.documents.kinds import KINDS
from domain.refusal import Reason, Refused
from domain.values.dates import on_card, parse_iso

Local = Callable[[str], str]
"""A moment (UTC) as the clerk's clock shows it."""

_FIELDS = {
    Reason.BAD_CAUSE: "cause",
    Reason.NO_POLICE_LETTER: "letter",
    Reason.NOT_HOME_OFFICE: "home",
    Reason.NOT_IN_AGE_BAND: "birth_date",
    Reason.NO_BIRTH_DEED: "birth_deed_number",
    Reason.PHOTO_MISSING: "photo",
    Reason.HAS_LIVE_CARD: "nik",
}


def problems_of(asked: Asked, refused: Refused, local: Local) -> Iterator[Problem]:
    """Raises the refusal again where it is about more than this row."""
    details = refused.details
    match refused.reason:
        case Reason.LACKING:
            for field in details["fields"].split():
                yield asked.problem(field, "lacking", label_of(field))
        case Reason.BAD_DEED_NUMBER:
            yield asked.problem(_deed(asked, details["number"]), "bad_deed_number")
        case Reason.BAD_CAUSE:
            served = [CAUSES[cause] for cause in details["causes"].split()]
            yield asked.problem("cause", "bad_cause", ", ".join(served))
        case Reason.APPLICATION_OPEN:
            yield asked.problem(KINDS[asked.kind or ""].subject, "application_open")
        case Reason.NOT_IN_AGE_BAND:
            until = on_card(parse_iso(details["until"]))
            yield asked.problem("birth_date", "not_in_age_band", until)
        case Reason.FROZEN:
            yield asked.problem("", "frozen", local(details["ends"]))
        case found if found in _FIELDS:
            yield asked.problem(_FIELDS[found], found.value, details.get("home", ""))
        case _:
            raise refused


def _deed(asked: Asked, number: str) -> str:
    own = ("deed_number", "birth_deed_number")
    return next((field for field in own if asked.fields.get(field) == number), own[0])
