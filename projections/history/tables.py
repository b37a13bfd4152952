"""Which events speak of what: positions by subject, and the head of each event."""

from sqlalchemy import Column, Index, Integer, MetaData, String, Table

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
)
subjects = Table(
    "history_subjects",
    metadata,
    Column("subject", String(80), primary_key=True),
    Column("position", Integer, primary_key=True),
)
Index("history_topic", entries.c.topic, entries.c.position)
