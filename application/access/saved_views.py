"""Filters of a list that somebody wants again: a name and an address, per account."""

from sqlalchemy import Column, Engine, MetaData, String, Table, delete, select

from application.database import upsert

MOST = 12

metadata = MetaData()
saved_views = Table(
    "saved_views",
    metadata,
    Column("staff", String(32), primary_key=True),
    Column("name", String(40), primary_key=True),
    Column("address", String(200), nullable=False),
)


class SavedViews:
    """Addresses hold filters only: never a number or a name that was searched for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        metadata.create_all(engine)

    def of(self, staff: str) -> list[dict[str, str]]:
        query = select(saved_views).where(saved_views.c.staff == staff)
        with self._engine.connect() as connection:
            rows = connection.execute(query.order_by(saved_views.c.name)).all()
        return [{"name": row.name, "address": row.address} for row in rows]

    def keep(self, staff: str, name: str, address: str) -> bool:
        """The same name again replaces; False when there are too many."""
        names = {row["name"] for row in self.of(staff)}
        if name not in names and len(names) >= MOST:
            return False
        row = {"staff": staff, "name": name, "address": address}
        with self._engine.begin() as connection:
            connection.execute(upsert(self._engine.dialect.name, saved_views), [row])
        return True

    def forget(self, staff: str, name: str) -> None:
        which = (saved_views.c.staff == staff) & (saved_views.c.name == name)
        with self._engine.begin() as connection:
            connection.execute(delete(saved_views).where(which))
