"""The one permission function: server guard and buttons both ask it."""

from enum import StrEnum

from domain.people.state import At, Posting, Role
from domain.people.things import NOTHING, Thing
from domain.refusal import Reason, Refused


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
    BREAK_LEASE = "break_lease"
    LOOK = "look"
    SETTLE = "settle"
    REPRINT = "reprint"
    REPRINT_SHEET = "reprint_sheet"
    HAND_OVER = "hand_over"
    CALL = "call"
    SEND_CARDS = "send_cards"
    TAKE_CARDS = "take_cards"
    INSPECT = "inspect"
    WITHDRAW = "withdraw"
    WITHDRAW_UNCOLLECTED = "withdraw_uncollected"
    ABSENT = "absent"
    RECEIVE_BOX = "receive_box"
    DISPATCH_BOX = "dispatch_box"
    ACCEPT_BOX = "accept_box"
    OPEN_BOX = "open_box"
    TAKE_BACK_BOX = "take_back_box"
    TAKE_STOCK = "take_stock"
    RECEIVE_SUPPLY = "receive_supply"
    MOUNT_SUPPLY = "mount_supply"
    CLOSE_SHIFT = "close_shift"
    FREEZE = "freeze"
    RECORD_OUTAGE = "record_outage"
    EXPLAIN = "explain"
    CLOSE_DISCREPANCY = "close_discrepancy"
    ERASE = "erase"
    READ_HISTORY = "read_history"
    READ_FIGURES = "read_figures"
    SET_TARGETS = "set_targets"
    MAINTAIN = "maintain"
    REVOKE_STATION = "revoke_station"
    BREAK_GLASS = "break_glass"


WHO_MAY: dict[Act, frozenset[Role]] = {
    Act.IMPORT: frozenset({Role.ENROLLER, Role.ADMIN}),
    Act.TAKE_IN: frozenset({Role.ENROLLER}),
    Act.TAKE_OLD_CARD: frozenset({Role.COUNTER}),
    Act.COMPLETE: frozenset({Role.ENROLLER, Role.VERIFIER}),
    Act.APPROVE: frozenset({Role.APPROVER}),
    Act.UNDO: frozenset({Role.APPROVER}),
    Act.RETURN: frozenset({Role.APPROVER, Role.VERIFIER}),
    Act.REJECT: frozenset({Role.APPROVER}),
    Act.CANCEL: frozenset({Role.APPROVER}),
    Act.HOLD: frozenset({Role.APPROVER, Role.HEAD, Role.VERIFIER}),
    Act.ROUTE: frozenset({Role.HEAD}),
    Act.JUMP: frozenset({Role.HEAD, Role.APPROVER}),
    Act.PUBLISH_POLICY: frozenset({Role.HEAD}),
    Act.LEASE: frozenset({Role.OPERATOR}),
    Act.BREAK_LEASE: frozenset({Role.APPROVER, Role.HEAD}),
    Act.LOOK: frozenset({Role.OPERATOR, Role.HEAD}),
    Act.SETTLE: frozenset({Role.APPROVER, Role.HEAD}),
    Act.REPRINT: frozenset({Role.APPROVER, Role.HEAD}),
    Act.REPRINT_SHEET: frozenset({Role.APPROVER, Role.HEAD, Role.OPERATOR}),
    Act.HAND_OVER: frozenset({Role.COUNTER}),
    Act.CALL: frozenset({Role.COUNTER}),
    Act.SEND_CARDS: frozenset({Role.COUNTER}),
    Act.TAKE_CARDS: frozenset({Role.COUNTER}),
    Act.INSPECT: frozenset({Role.COUNTER}),
    Act.WITHDRAW: frozenset({Role.APPROVER}),
    Act.WITHDRAW_UNCOLLECTED: frozenset({Role.APPROVER, Role.HEAD}),
    Act.ABSENT: frozenset({Role.COUNTER, Role.APPROVER}),
    Act.RECEIVE_BOX: frozenset({Role.STORE}),
    Act.DISPATCH_BOX: frozenset({Role.STORE}),
    Act.ACCEPT_BOX: frozenset({Role.STORE}),
    Act.OPEN_BOX: frozenset({Role.STORE}),
    Act.TAKE_BACK_BOX: frozenset({Role.STORE, Role.HEAD}),
    Act.TAKE_STOCK: frozenset({Role.STORE}),
    Act.RECEIVE_SUPPLY: frozenset({Role.STORE}),
    Act.MOUNT_SUPPLY: frozenset({Role.STORE, Role.OPERATOR}),
    Act.CLOSE_SHIFT: frozenset({Role.OPERATOR, Role.HEAD}),
    Act.FREEZE: frozenset({Role.HEAD}),
    Act.RECORD_OUTAGE: frozenset({Role.HEAD, Role.OPERATOR}),
    Act.EXPLAIN: frozenset(Role) - {Role.AUDITOR},
    Act.CLOSE_DISCREPANCY: frozenset({Role.HEAD, Role.AUDITOR}),
    Act.ERASE: frozenset({Role.ADMIN, Role.HEAD}),
    Act.READ_HISTORY: frozenset({Role.AUDITOR, Role.HEAD}),
    Act.READ_FIGURES: frozenset({Role.AUDITOR, Role.HEAD}),
    Act.SET_TARGETS: frozenset({Role.ADMIN, Role.HEAD}),
    Act.MAINTAIN: frozenset({Role.ADMIN}),
    Act.REVOKE_STATION: frozenset({Role.ADMIN, Role.HEAD}),
    Act.BREAK_GLASS: frozenset(Role) - {Role.ADMIN, Role.AUDITOR},
}

AUTHORITY = frozenset({
    Act.PUBLISH_POLICY, Act.FREEZE, Act.ERASE, Act.SET_TARGETS, Act.MAINTAIN, Act.REVOKE_STATION,
})  # fmt: skip
"""Staff seconded to a kecamatan act for the dinas; its own authority is not delegated to them."""


DINAS_DIGITS = 4


def covers(posting_office: str, office: str) -> bool:
    """A dinas covers its kecamatan points; a point covers itself."""
    return office == posting_office or (
        len(posting_office) == DINAS_DIGITS and office.startswith(posting_office)
    )


def judge(
    act: Act, posting: Posting | None, place: str, at: At, thing: Thing = NOTHING
) -> Refused | None:
    """Why this person may not do this to this thing at this place and moment; None: may."""
    again = act is Act.BREAK_GLASS and posting is not None and posting.break_glass
    if posting is None or again or not posting.is_live(at) or not _fits(act, posting, place):
        roles = " ".join(sorted(WHO_MAY[act]))
        return Refused(Reason.NO_LIVE_POSTING, act=act.value, office=place, roles=roles)
    if act in AUTHORITY and len(posting.office) > DINAS_DIGITS:
        return Refused(Reason.NOT_DELEGATED, act=act.value, office=place)
    return thing.refuses(act.value) or _is_one_of(act, posting.person, thing)


def _fits(act: Act, posting: Posting, place: str) -> bool:
    return posting.role in WHO_MAY[act] and covers(posting.office, place)


def _is_one_of(act: Act, person: str, thing: Thing) -> Refused | None:
    """Forbidden pairs: who had this thing in hand before may not judge it now.

    Somebody who played the part and is not known may be this very person.
    """
    for part in thing.pairs.get(act.value, ()):
        if thing.persons.get(part, frozenset()) & {None, person}:
            return Refused(Reason.SAME_PERSON, other=part)
    return None


def require(act: Act, posting: Posting | None, place: str, at: At, thing: Thing = NOTHING) -> None:
    """The guard of every decision. Raises Refused."""
    refused = judge(act, posting, place, at, thing)
    if refused is not None:
        raise refused
