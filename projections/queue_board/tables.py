"""One row per print job."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, MetaData, String, Table

metadata = MetaData()

jobs = Table(
    "queue_jobs",
    metadata,
    Column("print_job", String(32), primary_key=True),
    Column("document", String(32), nullable=False),
    Column("office", String(10), nullable=False),
    Column("station", String(32)),
    Column("kind", String(20), nullable=False),
    Column("cause", String(20), nullable=False),
    Column("status", String(20), nullable=False, default="pending"),
    Column("not_before", String(32), nullable=False),
    Column("complete_since", String(32), nullable=False),
    Column("queued_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("approver", String(64)),
    Column("called", Boolean, nullable=False, default=False),
    Column("rank", Integer, nullable=False, default=0),
    Column("lease", Integer, nullable=False, default=0),
    Column("lease_live", Integer, nullable=False, default=0),
    Column("lease_station", String(32)),
    Column("operator", String(32)),
    Column("payload_digest", String(64)),
    Column("cancel_then", String(20)),
    Column("cancelled", String(20)),
    Column("attempt", String(20)),
    Column("attempt_station", String(32)),
    Column("printer", String(40)),
    Column("box", String(32)),
    Column("serial", String(40)),
    Column("seen", String(20)),
    Column("seen_by", String(64)),
    Column("seen_cause", String(40)),
    Column("unknown_since", String(32)),
    Column("unknown_reason", String(80)),
    Column("card_position", String(20)),
    Column("holds", JSON, nullable=False),
    Column("attempts", JSON, nullable=False),
    Column("counters_before", JSON),
    Column("counters_after", JSON),
)
Index("queue_jobs_status", jobs.c.office, jobs.c.status, jobs.c.complete_since)
Index("queue_jobs_lease", jobs.c.lease_station, jobs.c.status)
Index("queue_jobs_attempt", jobs.c.attempt_station, jobs.c.status)
Index("queue_jobs_document", jobs.c.document)
Index("queue_jobs_approver", jobs.c.approver, jobs.c.not_before)
