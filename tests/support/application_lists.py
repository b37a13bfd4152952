"""Lists of applications taken in by somebody of the office, from a file as at the console."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from application.enrolling import Into
from application.importing.report import Report
from application.importing.taking import Kind, read_first, take
from domain.event import Person
from tests.support.office import CURUG, Office
from tests.unit.importing.application_lists import table
from tests.unit.importing.lists import written

PLACE = {"Alamat": "JL CONTOH 1", "RT": "001", "RW": "002", "Kel/Desa": "CONTOHAN"}
DEED = "3603-LU-12112026-0017"
CHILD = "3603175011269001"
FAMILY_CARD_NUMBER = "3603171211260001"


def take_in(office: Office, path: Path, who: Person | None = None, place: str = CURUG) -> Report:
    """Raises FileRefused, Refused."""
    report, order = Report(), office.order(who or office.staff.enroller)
    listed = read_first(office.centre, Kind.APPLICATIONS, path, place)
    for _ in take(office.centre, order, listed, Into(office=place, source=path.name), report):
        pass
    return report


def take_in_rows(office: Office, folder: Path, *rows: Mapping[str, str], **how: Any) -> Report:
    return take_in(office, written(folder, table(*rows)), **how)


def birth(number: str = "P-1", **changes: str) -> list[dict[str, str]]:
    """A birth with all its papers: the deed, the family card, and the child's card."""
    deed = {
        "Jenis": "Akta kelahiran",
        "Berkas": "Surat keterangan lahir, Buku nikah, Kartu keluarga",
        "NIK": CHILD,
        "Nama": "ANI CONTOH",
        "Tempat lahir": "TANGERANG",
        "Tanggal lahir": "10-11-2026",
        "Jenis kelamin": "P",
        "Nomor akta": DEED,
        "Nama ibu": "SITI UMPAMA",
    }
    card = {
        "Jenis": "KK",
        "Sebab": "perubahan data",
        "Berkas": "Kartu keluarga lama, Bukti perubahan data",
        "Nomor KK": FAMILY_CARD_NUMBER,
        "Nama kepala keluarga": "BUDI CONTOH",
        "Nama anggota 1": "BUDI CONTOH",
        **PLACE,
    }
    child = {
        "Jenis": "KIA",
        "NIK": "",
        "Berkas": "Akta kelahiran, Kartu keluarga, KTP-el orang tua",
    }
    start = {"No. Permohonan": number, "Layanan": "Kelahiran"}
    return [{**start, **row, **changes} for row in (deed, card, child)]
