"""Stations, printers, shifts, and open discrepancies of all causes."""

from sqlalchemy import JSON, Boolean, Column, Integer, MetaData, String, Table

metadata = MetaData()

stations = Table(
    "stations",
    metadata,
    Column("station", String(32), primary_key=True),
    Column("office", String(10), nullable=False),
    Column("name", String(80), nullable=False),
    Column("public_key", String(64), nullable=False),
    Column("covered", Integer, nullable=False, default=0),
    Column("reported_at", String(32)),
    Column("enrolled_at", String(32), nullable=False),
    Column("revoked_at", String(32)),
)
printers = Table(
    "station_printers",
    metadata,
    Column("station", String(32), primary_key=True),
    Column("printer", String(40), primary_key=True),
    Column("medium", String(10), nullable=False),
    Column("driver", String(20), nullable=False),
    Column("model", String(60), nullable=False),
    Column("serial", String(60), nullable=False),
    Column("retired", Boolean, nullable=False, default=False),
)
shifts = Table(
    "station_shifts",
    metadata,
    Column("shift", String(32), primary_key=True),
    Column("station", String(32), nullable=False),
    Column("office", String(10), nullable=False),
    Column("date", String(10), nullable=False),
    Column("opened_at", String(32), nullable=False),
    Column("opened_by", String(32), nullable=False),
    Column("closed_at", String(32)),
)
discrepancies = Table(
    "station_discrepancies",
    metadata,
    Column("discrepancy", String(32), primary_key=True),
    Column("cause", String(40), nullable=False),
    Column("office", String(10), nullable=False),
    Column("stage", String(20), nullable=False, default="open"),
    Column("subject", JSON, nullable=False),
    Column("detail", JSON, nullable=False),
    Column("opened_at", String(32), nullable=False),
    Column("due", String(10), nullable=True),
)
