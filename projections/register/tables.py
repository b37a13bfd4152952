"""One row per application; one per recording, for the central word on it."""

from sqlalchemy import Column, Index, MetaData, String, Table

metadata = MetaData()

documents = Table(
    "register_documents",
    metadata,
    Column("document", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("cause", String(20), nullable=False),
    Column("office", String(10), nullable=False),
    Column("receipt", String(20), nullable=False),
    Column("stage", String(20), nullable=False, default="incomplete"),
    Column("name", String(200)),
    Column("nik", String(16)),
    Column("enrolment", String(32)),
    Column("enroller", String(64)),
    Column("status_word", String(40)),
    Column("digest", String(64)),
    Column("not_before", String(10)),
    Column("complete_since", String(32)),
    Column("requested_at", String(32), nullable=False),
    Column("changed_at", String(32), nullable=False),
    Column("print_job", String(32)),
    Column("serial", String(40)),
    Column("attempt", String(20)),
    Column("payload_digest", String(64)),
    Column("printed_at", String(32)),
    Column("handed_over_at", String(32)),
    Column("returned_code", String(40)),
    Column("lies_at", String(10), nullable=False),
    Column("sent_to", String(10)),
    Column("slip", String(20)),
    Column("status_code", String(26), nullable=False),
    Column("source_ref", String(80)),
)
printing = Table(
    "register_printing",
    metadata,
    Column("print_job", String(32), primary_key=True),
    Column("document", String(32), nullable=False),
    Column("office", String(10), nullable=False),
)
"""Which document a job is for: a job that moves to another office takes its card there."""
enrolments = Table(
    "register_enrolments",
    metadata,
    Column("enrolment", String(32), primary_key=True),
    Column("office", String(10), nullable=False),
    Column("document", String(32)),
    Column("word", String(40)),
    Column("seen_at", String(32), nullable=False, default=""),
)
writers = Table(
    "register_writers",
    metadata,
    Column("document", String(32), primary_key=True),
    Column("person", String(64), primary_key=True),
)
"""Who completed a document without having taken it in: four eyes count them too."""
# Lists are chosen and counted in this index alone; only the rows of a page are looked up.
Index(
    "register_stage",
    documents.c.office,
    documents.c.stage,
    documents.c.complete_since,
    documents.c.not_before,
    documents.c.document,
    documents.c.kind,
)
Index("register_receipt", documents.c.receipt)
Index("register_name", documents.c.name)
Index("register_nik", documents.c.nik)
Index("register_serial", documents.c.serial)
Index(
    "register_drawer",
    documents.c.lies_at,
    documents.c.stage,
    documents.c.slip,
    documents.c.printed_at,
)
# Only what is on the way: the database would take the empty slips of all others for a short cut.
_ON_THE_WAY = documents.c.slip.is_not(None)
Index("register_slip", documents.c.slip, sqlite_where=_ON_THE_WAY, postgresql_where=_ON_THE_WAY)
Index("register_status_code", documents.c.status_code)
Index("register_source_ref", documents.c.source_ref)
