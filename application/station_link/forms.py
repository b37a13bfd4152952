"""The JSON that passes between a station and the centre."""

from typing import NotRequired, TypedDict


class LeaseForm(TypedDict):
    """One granted job; `cancel` is what a marked cancel will do to its document.

    `position`: of the grant in the log, or a later one.
    """

    print_job: str
    lease: int
    receipt: str
    kind: NotRequired[str]
    payload_digest: str
    cancel: str | None
    position: int


class BoxForm(TypedDict):
    """An open box; `remaining`: by the centre's books, of a counted box, which has no serials.

    `missing`: serials that are to be found again; `label`: by which people tell it from others.
    """

    box: str
    printer: str
    kind: str
    serials: list[str]
    remaining: NotRequired[int | None]
    missing: NotRequired[list[str]]
    label: NotRequired[str]


class OperatorForm(TypedDict):
    """A person who may operate the station today, with a verifier for the PIN."""

    staff: str
    person: str
    posting: str
    name: str
    pin: str | None
    valid_until: str


class AssignmentForm(TypedDict):
    """The desired state of one station. Repeats and losses do no harm.

    `reported`: how many of the station's entries the centre holds; `covered`: up to which of them
    the boxes here are right. `frozen_until`: printing stands still by order till about then.
    `revoked`: the station prints nothing any more, and what it writes from now on counts for
    nothing. A document that an older version kept may lack what is not required.
    """

    station: str
    name: str
    office: str
    office_name: str
    timezone: NotRequired[str]
    today: str
    position: int
    reported: NotRequired[int]
    covered: int
    shift_open: bool
    shift_closed: bool
    waiting: int
    undo_until: str | None
    frozen_until: NotRequired[str | None]
    revoked: NotRequired[bool]
    leases: list[LeaseForm]
    attempts: list[dict[str, str | None]]
    boxes: list[BoxForm]
    operators: list[OperatorForm]


class LeaseRequest(TypedDict):
    """Ask for up to `count` jobs for a printer; the same `command_id` gets the same answer."""

    command_id: str
    operator: str
    posting: str
    printer: str
    count: int


class EntryForm(TypedDict):
    """One journal entry: its exact text and the signature over it."""

    text: str
    signature: str


class ReceiptForm(TypedDict):
    covered: int
    position: int
