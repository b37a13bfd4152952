"""All kinds of streams: their events, and the function that folds each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from domain.discrepancies import events as discrepancies
from domain.discrepancies.evolve import evolve as evolve_discrepancy
from domain.documents import events as documents
from domain.documents.evolve import evolve as evolve_document
from domain.enrolment import events as enrolment
from domain.enrolment.evolve import evolve as evolve_enrolment
from domain.erasures import events as erasures
from domain.erasures.evolve import evolve as evolve_erasure
from domain.event import Event
from domain.figures import events as figures
from domain.figures.evolve import evolve as evolve_figure
from domain.offices import events as offices
from domain.offices.evolve import evolve as evolve_office
from domain.people import events as people
from domain.people.evolve import evolve_posting, evolve_staff
from domain.printing import events as printing
from domain.printing.evolve import evolve as evolve_job
from domain.stations import events as stations
from domain.stations.evolve import evolve_journal, evolve_shift, evolve_station
from domain.stock import events as stock
from domain.stock.evolve import evolve as evolve_box
from domain.supplies import events as supplies
from domain.supplies.evolve import evolve as evolve_supply
from domain.surrendered import events as surrendered
from domain.surrendered.evolve import evolve as evolve_surrendered


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """One kind of stream: `state' = evolve(state, event)` over its events."""

    evolve: Callable[[Any, Any], Any]
    events: tuple[type[Event], ...]


def _events(union: Any) -> tuple[type[Event], ...]:
    return tuple(union.__args__) if hasattr(union, "__args__") else (union,)


STREAMS: dict[str, Kind] = {
    "enrolment": Kind(evolve=evolve_enrolment, events=_events(enrolment.EnrolmentEvent)),
    "document": Kind(evolve=evolve_document, events=_events(documents.DocumentEvent)),
    "print_job": Kind(evolve=evolve_job, events=_events(printing.JobEvent)),
    "blank_box": Kind(evolve=evolve_box, events=_events(stock.BoxEvent)),
    "station": Kind(evolve=evolve_station, events=_events(stations.StationEvent)),
    "station_journal": Kind(evolve=evolve_journal, events=(stations.Recorded,)),
    "shift": Kind(evolve=evolve_shift, events=_events(stations.ShiftEvent)),
    "office": Kind(evolve=evolve_office, events=_events(offices.OfficeEvent)),
    "staff": Kind(evolve=evolve_staff, events=_events(people.StaffEvent)),
    "posting": Kind(evolve=evolve_posting, events=_events(people.PostingEvent)),
    "surrendered_card": Kind(
        evolve=evolve_surrendered, events=_events(surrendered.SurrenderedCardEvent)
    ),
    "supply": Kind(evolve=evolve_supply, events=_events(supplies.SupplyEvent)),
    "figure": Kind(evolve=evolve_figure, events=_events(figures.FigureEvent)),
    "erasure": Kind(evolve=evolve_erasure, events=_events(erasures.ErasureEvent)),
    "discrepancy": Kind(evolve=evolve_discrepancy, events=_events(discrepancies.DiscrepancyEvent)),
}

EVENTS: dict[str, type[Event]] = {
    event.TOPIC: event for kind in STREAMS.values() for event in kind.events
}


def evolve(state: Any, event: Event) -> Any:
    """Fold one event into the state of its stream."""
    kind = event.TOPIC.partition(".")[0]
    return STREAMS[kind].evolve(state, event)
