"""Stating what a source says."""

from domain.figures.events import FigureEvent, Stated
from domain.figures.indicators import INDICATORS, WHOLE
from domain.figures.state import Figure, FigureKind
from domain.refusal import Reason, refuse_if
from domain.values.dates import parse_iso


def state(known: Figure | None, stated: Stated) -> list[FigureEvent]:
    """The same again adds nothing; another value for the day corrects it."""
    refuse_if(not _is_sound(stated), Reason.BAD_FIGURE, indicator=stated.indicator)
    said = Figure(
        value=stated.value,
        valid_from=stated.valid_from,
        source=stated.source,
        letter=stated.letter,
    )
    return [] if known == said else [stated]


def _is_sound(stated: Stated) -> bool:
    indicator = INDICATORS.get(stated.indicator)
    known = indicator is not None and stated.kind in set(FigureKind)
    share = known and indicator is not None and indicator.is_share
    whole = WHOLE if share and stated.kind == FigureKind.TARGET else None
    fits = stated.value >= 0 and (whole is None or stated.value <= whole)
    days = _is_day(stated.as_of) and _is_day(stated.valid_from)
    return known and fits and days and bool(stated.source.strip())


def _is_day(text: str) -> bool:
    try:
        parse_iso(text)
    except ValueError:
        return False
    return True
