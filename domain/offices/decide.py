"""Opening an office."""

from collections.abc import Container

from domain.offices.events import OfficeEvent, Opened
from domain.offices.state import Office
from domain.refusal import Reason, refuse_if


def open_office(
    state: Office | None, opened: Opened, regions: Container[str], zones: Container[str]
) -> list[OfficeEvent]:
    """Flow 16.1: only a region that the Kemendagri list knows, whose days can be counted."""
    refuse_if(state is not None, Reason.WRONG_STATE)
    refuse_if(opened.code not in regions, Reason.UNKNOWN_REGION, code=opened.code)
    zone = opened.timezone
    refuse_if(zone not in zones, Reason.UNKNOWN_TIMEZONE, timezone=zone)
    return [opened]
