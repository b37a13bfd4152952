"""How indicators and kinds of figures are called, on pages, in lists and in the report."""

from domain.figures.state import FigureKind

INDICATORS = {
    "ktp_recorded": "Perekaman KTP-el",
    "ktp_held": "Kepemilikan KTP-el",
    "birth_deeds": "Akta kelahiran 0-18 tahun",
    "kia_held": "Kepemilikan KIA",
    "death_deeds": "Akta kematian",
    "burial_books": "Buku pokok pemakaman",
    "ikd_active": "IKD aktif",
    "data_access": "OPD dengan akses data",
    "innovations": "Inovasi pelayanan",
}
WHO = {
    "ktp_recorded": ("penduduk direkam", "wajib KTP"),
    "ktp_held": ("pemegang KTP-el", "wajib KTP"),
    "birth_deeds": ("anak berakta", "anak 0-18 tahun"),
    "kia_held": ("anak ber-KIA", "anak 0 sampai sebelum 17 tahun"),
    "death_deeds": ("akta terbit", "kematian dilaporkan"),
    "burial_books": ("tempat pemakaman berbuku", "tempat pemakaman"),
    "ikd_active": ("IKD aktif", "penduduk direkam KTP-el"),
    "data_access": ("OPD", ""),
    "innovations": ("inovasi", ""),
}
"""What is counted, and out of what."""

KINDS = {
    FigureKind.BASE: "basis",
    FigureKind.TARGET: "target",
    FigureKind.COUNT: "angka",
}
