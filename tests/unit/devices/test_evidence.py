"""What counters and position suggest after an attempt whose outcome was not heard."""

import pytest

from printers.drivers.card import proposal_of
from printers.status import CardPosition, Counters, Proposal

BEFORE = Counters(inserted=1041, panels=2080)
NONE, INSIDE, UNKNOWN = CardPosition.NONE, CardPosition.INSIDE, CardPosition.UNKNOWN


@pytest.mark.parametrize(
    ("inserted", "panels", "position", "proposal"),
    [
        (0, 0, NONE, Proposal.UNTOUCHED),
        (0, 0, INSIDE, None),
        (0, 0, UNKNOWN, None),
        (1, 2, NONE, Proposal.GOOD),
        (1, 2, INSIDE, Proposal.GOOD),
        (1, 2, UNKNOWN, None),
        (1, 0, INSIDE, Proposal.SPOILED),
        (1, 1, INSIDE, Proposal.SPOILED),
        (1, 1, UNKNOWN, None),
        (1, 0, NONE, None),  # cleared by hand: the evidence is gone
        (1, 1, NONE, None),
        (1, 3, NONE, None),
        (2, 4, NONE, None),
        (0, 1, NONE, None),
        (-1, 0, NONE, None),  # another printer, or another head
        (1, -1, INSIDE, None),
    ],
)
def test_only_equal_counters_and_an_empty_path_prove_that_nothing_was_taken(
    inserted: int, panels: int, position: CardPosition, proposal: Proposal | None
) -> None:
    after = Counters(inserted=BEFORE.inserted + inserted, panels=BEFORE.panels + panels)

    assert proposal is proposal_of(BEFORE, after, position, sides=2)
