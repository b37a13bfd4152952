"""Invented people: two files per place, as an office would get them, with three bad rows."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

GIVEN_L = ("BUDI", "JOKO", "AGUS", "RUDI", "HADI", "BAYU", "DANI", "EKO", "TONO", "WAWAN")
GIVEN_P = ("SITI", "ANI", "DEWI", "LINA", "WATI", "PUTRI", "NIA", "SARI", "RINA", "MAYA")
FAMILY = ("CONTOH", "TELADAN", "UMPAMA", "MISAL", "ANDAI", "PERAGA", "MODEL", "PERCOBAAN")
RELIGIONS = ("ISLAM", "ISLAM", "ISLAM", "KRISTEN", "KATHOLIK", "HINDU", "BUDHA")
WORK = ("PELAJAR/MAHASISWA", "KARYAWAN SWASTA", "WIRASWASTA", "BELUM/TIDAK BEKERJA")
HEADINGS = (
    "NIK",
    "Nama Lengkap",
    "Tempat Lahir",
    "Tanggal Lahir",
    "Jenis Kelamin",
    "Gol Darah",
    "Alamat",
    "RT",
    "RW",
    "Kel/Desa",
    "Kecamatan",
    "Agama",
    "Status Kawin",
    "Pekerjaan",
    "Tanggal Rekam",
)
READY_SHARE = 0.9
YOUNG_SHARE = 0.08


@dataclass(frozen=True, kw_only=True, slots=True)
class Files:
    """Recordings and central statuses of one place."""

    office: str
    recordings: Path
    statuses: Path


def write_files(folder: Path, office: str, district: str, count: int, today: date) -> Files:
    """`count` rows, the last of them bad in a way that differs by place."""
    draw = Random(f"terbit {office}")  # noqa: S311 - invented people, the same in every demo
    rows = [_person(draw, office, district, number, today) for number in range(count)]
    _spoil(rows[-1], office)
    recordings = folder / f"rekaman-{office}.csv"
    statuses = folder / f"status-{office}.csv"
    with recordings.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        writer.writerows(row.values() for row in rows)
    with statuses.open("w", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(("NIK", "Status", "Tanggal", "Sumber"))
        for row in rows[:-1]:
            ready = draw.random() < READY_SHARE
            status = "PRINT_READY_RECORD" if ready else "SENT_FOR_ENROLLMENT"
            writer.writerow((row["NIK"], status, f"{today:%d-%m-%Y} 07:40", "SIAK TERPUSAT"))
    return Files(office=office, recordings=recordings, statuses=statuses)


def _person(draw: Random, office: str, district: str, number: int, today: date) -> dict[str, str]:
    woman = draw.random() < 0.5
    young = draw.random() < YOUNG_SHARE
    age = timedelta(days=365 * 17 - draw.randint(1, 300) if young else 365 * draw.randint(18, 60))
    born = today - age
    day = born.day + 40 if woman else born.day
    region = office if len(office) == 6 else f"{office}01"
    name = f"{draw.choice(GIVEN_P if woman else GIVEN_L)} {draw.choice(FAMILY)}"
    married = "BELUM KAWIN" if young or draw.random() < 0.4 else "KAWIN"
    return {
        "NIK": f"{region}{day:02d}{born:%m%y}{9000 + number:04d}",
        "Nama Lengkap": name,
        "Tempat Lahir": "TANGERANG",
        "Tanggal Lahir": f"{born:%d-%m-%Y}",
        "Jenis Kelamin": "P" if woman else "L",
        "Gol Darah": draw.choice(("A", "B", "AB", "O", "-")),
        "Alamat": f"JL CONTOH RAYA NO {draw.randint(1, 99)}",
        "RT": f"{draw.randint(1, 12):03d}",
        "RW": f"{draw.randint(1, 9):03d}",
        "Kel/Desa": "CONTOHAN",
        "Kecamatan": district.upper(),
        "Agama": draw.choice(RELIGIONS),
        "Status Kawin": married,
        "Pekerjaan": WORK[0] if young else draw.choice(WORK),
        "Tanggal Rekam": f"{today - timedelta(days=draw.randint(2, 40)):%d-%m-%Y}",
    }


def _spoil(row: dict[str, str], office: str) -> None:
    """A NIK that Excel has rounded, a day that is none, a sex that nobody knows."""
    match sum(office.encode()) % 3:
        case 0:
            row["NIK"] = "3,60317E+15"
        case 1:
            row["Tanggal Lahir"] = "31-02-2001"
        case _:
            row["Jenis Kelamin"] = "X"
