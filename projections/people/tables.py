"""Offices with their freezes and policies, accounts and postings."""

from sqlalchemy import JSON, Boolean, Column, Index, Integer, MetaData, String, Table

metadata = MetaData()

offices = Table(
    "people_offices",
    metadata,
    Column("code", String(10), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("type", String(20), nullable=False),
    Column("timezone", String(40), nullable=False),
)
freezes = Table(
    "people_freezes",
    metadata,
    Column("stream", String(32), primary_key=True),
    Column("scope", JSON, nullable=False),
    Column("until", String(32), nullable=False),
    Column("reason", String, nullable=False),
    Column("ordered_by", String, nullable=False),
    Column("notice", String, nullable=False),
    Column("frozen_at", String(32), nullable=False),
    Column("ordered_at", String(32), nullable=False),
    Column("lifted", Boolean, nullable=False, default=False),
)
policies = Table(
    "people_policies",
    metadata,
    Column("stream", String(32), primary_key=True),
    Column("effective_from", String(10), primary_key=True),
    Column("letter", String, nullable=False),
    Column("classes", JSON, nullable=False),
    Column("undo_seconds", Integer, nullable=False),
    Column("witnesses", Integer, nullable=False),
)
staff = Table(
    "people_staff",
    metadata,
    Column("staff", String(32), primary_key=True),
    Column("person", String(64), nullable=False),
    Column("name", String(120)),
)
postings = Table(
    "people_postings",
    metadata,
    Column("posting", String(32), primary_key=True),
    Column("staff", String(32), nullable=False),
    Column("person", String(64), nullable=False),
    Column("role", String(20), nullable=False),
    Column("office", String(10), nullable=False),
    Column("valid_from", String(10), nullable=False),
    Column("valid_until", String(32), nullable=False),
    Column("letter", String(80), nullable=False),
    Column("break_glass", Boolean, nullable=False),
    Column("ended", Boolean, nullable=False, default=False),
)
Index("people_postings_staff", postings.c.staff)
