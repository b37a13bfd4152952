"""State reasons as conditions (RFC 8011, 5.4.12; PWG 5100.9 for some of the words).

How grave a reason is stands in its suffix, and printers disagree: one and the same empty tray was
seen as -error, -warning and -report. So a word that is known counts with any suffix. A word that
is not known counts unless its suffix says that it may be overlooked.
"""

from printers.dialects.ipp.answers import PrinterReport, PrinterState
from printers.status import Condition

_SUFFIXES = ("-error", "-warning", "-report")
_CONDITIONS = {
    "cover-open": Condition.COVER_OPEN,
    "door-open": Condition.COVER_OPEN,
    "interlock-open": Condition.COVER_OPEN,
    "media-empty": Condition.MEDIA_EMPTY,
    "media-needed": Condition.MEDIA_EMPTY,
    "input-tray-missing": Condition.MEDIA_EMPTY,
    "media-jam": Condition.MEDIA_JAM,
    "marker-supply-empty": Condition.MARKER_SUPPLY_EMPTY,
    "marker-supply-missing": Condition.MARKER_SUPPLY_EMPTY,
    "toner-empty": Condition.MARKER_SUPPLY_EMPTY,
    "output-area-full": Condition.OUTPUT_AREA_FULL,
    "output-tray-missing": Condition.OUTPUT_AREA_FULL,
    "paused": Condition.PAUSED,
    "moving-to-paused": Condition.PAUSED,
    "spool-area-full": Condition.BUSY,
    "connecting-to-device": Condition.BUSY,
    "timed-out": Condition.TIMED_OUT,
    "shutdown": Condition.OFFLINE,
}
_HARMLESS = {
    "none",
    "media-low",
    "marker-supply-low",
    "marker-waste-almost-full",
    "toner-low",
    "output-area-almost-full",
    "developer-low",
    "opc-near-eol",
}


def bare(reason: str) -> str:
    """The reason without the suffix that tells how grave it is."""
    for suffix in _SUFFIXES:
        if reason.endswith(suffix):
            return reason.removesuffix(suffix)
    return reason


def condition_of(reason: str) -> Condition | None:
    """What stands in the way according to one reason."""
    word = bare(reason)
    if word in _HARMLESS:
        return None
    known = _CONDITIONS.get(word)
    if known is None and not reason.endswith(("-warning", "-report")):
        return Condition.UNKNOWN
    return known


def conditions_of(report: PrinterReport) -> tuple[Condition, ...]:
    """All that stands in the way of a job; none = ready."""
    found = [condition for reason in report.reasons if (condition := condition_of(reason))]
    if not report.accepting:
        found.append(Condition.NOT_ACCEPTING_JOBS)
    if report.state is PrinterState.PROCESSING:
        found.append(Condition.BUSY)
    if report.state is PrinterState.STOPPED and not found:
        found.append(Condition.UNKNOWN)
    return tuple(dict.fromkeys(found))
