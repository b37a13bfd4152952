"""How far the log is published: one row, durable, beside the views and apart from them."""

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, select

from application.database import upsert

metadata = MetaData()
published = Table(
    "relay_published",
    metadata,
    Column("topic", String(80), primary_key=True),
    Column("position", Integer, nullable=False),
)


class Progress:
    """A copy that was put back only publishes again what consumers have seen."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        metadata.create_all(engine)

    def position(self, topic: str) -> int:
        query = select(published.c.position).where(published.c.topic == topic)
        with self._engine.connect() as connection:
            return int(connection.execute(query).scalar() or 0)

    def reach(self, topic: str, position: int) -> None:
        row = {"topic": topic, "position": position}
        with self._engine.begin() as connection:
            connection.execute(upsert(self._engine.dialect.name, published), [row])
