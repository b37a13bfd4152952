"""A centre put back from its backup holds less than it did: the station tells it again."""

import json
from pathlib import Path

from application.station_link.forms import EntryForm, ReceiptForm
from tests.support.workbench import PIN, STAFF, Bench, MemoryCentre, bench, lease, operator


class KeepingCentre(MemoryCentre):
    """Keeps entries in order up to the first gap, as the real one does."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: list[str] = []

    def journal(self, entries: list[EntryForm]) -> ReceiptForm:
        for entry in entries:
            if json.loads(entry["text"])["station_seq"] == len(self.kept) + 1:
                self.kept.append(entry["text"])
        return {"covered": len(self.kept), "position": 99}


def texts(at: Bench) -> list[str]:
    return [row["text"] for row in at.store.all("SELECT text FROM entries ORDER BY seq")]


def test_what_the_backup_did_not_have_is_told_again_with_the_next_entry(tmp_path: Path) -> None:
    with bench(tmp_path) as at:
        centre = KeepingCentre()
        at.centre = at.station._link = centre
        centre.wanted |= {"operators": [operator("2026-12-31")], "leases": [lease("1")]}
        at.hear()
        at.desk.open_shift(STAFF, PIN)
        at.turn()
        at.station._post_once()
        before = list(centre.kept)
        del centre.kept[1:]
        centre.wanted |= {"leases": [lease("2")]}
        at.hear()
        at.turn()
        at.station._post_once()

        assert 3 == len(before)
        assert len(centre.kept) > len(before)
        assert texts(at) == centre.kept
        assert at.journal.covered() == at.journal.last_seq()
        assert not at.journal.is_behind()


def test_a_centre_that_takes_nothing_is_not_asked_for_ever(tmp_path: Path) -> None:
    """One post, and then the usual interval."""
    with bench(tmp_path) as at:
        centre = KeepingCentre()
        at.centre = at.station._link = centre
        centre.wanted |= {"operators": [operator("2026-12-31")]}
        at.hear()
        at.desk.open_shift(STAFF, PIN)
        posts: list[int] = []

        def takes_none(entries: list[EntryForm]) -> ReceiptForm:
            posts.append(len(entries))
            return {"covered": 0, "position": 99}

        centre.journal = takes_none  # type: ignore[method-assign]
        at.station._post_once()

        assert [1] == posts
