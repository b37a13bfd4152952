"""What one save stored: its events in order, and the claims it took and released."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from domain.refusal import Reason, Refused
from tests.support.office import Office

OWN_KINDS = frozenset({"subject", "receipt", "printer_box"})
"""Claims of the store itself, of which the flows do not speak."""


@dataclass
class Saved:
    """Filled when the block ends. `claims`: `+kind`, `-kind`, sorted, one per claim."""

    topics: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)


@contextmanager
def saving(office: Office) -> Iterator[Saved]:
    """Everything stored within the block."""
    saved, at, before = Saved(), office.position(), claims(office)
    yield saved
    saved.topics = office.topics(at)
    after = claims(office)
    saved.claims = sorted([f"+{kind}" for kind, _, _ in after - before])
    saved.claims += sorted([f"-{kind}" for kind, _, _ in before - after])


def claims(office: Office) -> set[tuple[str, str, str]]:
    """Kind, key and owner of every claim that the flows name."""
    with office.centre.registry.claiming.datastore.transaction(commit=False) as c:
        c.execute("SELECT kind, key, owner FROM claims")
        rows = {(row[0], row[1], row[2]) for row in c.fetchall()}
    return {row for row in rows if row[0] not in OWN_KINDS}


def refused(office: Office, act: Callable[[], object]) -> Reason:
    """Why the act is refused; it has stored nothing."""
    with saving(office) as saved, pytest.raises(Refused) as caught:
        act()

    assert ([], []) == (saved.topics, saved.claims)
    return caught.value.reason
