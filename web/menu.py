"""The menu: only what the posting allows, with what waits there; its words are said `|t`."""

from dataclasses import dataclass

from application.language import N_
from domain.people.permission import Act
from projections.queue_board import queries as queue
from projections.register import queries as register
from projections.stations import queries as stations
from web.house import House
from web.signed_in import Me


@dataclass(frozen=True, slots=True)
class Item:
    to: str
    icon: str
    word: str
    acts: tuple[Act, ...] = ()
    count: int = 0
    tone: str = ""


def menu(house: House, me: Me) -> list[tuple[str, list[Item]]]:
    """Groups of items with their titles; an item without acts is for everyone."""
    with house.views.connect() as connection:
        drawer = register.drawer_ages(connection, me.codes, ())
        ready = register.to_approve_count(connection, me.codes, me.today)
        jobs = queue.counts(connection, me.codes)
        mismatches = len(stations.open_discrepancies(connection, me.codes))
    (printed,) = drawer
    doubt = jobs.get("unknown", 0) + jobs.get("awaiting_reprint", 0)
    frozen = len(me.freezes)
    queued = (Act.APPROVE, Act.HOLD, Act.COMPLETE)
    explained = (Act.EXPLAIN, Act.CLOSE_DISCREPANCY)
    groups = [
        ("", [
            Item("/", "sun", N_("Hari ini")),
            Item("/permohonan", "id-card", N_("Permohonan"), (Act.TAKE_IN,)),
            Item("/impor", "file-up", N_("Impor daftar"), (Act.IMPORT,)),
            Item("/antrean", "list-checks", N_("Antrean cetak"), queued, ready),
            Item("/tak-pasti", "unknown", N_("Hasil tak pasti"), (Act.SETTLE,), doubt, "unknown"),
            Item("/serah", "hand-coins", N_("Penyerahan"), (Act.HAND_OVER,), printed),
        ]),
        (N_("Tempat kerja"), [
            Item("/stasiun", "printer", N_("Stasiun")),
            Item("/blangko", "boxes", N_("Blangko")),
            Item("/pita", "film", N_("Pita dan film")),
        ]),
        (N_("Pengawasan"), [
            Item("/kinerja", "activity", N_("Kinerja"), (Act.READ_FIGURES,)),
            Item("/capaian", "target", N_("Capaian"), (Act.READ_FIGURES,)),
            Item("/target", "file-up", N_("Target dan basis"), (Act.SET_TARGETS,)),
            Item("/riwayat", "history", N_("Riwayat"), (Act.READ_HISTORY,)),
            Item("/kebijakan", "scroll-text", N_("Kebijakan"), (Act.PUBLISH_POLICY,)),
            Item("/pembekuan", "snowflake", N_("Pembekuan"), (Act.FREEZE,), frozen, "warn"),
            Item("/gangguan", "unplug", N_("Gangguan"), (Act.RECORD_OUTAGE,)),
            Item("/penghapusan", "eraser", N_("Penghapusan"), (Act.ERASE,)),
            Item("/pengguna", "users", N_("Pengguna"), (Act.MAINTAIN,)),
            Item("/selisih", "scale", N_("Selisih"), explained, mismatches, "bad"),
        ]),
    ]  # fmt: skip
    return [(title, [item for item in items if _for(me, item)]) for title, items in groups]


def _for(me: Me, item: Item) -> bool:
    return not item.acts or any(me.may(act) for act in item.acts)
