"""Which events speak of what: positions by subject, the head of each event, and what it changed."""

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table

metadata = MetaData()

entries = Table(
    "history_entries",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("stream", String(32), nullable=False),
    Column("version", Integer, nullable=False),
    Column("topic", String(40), nullable=False),
    Column("recorded_at", String(32), nullable=False),
    Column("occurred_at", String(32), nullable=False),
    Column("actor", String(32), nullable=False),
    Column("reached", String(32), nullable=False),
    Column("office", String(10)),
    Column("before", String(40)),
    Column("word", String(40)),
)
"""`reached`: the latest recorded time up to here, so that it never falls: a time names a position.

`before`, `word`: the state of a document or a print job, where this event changed it.
"""
subjects = Table(
    "history_subjects",
    metadata,
    Column("subject", String(96), primary_key=True),
    Column("position", Integer, primary_key=True),
)
streams = Table(
    "history_streams",
    metadata,
    Column("stream", String(32), primary_key=True),
    Column("office", String(10)),
    Column("word", String(40)),
    Column("job", JSON),
)
"""What later events of a stream do not say again: whose it is, and how far it is."""

clock = Table(
    "history_clock",
    metadata,
    Column("name", String(10), primary_key=True),
    Column("reached", String(32), nullable=False, default=""),
)
Index("history_topic", entries.c.topic, entries.c.position)
Index("history_office", entries.c.office, entries.c.position)
Index("history_actor", entries.c.actor, entries.c.position)
Index("history_deeds", entries.c.actor, entries.c.topic, entries.c.position)
Index("history_reached", entries.c.reached, entries.c.position)
Index("history_word", entries.c.word, entries.c.before, entries.c.position)
