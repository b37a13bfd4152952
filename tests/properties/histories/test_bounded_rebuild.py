"""A rebuild keeps few rows in memory; what has left it is found again."""

from random import Random

import pytest
from sqlalchemy import Column, Connection, Integer, MetaData, String, Table, create_engine, select

from application.registry.reader import LogReader
from projections import rebuild
from projections.folding import Rows
from projections.left import Left
from projections.rebuild import Rebuilder
from projections.views import VIEWS
from tests.properties.histories.test_views import random_day
from tests.support.office import Office

KEYS = 60
things = Table(
    "things",
    MetaData(),
    Column("name", String(10), primary_key=True),
    Column("count", Integer, nullable=False, default=0),
)
Expected = dict[str, int]


@pytest.mark.parametrize("seed", [5, 6])
def test_a_rebuild_that_forgets_its_rows_after_each_page_equals_live(
    office: Office, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    print(f"seed {seed}")
    random_day(office, seed)
    office.installation.runner.run_once()
    loaded: list[str] = []
    load, paged = Rows._load, LogReader.page

    def counted(rows: Rows, known: object, key: tuple[object, ...]) -> object:
        row = load(rows, known, key)
        loaded.extend([rows.table.name] if row is not None else [])
        return row

    monkeypatch.setattr(Rows, "_load", counted)
    monkeypatch.setattr(rebuild, "BOUND", 1)
    monkeypatch.setattr(LogReader, "page", lambda reader, after: paged(reader, after, 5))
    rebuilder = Rebuilder(office.installation.views, office.installation.log, office.centre.keys)
    compared = [rebuilder.run(view, swap=False) for view in VIEWS]

    assert all(one.equal for one in compared)
    assert loaded, "no row ever left memory"


@pytest.mark.parametrize("seed", range(8))
def test_bounded_rows_say_what_a_dict_says(seed: int) -> None:
    print(f"seed {seed}")
    draw = Random(seed)
    engine = create_engine("sqlite://")
    things.metadata.create_all(engine)
    expected: Expected = {}
    with engine.begin() as connection:
        rows = Rows(things, connection, bound=draw.choice((1, 50, 200)))
        for _ in range(60):
            _page(draw, rows, expected)
            rows.flush(connection)
            held = len(rows._known) + len(rows._older)
            assert held <= 2 * (rows._room + KEYS)
        assert _stored(connection) == expected


def _page(draw: Random, rows: Rows, expected: Expected) -> None:
    names = [f"t{draw.randrange(KEYS)}" for _ in range(10)]
    if draw.random() < 0.5:
        rows.preload(names)
    for name in names:
        row = rows.edit(name)
        assert expected.get(name) == (None if row is None else row["count"])
        if row is None or draw.random() < 0.2:
            rows.put(name=name)
            expected[name] = 0
        else:
            row["count"] += 1
            expected[name] += 1


def _stored(connection: Connection) -> Expected:
    return {row["name"]: row["count"] for row in connection.execute(select(things)).mappings()}


def test_a_key_that_left_is_never_denied_and_another_hardly_ever_believed() -> None:
    left = Left()
    left.update(f"gone{n}" for n in range(50_000))

    assert all(f"gone{n}" in left for n in range(50_000))
    assert sum(f"here{n}" in left for n in range(10_000)) < 100
