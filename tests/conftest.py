"""Fixtures that every tier may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.memory_desk import MemoryDesk
from tests.support.office import Office


@pytest.fixture
def desk() -> MemoryDesk:
    """Of a station with a jam, before anybody did anything."""
    return MemoryDesk()


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Kab. Tangerang with Curug, real stores in a fresh folder."""
    made = Office(tmp_path / "terbit")
    yield made
    made.close()
