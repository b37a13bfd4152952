"""A filled sample of each document; the people in them are invented and plainly so."""

from datetime import date

from application.rendering.faces import Issue
from application.rendering.sheets.render import render_sheet
from domain.documents.households import MEMBER
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, KIA, MOVING

Texts = dict[str, str | None]

ISSUE = Issue(
    province="Contoh", regency="Kabupaten Contoh", place="Contohan", day=date(2026, 11, 26)
)
CODE = "CTK-261126-SLTEM-F"

_ADDRESS: Texts = {
    "address": "JL CONTOH RAYA NO 12 BLOK C3",
    "rt": "003",
    "rw": "007",
    "village": "CONTOHAN",
    "district": "PERAGAAN",
}
_REGION: Texts = {"regency": "KABUPATEN CONTOH", "province": "CONTOH", "postal_code": "99123"}
_TO: Texts = {
    "to_address": "JL MODEL BARU NO 4",
    "to_rt": "011",
    "to_rw": "002",
    "to_village": "MODELAN",
    "to_district": "TELADAN UTARA",
    "to_regency": "KOTA TELADAN",
    "to_province": "PERAGA TIMUR",
    "to_postal_code": "98456",
}
_CHILD: Texts = {
    "nik": "9903126011260007",
    "name": "DEWI PERAGA CONTOH",
    "birth_place": "CONTOHAN",
    "birth_date": "2026-11-20",
    "sex": "P",
}
_PARENTS: Texts = {"father": "BUDI CONTOH TELADAN", "mother": "SITI MODEL PERAGA"}
NOTES = (
    "Nama DEWI CONTOH diganti menjadi DEWI PERAGA CONTOH berdasarkan Penetapan Pengadilan Negeri"
    " Contoh Nomor 12/Pdt.P/2026/PN Cth tanggal 3 September 2026.\n"
    "Pengesahan anak dicatat pada tanggal 14 Oktober 2026."
)

_MEMBER_TEXTS = (
    ("BUDI CONTOH TELADAN", "9903120403840001", "L", "KEPALA KELUARGA", "WIRASWASTA"),
    ("SITI MODEL PERAGA", "9903125207860002", "P", "ISTRI", "GURU"),
    ("DEWI PERAGA CONTOH", "9903126011260007", "P", "ANAK", "BELUM/TIDAK BEKERJA"),
)


def member(number: int, at: int) -> Texts:
    """A row of a family card; children are many and alike."""
    name, nik, sex, relation, work = _MEMBER_TEXTS[min(at, 2)]
    adult = at < 2
    row = {
        "name": name if at < 3 else f"ANAK CONTOH NOMOR {chr(65 + at)}",
        "nik": f"{nik[:12]}{int(nik[12:]) + max(at - 2, 0):04d}",
        "sex": sex,
        "birth_place": "CONTOHAN",
        "birth_date": f"{1984 + 2 * at if adult else 2010 + at}-07-{12 + at % 10}",
        "religion": "ISLAM",
        "education": "DIPLOMA IV/STRATA I" if adult else "TIDAK/BELUM SEKOLAH",
        "occupation": work,
        "blood_type": "O",
        "marital_status": "KAWIN TERCATAT" if adult else "BELUM KAWIN",
        "marriage_date": "2012-03-21" if adult else None,
        "relation": relation,
        "nationality": "WNI",
        "passport": f"X{1000000 + at}" if adult else None,
        "stay_permit": f"IM2Z{at}AA{at}" if at == 1 else None,
        "father": "KAKEK PERAGA" if adult else "BUDI CONTOH TELADAN",
        "mother": "NENEK MODEL" if adult else "SITI MODEL PERAGA",
    }
    assert set(row) == set(MEMBER)
    return {f"member.{number}.{column}": text for column, text in row.items()}


def household(people: int) -> Texts:
    found: Texts = {
        "family_card_number": "9903122105120004",
        "head_name": "BUDI CONTOH TELADAN",
        **_ADDRESS,
        **_REGION,
    }
    for at in range(people):
        found |= member(at + 1, at)
    return found


def movers(people: int) -> Texts:
    found: Texts = {}
    for at in range(people):
        name, nik, _, relation, _ = _MEMBER_TEXTS[min(at, 2)]
        found |= {
            f"mover.{at + 1}.nik": f"{nik[:12]}{int(nik[12:]) + max(at - 2, 0):04d}",
            f"mover.{at + 1}.name": name if at < 3 else f"ANAK CONTOH NOMOR {chr(65 + at)}",
            f"mover.{at + 1}.relation": relation,
        }
    return found


FILLED: dict[str, Texts] = {
    BIRTH: {
        "deed_number": "9903-LU-25112026-0007",
        "deed_date": "2026-11-25",
        **_CHILD,
        "child_order": "2",
        **_PARENTS,
        "nationality": "INDONESIA",
        "marginal_notes": NOTES,
    },
    DEATH: {
        "deed_number": "9903-KM-26112026-0003",
        "deed_date": "2026-11-26",
        "nik": "9903120108410001",
        "name": "KAKEK PERAGA TELADAN",
        "birth_place": "CONTOHAN LAMA",
        "birth_date": "1941-08-01",
        "sex": "L",
        "child_order": "11",
        "father": "BUYUT CONTOH",
        "mother": "BUYUT MODEL",
        "nationality": "INDONESIA",
        "death_place": "RUMAH SAKIT CONTOH",
        "death_date": "2026-11-19",
        "marginal_notes": None,
    },
    FAMILY_CARD: household(4),
    MOVING: {
        "letter_number": "SKPWNI/9903/26112026/0101",
        "family_card_number": "9903122105120004",
        "head_name": "BUDI CONTOH TELADAN",
        "nik": "9903125207860002",
        "name": "SITI MODEL PERAGA",
        **_ADDRESS,
        **_REGION,
        **_TO,
        "move_class": "ANTAR PROVINSI",
        "move_reason": "PEKERJAAN",
        "move_kind": "KEPALA KELUARGA DAN SELURUH ANGGOTA KELUARGA",
        "staying_card": "TIDAK ADA ANGGOTA YANG TINGGAL",
        "moving_card": "MEMBUAT KK BARU",
        **movers(4),
    },
}

CHILD_CARD: Texts = {
    **_CHILD,
    "birth_date": "2022-11-20",
    "blood_type": "AB",
    "family_card_number": "9903122105120004",
    "head_name": "BUDI CONTOH TELADAN",
    "birth_deed_number": "9903-LU-26112022-0007",
    "religion": "ISLAM",
    "nationality": "WNI",
    **_ADDRESS,
    "photo": "a1b2",
}
KINDS_FILLED = {**FILLED, KIA: CHILD_CARD}


def sheet(kind: str, **changes: str | None) -> bytes:
    return render_sheet(kind, FILLED[kind] | changes, ISSUE, code=CODE)
