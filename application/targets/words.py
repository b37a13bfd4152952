"""How indicators and kinds of figures are called, on pages, in lists and in the report."""

from application.language import N_
from domain.figures.state import FigureKind

INDICATORS = {
    "ktp_recorded": N_("Perekaman KTP-el"),
    "ktp_held": N_("Kepemilikan KTP-el"),
    "birth_deeds": N_("Akta kelahiran 0-18 tahun"),
    "kia_held": N_("Kepemilikan KIA"),
    "death_deeds": N_("Akta kematian"),
    "burial_books": N_("Buku pokok pemakaman"),
    "ikd_active": N_("IKD aktif"),
    "data_access": N_("OPD dengan akses data"),
    "innovations": N_("Inovasi pelayanan"),
}
WHO = {
    "ktp_recorded": (N_("penduduk direkam"), N_("wajib KTP")),
    "ktp_held": (N_("pemegang KTP-el"), N_("wajib KTP")),
    "birth_deeds": (N_("anak berakta"), N_("anak 0-18 tahun")),
    "kia_held": (N_("anak ber-KIA"), N_("anak 0 sampai sebelum 17 tahun")),
    "death_deeds": (N_("akta terbit"), N_("kematian dilaporkan")),
    "burial_books": (N_("tempat pemakaman berbuku"), N_("tempat pemakaman")),
    "ikd_active": (N_("IKD aktif"), N_("penduduk direkam KTP-el")),
    "data_access": (N_("OPD"), ""),
    "innovations": (N_("inovasi"), ""),
}
"""What is counted, and out of what."""

KINDS = {
    FigureKind.BASE: N_("basis"),
    FigureKind.TARGET: N_("target"),
    FigureKind.COUNT: N_("angka"),
}
