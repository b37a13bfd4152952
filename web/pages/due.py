"""How much of the 24 hours of Permendagri 19/2018 a document still has."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from application.language import N_, _
from domain.figures.service_clock import LIMIT, Pause, running
from web.words import State, age, duration

SOON = timedelta(hours=2)
RUNS = ("complete", "approved")


def due(row: dict[str, Any], now: datetime, pauses: Sequence[Pause]) -> State:
    """Of what is complete; the clock of what is not, or was returned, does not run."""
    since: str | None = row["complete_since"]
    if since is None or row["stage"] not in RUNS:
        return State("ring", N_("belum lengkap"))
    left = LIMIT - running(datetime.fromisoformat(since), now, pauses)
    old = _("umur {age}").format(age=age(since, now))
    minutes = int(abs(left).total_seconds()) // 60
    if left < timedelta():
        return State("stop", _("Lewat {time}").format(time=duration(minutes)), "bad", old)
    word = _("Sisa {time}").format(time=duration(minutes))
    return State("look", word, "warn", old) if left <= SOON else State("clock", word, "", old)
