"""Who may have a child card: under 17, not married; in two bands of age (Permendagri 2/2016)."""

from datetime import date

from domain.documents.events import Fields
from domain.documents.kinds import MARRIED
from domain.refusal import Reason, Refused, refuse_if
from domain.values.dates import age_on, birthday_17, parse_iso

PHOTO_FROM = 5
"""The card of a younger child bears no photo and ends at the 5th birthday."""


def needs_photo(fields: Fields, today: str) -> bool:
    return age_on(_born(fields), date.fromisoformat(today)) >= PHOTO_FROM


def may_have_a_card(fields: Fields, today: str) -> None:
    """Flow 4.1, and again when it is approved: children grow."""
    born = _born(fields)
    too_old = date.fromisoformat(today) >= birthday_17(born)
    married = (fields.get("marital_status") or "") in MARRIED
    refuse_if(too_old or married, Reason.NOT_IN_AGE_BAND, until=birthday_17(born).isoformat())
    refuse_if(not fields.get("birth_deed_number"), Reason.NO_BIRTH_DEED)
    refuse_if(needs_photo(fields, today) and not fields.get("photo"), Reason.PHOTO_MISSING)


def _born(fields: Fields) -> date:
    try:
        return parse_iso(fields.get("birth_date") or "")
    except ValueError as error:
        raise Refused(Reason.LACKING, fields="birth_date") from error
