"""What an operator may say of blanks in a box: numbers that are some, and as many as counted."""

from collections.abc import Sequence

from application.language import _
from application.station_link.desk import Refusal
from workers.station import stacks
from workers.station.daemon import Station
from workers.station.looking import blank_number


class Blanks:
    """Checks before anything is written: the journal is for ever. Each raises Refusal."""

    def __init__(self, station: Station) -> None:
        self._station = station

    def scanned(self, box: str, serials: Sequence[str]) -> list[str]:
        """Each once, in order; as many as the last blind count of this box."""
        if not stacks.is_numbered(self._station.store, box):
            raise Refusal(_("Blangko di kotak ini tidak bernomor: hitung ulang oleh orang lain."))
        found = sorted({blank_number(text) for text in serials if text.strip()})
        counted = stacks.counted(self._station.store, box)
        if counted is None:
            raise Refusal(_("Hitung buta kotak ini dahulu, lalu pindai isinya."))
        if len(found) != counted:
            told = _("Dipindai {n}, dihitung {counted}. Pindai semua, atau hitung sekali lagi.")
            raise Refusal(told.format(n=len(found), counted=counted))
        return found

    def one(self, box: str, serial: str | None) -> str | None:
        """The number of one blank; none in a box whose blanks have none."""
        if not stacks.is_numbered(self._station.store, box):
            return None
        return blank_number(serial or "")

    def nothing_is_open(self, box: str) -> None:
        """A card in the printer may be of this box: it is looked at first."""
        row = self._station.store.one(
            "SELECT 1 FROM attempts WHERE box=? AND state IN ('open','unknown')", box
        )
        if row is not None:
            raise Refusal(_("Di printer ini masih ada kartu. Tunggu atau lihat kartunya dahulu."))
