"""Who may sign as the second person, as the pages ask the guard itself."""

from application.language import N_, _
from domain.people.permission import WHO_MAY, Act
from domain.people.state import Role
from web.words import ROLES

SIGNED = (
    (Act.RECEIVE_BOX, N_("Terima blangko dari pemasok")),
    (Act.SETTLE, N_("Pastikan hasil cetak yang tidak pasti")),
    (Act.REPRINT, N_("Izinkan cetak ulang kartu")),
    (Act.ABSENT, N_("Catat kartu atau lembar yang tidak ditemukan")),
    (Act.JUMP, N_("Dahulukan satu dokumen")),
    (Act.BREAK_LEASE, N_("Putuskan sewa stasiun")),
    (Act.REVOKE_STATION, N_("Cabut stasiun")),
    (Act.TAKE_BACK_BOX, N_("Ambil kembali kotak dari printer yang tidak dipakai lagi")),
    (Act.CLOSE_DISCREPANCY, N_("Tutup selisih")),
    (Act.ERASE, N_("Hapus data pribadi")),
    (Act.BREAK_GLASS, N_("Wewenang darurat")),
)
"""Acts that one person never does alone."""


def who_may() -> list[dict[str, str]]:
    return [{"what": _(what), "who": _named(WHO_MAY[act])} for act, what in SIGNED]


def _named(roles: frozenset[Role]) -> str:
    """Where nearly everybody may, who may not is named."""
    others = [role for role in Role if role not in roles]
    if len(others) < len(roles):
        return _("semua, kecuali {roles}").format(roles=_listed(others))
    return _listed([role for role in Role if role in roles])


def _listed(roles: list[Role]) -> str:
    return ", ".join(_(ROLES[role]) for role in roles)
