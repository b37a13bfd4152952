"""Events as rows of an export, in the order of the log: read in pages, each by itself.

Pages may be read by different threads, and nothing stays open between them: an export may take
minutes, and a reader that waits that long would keep the log from being tidied.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from application.language import speaking
from application.personal.keys import Keys
from application.registry.decoder import PERSONAL
from application.registry.reader import LogReader
from projections.history import queries as history
from projections.history.queries import Filter, Row
from projections.history.sentences import sentence
from projections.history.veiling import veiled
from projections.people import queries as people

PAGE = 500
COLUMNS = (
    "position",
    "stream",
    "version",
    "topic",
    "recorded_at",
    "occurred_at",
    "office",
    "actor",
    "second",
    "sentence",
    "fields",
)
PERSONAL_COLUMNS = (*COLUMNS, "actor_name", "second_name")


def as_told(asked: Filter) -> Row:
    """A filter as a manifest tells it: ids of streams and serials, never what was typed."""
    told: Row = veiled({name: value for name, value in asdict(asked).items() if value})
    return told


@dataclass(frozen=True, kw_only=True)
class Source:
    """`keys`: only for an export with personal fields; without them they are left out."""

    views: Engine
    log: Path
    asked: Filter
    keys: Keys | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        return COLUMNS if self.keys is None else PERSONAL_COLUMNS

    def rows(self) -> Iterator[Row]:
        after = self.asked.after or 0
        while page := self._page(after):
            yield from page
            after = page[-1]["position"]

    def _page(self, after: int) -> list[Row]:
        asked = replace(self.asked, after=after)
        with self.views.connect() as connection:
            positions = history.found(connection, asked, newest_first=False, limit=PAGE)
            offices = history.offices(connection, positions)
            names = people.names(connection) if self.keys is not None else {}
        with closing(LogReader(self.log)) as log:
            if self.keys is not None:
                sealed = (row.stream for row in log.at(positions) if PERSONAL[row.topic])
                self.keys.preload(sealed)
            told = list(history.timeline(log, self.keys, positions))
        return [self._row(event, offices[event["position"]], names) for event in told]

    def _row(self, event: Row, office: str | None, names: dict[str, str]) -> Row:
        fields: dict[str, Any] = veiled(event["fields"])
        second = (fields.get("second") or {}).get("staff")
        with speaking("id"):  # a file for others: the same whoever fetches it
            told = sentence(event["topic"], fields)
        row = {
            "position": event["position"],
            "stream": event["stream"],
            "version": event["version"],
            "topic": event["topic"],
            "recorded_at": fields.pop("recorded_at"),
            "occurred_at": fields.pop("occurred_at"),
            "office": office,
            "actor": fields.pop("actor"),
            "second": second,
            "sentence": told,
            "fields": fields,
        }
        if self.keys is not None:
            row["actor_name"] = names.get(row["actor"], "")
            row["second_name"] = names.get(second or "", "")
        return row
