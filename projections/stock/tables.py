"""Balances by place, boxes, and every blank with a serial."""

from sqlalchemy import JSON, Column, Index, Integer, MetaData, String, Table

metadata = MetaData()

balances = Table(
    "stock_balances",
    metadata,
    Column("office", String(10), primary_key=True),
    Column("kind", String(20), primary_key=True),
    Column("batch", String(40), primary_key=True),
    Column("place", String(20), primary_key=True),
    Column("count", Integer, nullable=False, default=0),
)
boxes = Table(
    "stock_boxes",
    metadata,
    Column("box", String(32), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("batch", String(40), nullable=False),
    Column("version", String(20), nullable=False),
    Column("office", String(10), nullable=False),
    Column("stage", String(20), nullable=False, default="shelved"),
    Column("first", String(40), nullable=False),
    Column("last", String(40), nullable=False),
    Column("serials", JSON, nullable=False),
    Column("size", Integer, nullable=False),
    Column("remaining", Integer, nullable=False),
    Column("next_serial", String(40)),
    Column("station", String(32)),
    Column("printer", String(40)),
    Column("opened_at", String(32)),
    Column("opened_by", String(32)),
    Column("dispatch", String(32)),
    Column("addressed_to", String(10)),
    Column("counted", Integer),
    Column("computed", Integer),
    Column("counted_at", String(32)),
    Column("received_at", String(32), nullable=False),
)
blanks = Table(
    "stock_blanks",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("serial", String(40), primary_key=True),
    Column("box", String(32), nullable=False),
    Column("place", String(20), nullable=False),
    Column("office", String(10), nullable=False),
    Column("print_job", String(32)),
    Column("attempt", String(20)),
    Column("changed_at", String(32), nullable=False),
)
Index("stock_boxes_station", boxes.c.station, boxes.c.printer)
Index("stock_blanks_box", blanks.c.box, blanks.c.place, blanks.c.serial)
