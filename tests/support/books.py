"""What must hold of books and boxes after whatever people and stations did."""

from collections import Counter

from hypothesis.stateful import RuleBasedStateMachine, invariant

from domain.event import StreamId
from domain.printing.state import PrintJob
from domain.stock.places import HOLDINGS, SOURCES
from domain.stock.state import Box

DINAS, POINT = "3603", "360317"


class Books(RuleBasedStateMachine):
    """`books`: blanks by office and place, folded from the events alone."""

    states: dict[StreamId, object]
    books: Counter[tuple[str, str]]
    serials: dict[str, StreamId]
    jobs: list[StreamId]

    @invariant()
    def the_identity_holds_in_every_office(self) -> None:
        if not hasattr(self, "books"):
            return
        for office in (DINAS, POINT):
            came = sum(self.books[office, place] for place in SOURCES)

            assert came == sum(self.books[office, place] for place in HOLDINGS)

    @invariant()
    def no_place_is_negative(self) -> None:
        assert all(number >= 0 for number in getattr(self, "books", {}).values())

    @invariant()
    def the_boxes_agree_with_the_books(self) -> None:
        """Each serial in exactly one place of one office, as the fold without state says."""
        if not hasattr(self, "books"):
            return
        places: Counter[tuple[str, str]] = Counter()
        for serial, box in self.serials.items():
            state = self.states[box]
            assert isinstance(state, Box)
            spot = state.spot(serial)
            places[spot.office, spot.place] += 1
        holdings = {key: n for key, n in self.books.items() if key[1] in HOLDINGS and n}
        borders = {key: n for key, n in holdings.items() if key[1] == "transferred_out"}

        assert dict(places) == {key: n for key, n in holdings.items() if key not in borders}

    @invariant()
    def at_most_one_lease_is_live(self) -> None:
        for job in getattr(self, "jobs", []):
            state = self.states[job]
            assert isinstance(state, PrintJob)

            assert len([lease for lease in state.leases if lease.live]) <= 1
