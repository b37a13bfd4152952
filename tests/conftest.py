"""Fixtures that every tier may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Kab. Tangerang with Curug, real stores in a fresh folder."""
    made = Office(tmp_path / "terbit")
    yield made
    made.close()
