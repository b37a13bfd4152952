"""Decisions on boxes: events, or Refused with its reason."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.event import By, Serials, same_person
from domain.refusal import Reason, Refused, refuse_if
from domain.stock import events as e
from domain.stock.places import Place
from domain.stock.state import Box, Stage
from domain.two_people import two_people
from domain.values.serials import SerialRange, expand, ranges_of

MOST_BLANKS = 5_000


@dataclass(frozen=True, kw_only=True, slots=True)
class ReceiveBox:
    """A box from the supplier, with the number that the delivery note states.

    A numbered box is scanned; of a counted one (no serials) `counted` is what lies in it.
    """

    by: By
    office: str
    kind: str
    batch: str
    version: str
    funder: str
    letter: str
    stated: int
    serials: Serials
    counted: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenBox:
    """Put a box into a printer of a station of the same office (`printers`: of cards)."""

    by: By
    station: str
    station_office: str
    printer: str
    printers: tuple[str, ...]
    printer_has_box: bool
    versions: Sequence[str] | None = None
    """Versions of blanks that the printer takes; None: all."""


def exists(box: Box | None) -> Box:
    if box is None:
        raise Refused(Reason.NOT_FOUND)
    return box


def receive(box: Box | None, command: ReceiveBox) -> list[e.BoxEvent]:
    """Flow 11.1: two people; each serial once in the installation (a claim says so)."""
    refuse_if(box is not None, Reason.WRONG_STATE)
    two_people(command.by)
    refuse_if(not command.letter.strip(), Reason.NO_LETTER)
    counted = command.counted
    serials = [] if counted is not None else _numbered(command.serials)
    if counted is not None:
        refuse_if(not 0 < counted <= MOST_BLANKS, Reason.BAD_SERIALS, most=str(MOST_BLANKS))
        refuse_if(bool(command.serials), Reason.BAD_SERIALS, problem="counted")
    return [
        e.Received(
            by=command.by,
            office=command.office,
            moved_from=Place.RECEIVED,
            moved_to=Place.ON_SHELF,
            serials=ranges_of(serials),
            count=len(serials) if counted is None else counted,
            kind=command.kind,
            numbered=counted is None,
            batch=command.batch,
            version=command.version,
            funder=command.funder,
            source="supplier",
            stated=command.stated,
            letter=command.letter,
        )
    ]


def _numbered(ranges: Serials) -> list[str]:
    """Every serial of a box; refused when malformed, repeated or beyond what a box can hold."""
    try:
        size = sum(len(SerialRange(first, last)) for first, last in ranges)
        refuse_if(not 0 < size <= MOST_BLANKS, Reason.BAD_SERIALS, most=str(MOST_BLANKS))
        serials = list(expand(ranges))
    except ValueError as error:
        raise Refused(Reason.BAD_SERIALS, problem=str(error)) from error
    refuse_if(len(set(serials)) != len(serials), Reason.BAD_SERIALS, problem="repeated")
    # One form in a box: then the order of the text is the order of the stack, everywhere.
    forms = {(len(serial), serial.rstrip("0123456789")) for serial in serials}
    refuse_if(len(forms) > 1, Reason.BAD_SERIALS, problem="mixed")
    return serials


def dispatch(
    box: Box | None, by: By, *, number: str, addressed_to: str, letter: str
) -> list[e.BoxEvent]:
    """Flow 11.3: the whole box; it stays in the sender's books until accepted."""
    known = exists(box)
    refuse_if(known.stage is not Stage.SHELVED, Reason.NOT_ON_SHELF)
    unsettled = any(spot.place == Place.UNSETTLED for spot in known.elsewhere.values())
    refuse_if(unsettled, Reason.UNSETTLED_BLANKS)
    refuse_if(not letter.strip(), Reason.NO_LETTER)
    refuse_if(known.remaining() < 1, Reason.NOT_ON_SHELF)
    return [
        e.Dispatched(
            by=by,
            office=known.office,
            moved_from=Place.ON_SHELF,
            moved_to=Place.IN_TRANSIT,
            serials=ranges_of(list(known.with_the_body())),
            count=known.remaining(),
            dispatch=number,
            addressed_to=addressed_to,
            external=False,
            letter=letter,
        )
    ]


@dataclass(frozen=True, kw_only=True, slots=True)
class Arrived:
    """What is there of a box: the serials scanned, or of a counted box how many.

    `nothing`: said on purpose, where a form left empty must not say it.
    """

    serials: Sequence[str] = ()
    counted: int = 0
    nothing: bool = False


def accept(
    box: Box | None, by: By, office: str, arrived: Arrived, discrepancy: str | None
) -> list[e.BoxEvent]:
    """Flow 11.4: what is there arrives; the rest is missing in the sender's books.

    At the sender's own office this is taking the dispatch back.
    """
    known = exists(box)
    sent = known.dispatch
    if known.stage is not Stage.IN_TRANSIT or sent is None:
        raise Refused(Reason.NOT_SENT_HERE)
    refuse_if(office not in (sent.addressed_to, known.office), Reason.NOT_SENT_HERE)
    refuse_if(same_person(sent.sender, by.actor_person), Reason.SAME_PERSON, other="sender")
    present, absent = _scanned(known, arrived.serials)
    came = len(present) if known.numbered else arrived.counted
    short = known.remaining() - came
    refuse_if(came < 1, Reason.NOTHING_CAME)
    refuse_if(short < 0, Reason.SERIAL_NOT_SENT, serials=str(came))
    accepted = e.Accepted(
        by=by,
        office=known.office,
        to_office=None if office == known.office else office,
        moved_from=Place.IN_TRANSIT,
        moved_to=Place.ON_SHELF,
        serials=ranges_of(present),
        count=came,
        dispatch=sent.number,
        short=short,
    )
    return [accepted, *_missing(known, by, Place.IN_TRANSIT, absent, short, discrepancy)]


def take_back(
    box: Box | None, by: By, present: Arrived, discrepancy: str, *, in_use: bool
) -> list[e.BoxEvent]:
    """Flow 14.11: what is scanned goes on the shelf; the rest is missing.

    `in_use`: the printer still works at its station, whose own facts alone move the box then.
    """
    known = exists(box)
    two_people(by)
    refuse_if(known.stage is not Stage.OPEN, Reason.WRONG_STATE, state=known.stage.value)
    refuse_if(in_use, Reason.STATION_IN_USE)
    there, absent = _scanned(known, present.serials)
    came = len(there) if known.numbered else present.counted
    short = known.remaining() - came
    refuse_if(came < 1 and not present.nothing, Reason.NOTHING_CAME)
    refuse_if(came != 0 and present.nothing, Reason.BAD_SERIALS, problem="counted")
    refuse_if(short < 0, Reason.SERIAL_NOT_SENT, serials=str(came))
    back = e.HandedBack(
        by=by,
        office=known.office,
        moved_from=Place.AT_STATION,
        moved_to=Place.ON_SHELF,
        serials=ranges_of(there),
        count=came,
        station=known.station or "",
    )
    return [back, *_missing(known, by, Place.AT_STATION, absent, short, discrepancy)]


def _missing(
    box: Box, by: By, place: Place, serials: list[str], count: int, discrepancy: str | None
) -> list[e.BlankMissing]:
    if not count:
        return []
    missing = e.BlankMissing(
        by=by,
        office=box.office,
        moved_from=place,
        moved_to=Place.MISSING,
        serials=ranges_of(serials),
        count=count,
        discrepancy=discrepancy,
    )
    return [missing]


def _scanned(box: Box, scanned: Sequence[str]) -> tuple[list[str], list[str]]:
    """The serials that came and those that did not; none of either in a counted box."""
    expected, came = set(box.with_the_body()), set(scanned)
    strange = sorted(came - expected)
    refuse_if(bool(strange), Reason.SERIAL_NOT_SENT, serials=" ".join(strange[:5]))
    return sorted(came), sorted(expected - came)


def open_box(box: Box | None, command: OpenBox) -> list[e.BoxEvent]:
    """Flow 11.7: one box per printer, of the station's own office."""
    known = exists(box)
    refuse_if(known.stage is not Stage.SHELVED, Reason.NOT_ON_SHELF)
    refuse_if(known.office != command.station_office, Reason.NOT_SENT_HERE)
    refuse_if(command.printer not in command.printers, Reason.PRINTER_ELSEWHERE)
    refuse_if(command.printer_has_box, Reason.PRINTER_HAS_BOX)
    wrong = command.versions is not None and known.version not in command.versions
    refuse_if(wrong, Reason.WRONG_VERSION, version=known.version, printer=command.printer)
    refuse_if(known.remaining() < 1, Reason.NO_BLANKS)
    return [
        e.Opened(
            by=command.by,
            office=known.office,
            moved_from=Place.ON_SHELF,
            moved_to=Place.AT_STATION,
            serials=ranges_of(list(known.with_the_body())),
            count=known.remaining(),
            station=command.station,
            printer=command.printer,
        )
    ]
