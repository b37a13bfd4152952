"""A station with a box open and its shift begun: where most rows begin."""

import pytest

from tests.support.office import Office


@pytest.fixture
def ready(office: Office) -> Office:
    """A box is open at the printer and the shift too."""
    office.box = office.open_box()
    office.journal.open_shift()
    return office
