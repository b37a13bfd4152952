"""What can be done to a document where it stands, and by whom not: for guard and buttons."""

from domain.documents.kinds import KINDS
from domain.documents.state import Document, Stage
from domain.people.things import Pairs, States, Thing
from domain.printing.state import PrintJob, Status
from domain.refusal import Reason, Refused

WAITING = frozenset({"window", "pending", "held"})
CANCELLABLE = WAITING | {"leased", "printing", "awaiting_reprint"}
IN_THE_DRAWER = frozenset({"printed", "unwanted"})
ON_THE_WAY = frozenset({"in_transit"})
POSSIBLE: States = {
    "complete": frozenset({"incomplete", "complete"}),
    "approve": frozenset({"complete"}),
    "undo": frozenset({"window"}),
    "hold": WAITING,
    "route": WAITING,
    "jump": WAITING,
    "call": WAITING,
    "return": CANCELLABLE | {"complete"},
    "reject": CANCELLABLE | {"complete", "incomplete"},
    "cancel": CANCELLABLE,
    "reprint": frozenset({"awaiting_reprint"}),
    "reprint_sheet": frozenset({"awaiting_reprint"}),
    "hand_over": IN_THE_DRAWER,
    "inspect": IN_THE_DRAWER,
    "send_cards": IN_THE_DRAWER,
    "take_cards": ON_THE_WAY,
    "absent": IN_THE_DRAWER | ON_THE_WAY,
    "withdraw": frozenset({"unwanted"}),
    "withdraw_uncollected": IN_THE_DRAWER,
}
"""While approved the state is that of the print job; `window`: it can still be undone;
`unwanted`: printed before the station knew that it was cancelled."""

NEVER = frozenset[str]()
ON_CARDS = {**POSSIBLE, "reprint_sheet": NEVER}
ON_PAPER = {**POSSIBLE, "reprint": NEVER}
PAIRS: Pairs = {"approve": ("enroller",), "reprint": ("finder",), "take_cards": ("sender",)}


def situation(
    document: Document, job: PrintJob | None, now: str, recorder: str | None = None
) -> Thing:
    """`now`: UTC, as in the envelope of an event. `recorder`: of the data it came with."""
    key = job.attempts[job.key] if job is not None and job.key is not None else None
    wrote = {document.enroller, recorder, *document.completers} - {None}
    possible = ON_CARDS if KINDS[document.kind].is_card else ON_PAPER
    leased = job is not None and job.lease is not None
    return Thing(
        state=state_of(document, job, now),
        # Whatever became of the document: another lease may have printed it meanwhile.
        possible=possible if leased else {**possible, "break_lease": NEVER},
        pairs=PAIRS,
        # A finder whom nobody knows may be anybody.
        persons={
            "enroller": frozenset(wrote),
            "finder": frozenset({key.found_by}) if key else frozenset(),
            "sender": frozenset({document.transit.sender}) if document.transit else frozenset(),
        },
        otherwise=_otherwise(job),
    )


def _otherwise(job: PrintJob | None) -> dict[str, Refused]:
    no_key = Refused(Reason.NO_KEY)
    not_live = Refused(Reason.LEASE_NOT_LIVE)
    said = {"reprint": no_key, "reprint_sheet": no_key, "break_lease": not_live}
    if job is not None and job.status in (Status.PENDING, Status.HELD):
        said["undo"] = Refused(Reason.WINDOW_OVER, until=job.not_before)
    return said


def lies_at(document: Document, job: PrintJob | None) -> str:
    """The office of a document; once printed, where it was printed or has arrived since."""
    if document.stage is not Stage.PRINTED:
        return document.office
    return document.arrived_at or (document.office if job is None else job.office)


def state_of(document: Document, job: PrintJob | None, now: str) -> str:
    """A stage of the document, or the status of its job while it is approved."""
    if document.transit is not None:
        return "in_transit"
    if job is None or document.stage not in (Stage.APPROVED, Stage.PRINTED):
        return document.stage.value
    if document.stage is Stage.PRINTED:
        return "printed" if job.cancel is None else "unwanted"
    waits = job.status in (Status.PENDING, Status.HELD)
    return "window" if waits and now < job.not_before else job.status.value
