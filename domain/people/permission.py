"""The one permission function: server guard and buttons both ask it."""

from enum import StrEnum

from domain.people.state import Posting, Role
from domain.refusal import Reason, refuse_if


class Act(StrEnum):
    """What a person can do, by the name of the use case."""

    IMPORT = "import"
    TAKE_IN = "take_in"
    TAKE_OLD_CARD = "take_old_card"
    COMPLETE = "complete"
    APPROVE = "approve"
    UNDO = "undo"
    RETURN = "return"
    REJECT = "reject"
    CANCEL = "cancel"
    HOLD = "hold"
    ROUTE = "route"
    JUMP = "jump"
    PUBLISH_POLICY = "publish_policy"
    LEASE = "lease"
    SETTLE = "settle"
    REPRINT = "reprint"
    REPRINT_SHEET = "reprint_sheet"
    HAND_OVER = "hand_over"
    INSPECT = "inspect"
    WITHDRAW = "withdraw"
    ABSENT = "absent"
    RECEIVE_BOX = "receive_box"
    DISPATCH_BOX = "dispatch_box"
    ACCEPT_BOX = "accept_box"
    OPEN_BOX = "open_box"
    CLOSE_SHIFT = "close_shift"
    FREEZE = "freeze"
    EXPLAIN = "explain"
    CLOSE_DISCREPANCY = "close_discrepancy"
    ERASE = "erase"
    READ_HISTORY = "read_history"
    MAINTAIN = "maintain"


WHO_MAY: dict[Act, frozenset[Role]] = {
    Act.IMPORT: frozenset({Role.ENROLLER, Role.ADMIN}),
    Act.TAKE_IN: frozenset({Role.ENROLLER}),
    Act.TAKE_OLD_CARD: frozenset({Role.COUNTER}),
    Act.COMPLETE: frozenset({Role.ENROLLER}),
    Act.APPROVE: frozenset({Role.APPROVER}),
    Act.UNDO: frozenset({Role.APPROVER}),
    Act.RETURN: frozenset({Role.APPROVER}),
    Act.REJECT: frozenset({Role.APPROVER}),
    Act.CANCEL: frozenset({Role.APPROVER}),
    Act.HOLD: frozenset({Role.APPROVER, Role.HEAD}),
    Act.ROUTE: frozenset({Role.HEAD}),
    Act.JUMP: frozenset({Role.HEAD, Role.APPROVER}),
    Act.PUBLISH_POLICY: frozenset({Role.HEAD}),
    Act.LEASE: frozenset({Role.OPERATOR}),
    Act.SETTLE: frozenset({Role.APPROVER, Role.HEAD}),
    Act.REPRINT: frozenset({Role.APPROVER, Role.HEAD}),
    Act.REPRINT_SHEET: frozenset({Role.APPROVER, Role.HEAD, Role.OPERATOR}),
    Act.HAND_OVER: frozenset({Role.COUNTER}),
    Act.INSPECT: frozenset({Role.COUNTER}),
    Act.WITHDRAW: frozenset({Role.APPROVER}),
    Act.ABSENT: frozenset({Role.COUNTER, Role.APPROVER}),
    Act.RECEIVE_BOX: frozenset({Role.STORE}),
    Act.DISPATCH_BOX: frozenset({Role.STORE}),
    Act.ACCEPT_BOX: frozenset({Role.STORE}),
    Act.OPEN_BOX: frozenset({Role.STORE}),
    Act.CLOSE_SHIFT: frozenset({Role.OPERATOR, Role.HEAD}),
    Act.FREEZE: frozenset({Role.HEAD}),
    Act.EXPLAIN: frozenset(Role) - {Role.AUDITOR},
    Act.CLOSE_DISCREPANCY: frozenset({Role.HEAD, Role.AUDITOR}),
    Act.ERASE: frozenset({Role.ADMIN, Role.HEAD}),
    Act.READ_HISTORY: frozenset({Role.AUDITOR, Role.HEAD}),
    Act.MAINTAIN: frozenset({Role.ADMIN}),
}


def covers(posting_office: str, office: str) -> bool:
    """A dinas (4 digits) covers its kecamatan points; a point covers itself."""
    return office == posting_office or (
        len(posting_office) == 4 and office.startswith(posting_office)
    )


def permits(act: Act, posting: Posting, office: str, today: str) -> bool:
    """A live posting of a fitting role at the place, within its period."""
    return (
        not posting.ended
        and posting.role in WHO_MAY[act]
        and covers(posting.office, office)
        and posting.valid_from <= today <= posting.valid_until
    )


def require(act: Act, posting: Posting | None, office: str, today: str) -> None:
    """The guard of every decision."""
    refused = posting is None or not permits(act, posting, office, today)
    roles = " ".join(sorted(WHO_MAY[act]))
    refuse_if(refused, Reason.NO_LIVE_POSTING, act=act.value, office=office, roles=roles)
