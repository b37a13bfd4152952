"""What an operator may say of blanks in a box: numbers of this box, and as many as counted."""

from collections.abc import Sequence

from application.language import _
from application.station_link.desk import Refusal
from workers.station import stacks
from workers.station.daemon import Station
from workers.station.looking import blank_number


class Blanks:
    """Checks before anything is written: the journal is for ever. Each raises Refusal."""

    def __init__(self, station: Station) -> None:
        self._store = station.store

    def scanned(self, box: str, serials: Sequence[str]) -> list[str]:
        """Each once, in order; as many as the last blind count of this box."""
        if not stacks.is_numbered(self._store, box):
            raise Refusal(_("Blangko di kotak ini tidak bernomor: hitung ulang oleh orang lain."))
        found = sorted({blank_number(text) for text in serials if text.strip()})
        counted = stacks.counted(self._store, box)
        if counted is None:
            raise Refusal(_("Hitung buta kotak ini dahulu, lalu pindai isinya."))
        if len(found) != counted:
            told = _("Dipindai {n}, dihitung {counted}. Pindai semua, atau hitung sekali lagi.")
            raise Refusal(told.format(n=len(found), counted=counted))
        for serial in found:
            self._lies_in(box, serial, stacks.HERE, stacks.MISSING)
        return found

    def found(self, box: str, serial: str | None) -> str | None:
        """The number of one that is missing; none in a box whose blanks have none."""
        if not stacks.is_numbered(self._store, box):
            return None
        number = blank_number(serial or "")
        if stacks.place(self._store, box, number) != stacks.MISSING:
            told = _("{serial} tidak tercatat hilang dari kotak ini. Pindai sekali lagi.")
            raise Refusal(told.format(serial=number))
        return number

    def spoiled(self, box: str, serial: str | None) -> str | None:
        """The number of one in the box; none in a box whose blanks have none."""
        if not stacks.is_numbered(self._store, box):
            return None
        number = blank_number(serial or "")
        self._lies_in(box, number, stacks.HERE)
        return number

    def _lies_in(self, box: str, serial: str, *places: int) -> None:
        if stacks.place(self._store, box, serial) not in places:
            told = _(
                "{serial} bukan blangko kotak ini, atau sudah dipakai. "
                "Keluarkan dari kotak, lalu hitung dan pindai lagi."
            )
            raise Refusal(told.format(serial=serial))

    def nothing_is_in_hand(self) -> None:
        """No printer is about to take the blank on top: it was told which before this act."""
        if self._store.one("SELECT 1 FROM leases WHERE state='taken'") is not None:
            raise Refusal(_card_inside())

    def nothing_is_open(self, box: str) -> None:
        """A card in the printer may be of this box: it is looked at first."""
        row = self._store.one(
            "SELECT 1 FROM attempts WHERE box=? AND state IN ('open','unknown')", box
        )
        if row is not None:
            raise Refusal(_card_inside())


def _card_inside() -> str:
    return _("Di printer ini masih ada kartu. Tunggu atau lihat kartunya dahulu.")
