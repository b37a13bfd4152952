"""Sums by day and place, the events that they count, and what folding them needs to know."""

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table

metadata = MetaData()

counts = Table(
    "figures_counts",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("office", String(10), primary_key=True),
    Column("what", String(20), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("detail", String(20), primary_key=True),
    Column("count", Integer, nullable=False, default=0),
)
"""`what`: requested, completed, approved, printed, handed_over, returned, used.

`detail`: of printed whether it was in_time or late; of used what the blank became.
"""
entries = Table(
    "figures_entries",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("day", String(10), nullable=False),
    Column("office", String(10), nullable=False),
    Column("what", String(20), nullable=False),
    Column("kind", String(20), primary_key=True),
    Column("detail", String(20), nullable=False),
    Column("stream", String(32), nullable=False),
    Column("recorded_at", String(32), nullable=False),
    Column("count", Integer, nullable=False, default=1),
)
"""The events behind `counts`, one row for each and each kind of thing that it used."""

spans = Table(
    "figures_spans",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("office", String(10), primary_key=True),
    Column("what", String(20), primary_key=True),
    Column("minutes", Integer, primary_key=True),
    Column("count", Integer, nullable=False, default=0),
)
"""Whole minutes from complete to printed, and to handed over."""

documents = Table(
    "figures_documents",
    metadata,
    Column("document", String(32), primary_key=True),
    Column("office", String(10), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("stage", String(20), nullable=False, default="incomplete"),
    Column("complete_since", String(32)),
)
held = Table(
    "figures_held",
    metadata,
    Column("office", String(10), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("count", Integer, nullable=False, default=0),
)
"""Documents handed over and not withdrawn since."""

jobs = Table(
    "figures_jobs",
    metadata,
    Column("print_job", String(32), primary_key=True),
    Column("document", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("leases", JSON, nullable=False),
)
attempts = Table(
    "figures_attempts",
    metadata,
    Column("print_job", String(32), primary_key=True),
    Column("attempt", String(20), primary_key=True),
    Column("document", String(32), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("station", String(32), nullable=False),
    Column("printer", String(40), nullable=False),
    Column("day", String(10), nullable=False),
    Column("position", Integer, nullable=False),
    Column("outcome", String(20), nullable=False, default="open"),
    Column("cause", String(40), nullable=False, default=""),
    Column("looked", String(40), nullable=False, default=""),
    Column("rolls", JSON, nullable=False),
)
"""`rolls`: ribbon or film -> the position at which the roll that it used was mounted."""

printers = Table(
    "figures_printers",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("station", String(32), primary_key=True),
    Column("printer", String(40), primary_key=True),
    Column("outcome", String(20), primary_key=True),
    Column("cause", String(40), primary_key=True),
    Column("count", Integer, nullable=False, default=0),
)
"""Attempts by the day they began, under the outcome that they have now."""

boxes = Table(
    "figures_boxes",
    metadata,
    Column("box", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
)
shelves = Table(
    "figures_shelves",
    metadata,
    Column("office", String(10), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("usable", Integer, nullable=False, default=0),
)
"""Blanks that can still be printed: on the shelf or in a box at a station."""

supplies = Table(
    "figures_supplies",
    metadata,
    Column("supply", String(32), primary_key=True),
    Column("office", String(10), nullable=False),
    Column("item", String(20), nullable=False),
    Column("rolls", Integer, nullable=False),
    Column("left", Integer, nullable=False),
    Column("prints", Integer, nullable=False),
    Column("letter", String(80), nullable=False),
    Column("received_at", String(32), nullable=False),
)
"""Deliveries of ribbon and film; `left`: rolls that no printer has taken."""

rolls = Table(
    "figures_rolls",
    metadata,
    Column("station", String(32), primary_key=True),
    Column("printer", String(40), primary_key=True),
    Column("item", String(20), primary_key=True),
    Column("office", String(10), nullable=False),
    Column("prints", Integer, nullable=False),
    Column("left", Integer, nullable=False),
    Column("mounted_at", String(32), nullable=False),
    Column("position", Integer, nullable=False),
)
"""The roll in each printer; `left`: prints by its label, below none when it lasts longer."""

mounts = Table(
    "figures_mounts",
    metadata,
    Column("station", String(32), primary_key=True),
    Column("printers", JSON, nullable=False),
)
"""The printers of each station that ever took a roll."""

shelf_days = Table(
    "figures_shelf_days",
    metadata,
    Column("day", String(10), primary_key=True),
    Column("office", String(10), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("closing", Integer, nullable=False, default=0),
)
"""Where a day ended on which something moved; a day without a row ended as the one before."""

offices = Table(
    "figures_offices",
    metadata,
    Column("stream", String(32), primary_key=True),
    Column("code", String(10), nullable=False),
    Column("frozen_since", String(32)),
    Column("pauses", JSON, nullable=False),
    Column("outages", JSON, nullable=False),
    Column("doubtful", JSON, nullable=False),
)
"""`pauses`: `[begin, end]` of each freeze of printing that has ended.

`outages`: of each its `cause`, `began_at`, `ended_at` (none while it lasts), `note`, `actor`.

`doubtful`: documents printed while one was open: what the clock says of them waits for its end.
"""

zone = Table(
    "figures_zone",
    metadata,
    Column("name", String(20), primary_key=True),
    Column("code", String(10), nullable=False),
    Column("zone", String(40), nullable=False),
)
"""The installation is one kabupaten: its dinas has the date."""

stated = Table(
    "figures_stated",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("stream", String(32), nullable=False),
    Column("office", String(10), nullable=False),
    Column("indicator", String(20), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("value", Integer, nullable=False),
    Column("as_of", String(10), nullable=False),
    Column("valid_from", String(10), nullable=False),
    Column("source", String(200), nullable=False),
    Column("letter", String(80)),
    Column("recorded_at", String(32), nullable=False),
    Column("actor", String(32), nullable=False),
)
"""All that was ever stated; of one stream the last one stands."""

Index("figures_entries_of", entries.c.what, entries.c.day, entries.c.office, entries.c.position)
Index("figures_running", documents.c.stage, documents.c.office, documents.c.complete_since)
Index("figures_attempts_of", attempts.c.station, attempts.c.printer, attempts.c.day)
Index("figures_stated_of", stated.c.stream, stated.c.position)
