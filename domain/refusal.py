"""Why a decision is refused: one code per rule, with the facts a person needs to go on."""

from collections.abc import Mapping
from enum import StrEnum


class Reason(StrEnum):
    """Codes of flows: each names the rule that says no. Sentences stand with the pages."""

    NO_LIVE_POSTING = "no_live_posting"
    NOT_DELEGATED = "not_delegated"
    FROZEN = "frozen"
    STARTS_IN_PAST = "starts_in_past"
    BAD_POLICY = "bad_policy"
    BAD_FIGURE = "bad_figure"
    NOT_FROZEN = "not_frozen"
    UNTIL_PAST = "until_past"
    NO_ORDER = "no_order"
    BAD_SCOPE = "bad_scope"
    WRONG_STATE = "wrong_state"
    NOT_FOUND = "not_found"
    APPLICATION_OPEN = "application_open"
    HAS_LIVE_CARD = "has_live_card"
    DIGEST_DIFFERS = "digest_differs"
    SAME_PERSON = "same_person"
    BAD_CAUSE = "bad_cause"
    LACKING = "lacking"
    PAPERS_LACKING = "papers_lacking"
    BAD_DEED_NUMBER = "bad_deed_number"
    NOT_IN_AGE_BAND = "not_in_age_band"
    NO_BIRTH_DEED = "no_birth_deed"
    PHOTO_MISSING = "photo_missing"
    CODE_DIFFERS = "code_differs"
    PICKUP_DIFFERS = "pickup_differs"
    NO_POLICE_LETTER = "no_police_letter"
    NOT_HOME_OFFICE = "not_home_office"
    NOT_THIS_PERSON = "not_this_person"
    BEFORE_17 = "before_17"
    NO_MARRIAGE_PROOF = "no_marriage_proof"
    STATUS_SUPERSEDED = "status_superseded"
    NOT_RENDERABLE = "not_renderable"
    PERSON_ERASED = "person_erased"
    TOO_EARLY = "too_early"
    NO_SHIFT = "no_shift"
    NO_BLANKS = "no_blanks"
    NOT_IN_TURN = "not_in_turn"
    WINDOW_OVER = "window_over"
    AT_STATION = "at_station"
    NO_SUCH_HOLD = "no_such_hold"
    NO_REASON = "no_reason"
    OUTCOME_UNKNOWN = "outcome_unknown"
    NO_KEY = "no_key"
    NOT_IN_CUSTODY = "not_in_custody"
    NOT_SEEN = "not_seen"
    NOT_AS_SEEN = "not_as_seen"
    SERIAL_DIFFERS = "serial_differs"
    NOT_ENTITLED = "not_entitled"
    OLD_CARD_MISSING = "old_card_missing"
    SERIAL_KNOWN = "serial_known"
    NOT_ON_SHELF = "not_on_shelf"
    UNSETTLED_BLANKS = "unsettled_blanks"
    NOT_SENT_HERE = "not_sent_here"
    ALREADY_HERE = "already_here"
    SEND_BACK_FIRST = "send_back_first"
    SEVERAL_PLACES = "several_places"
    STILL_WAITED_FOR = "still_waited_for"
    WAITS_FOR_APPLICANT = "waits_for_applicant"
    SERIAL_NOT_SENT = "serial_not_sent"
    STATION_REVOKED = "station_revoked"
    PRINTER_HAS_BOX = "printer_has_box"
    WRONG_VERSION = "wrong_version"
    NOT_COUNTED = "not_counted"
    COUNT_DIFFERS = "count_differs"
    JOURNAL_GAP = "journal_gap"
    CODE_USED = "code_used"
    PRINTER_ELSEWHERE = "printer_elsewhere"
    UNKNOWN_REGION = "unknown_region"
    UNKNOWN_TIMEZONE = "unknown_timezone"
    LOGIN_TAKEN = "login_taken"
    OWN_POSTING = "own_posting"
    NOBODY_FOUND = "nobody_found"
    NO_LETTER = "no_letter"
    BAD_PERIOD = "bad_period"
    NOT_EXPLAINED = "not_explained"
    BAD_SERIALS = "bad_serials"


class Refused(Exception):
    """A decision that is not taken; nothing is saved. Facts are never refused."""

    def __init__(self, reason: Reason, **details: str) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.details: Mapping[str, str] = details


def refuse_if(condition: bool, reason: Reason, **details: str) -> None:
    """Raise Refused when the condition holds: a rule in one line."""
    if condition:
        raise Refused(reason, **details)
