"""Invented applications at the counter: births with all their papers, deaths, moves."""

from collections.abc import Iterator
from datetime import date, timedelta

from terbit.demo.clerk import Clerk
from terbit.demo.people import FAMILY, GIVEN_L, GIVEN_P
from terbit.demo.world import DINAS

BIRTHS, DEATHS, MOVES = 10, 6, 6
"""Ten deeds, ten family cards and ten child cards; six certificates, six letters."""
PAPERS = (
    "birth_letter",
    "marriage_book",
    "family_card",
    "old_family_card",
    "proof_of_change",
    "birth_deed",
    "parents_card",
    "death_letter",
)
Form = dict[str, str | list[str]]


def take_in(clerk: Clerk, today: date) -> int:
    """How many documents were applied for."""
    documents = 0
    for form in births(today):
        documents += len(clerk.act("/permohonan/paket", **form)["documents"])
    for form in (*deaths(today), *moves(today)):
        clerk.act("/permohonan", **form)
        documents += 1
    return documents


def births(today: date) -> Iterator[Form]:
    """A deed, the family card with the child in it, and the child's card."""
    for number in range(1, BIRTHS + 1):
        born = today - timedelta(days=3 + number)
        given, family = GIVEN_P[number % len(GIVEN_P)], FAMILY[number % len(FAMILY)]
        father, mother = f"{GIVEN_L[number % len(GIVEN_L)]} {family}", f"{GIVEN_P[-number]} MISAL"
        child = f"{given} {family}"
        nik = _nik(born, number, woman=True)
        deed: Form = {
            "deed_number": f"{DINAS}-LU-{born:%d%m%Y}-{number:04d}",
            "deed_date": today.isoformat(),
            "nik": nik,
            "name": child,
            "birth_place": "TANGERANG",
            "birth_date": born.isoformat(),
            "sex": "P",
            "child_order": str(1 + number % 4),
            "father": father,
            "mother": mother,
            "nationality": "WNI",
        }
        members = [
            (father, _nik(date(1988, 3, number), number), "L", "KEPALA KELUARGA"),
            (mother, _nik(date(1990, 5, number), number, woman=True), "P", "ISTRI"),
            (child, nik, "P", "ANAK"),
        ]
        card: Form = {**_house(number, father), "regency": "KABUPATEN TANGERANG"}
        for at, (name, own, sex, relation) in enumerate(members, 1):
            row = {"name": name, "nik": own, "sex": sex, "relation": relation}
            card |= {f"member.{at}.{column}": text for column, text in row.items()}
        parts: tuple[Form, ...] = (deed, card, {"blood_type": "O", "religion": "ISLAM"})
        form: Form = {"service": "birth", "office": DINAS}
        for at, part in enumerate(parts):
            form |= {f"{at}-{name}": text for name, text in part.items()}
            form |= {f"{at}-wanted": "1", f"{at}-papers": list(PAPERS)}
        yield form


def deaths(today: date) -> Iterator[Form]:
    for number in range(1, DEATHS + 1):
        day = today - timedelta(days=number)
        yield {
            "kind": "death_certificate",
            "cause": "first",
            "office": DINAS,
            "papers": list(PAPERS),
            "deed_number": f"{DINAS}-KM-{day:%d%m%Y}-{number:04d}",
            "nik": _nik(date(1948, 2, number), number),
            "name": f"{GIVEN_L[-number]} PERAGA",
            "birth_place": "TANGERANG",
            "birth_date": date(1948, 2, number).isoformat(),
            "sex": "L",
            "death_place": "TANGERANG",
            "death_date": day.isoformat(),
            "nationality": "WNI",
        }


def moves(today: date) -> Iterator[Form]:
    for number in range(1, MOVES + 1):
        name = f"{GIVEN_L[number]} ANDAI"
        nik = _nik(date(1979, 7, number), number)
        yield {
            "kind": "moving_letter",
            "cause": "first",
            "office": DINAS,
            "papers": list(PAPERS),
            **_house(50 + number, name),
            "letter_number": f"SKPWNI/{DINAS}/{today:%d%m%Y}/{number:04d}",
            "nik": nik,
            "name": name,
            "to_address": f"JL MISAL NO {number}",
            "to_regency": "KOTA SERANG",
            "to_province": "BANTEN",
            "move_class": "ANTAR KABUPATEN/KOTA",
            "move_reason": "PEKERJAAN",
            "move_kind": "KEPALA KELUARGA",
            "mover.1.nik": nik,
            "mover.1.name": name,
            "mover.1.relation": "KEPALA KELUARGA",
        }


def _house(number: int, head: str) -> Form:
    return {
        "family_card_number": f"{DINAS}01121126{number:04d}",
        "head_name": head,
        "address": f"JL CONTOH RAYA NO {number}",
        "rt": "001",
        "rw": "002",
        "village": "CONTOHAN",
        "district": "TIGARAKSA",
    }


def _nik(born: date, number: int, *, woman: bool = False) -> str:
    """Its serial is far above what is really given out."""
    return f"{DINAS}01{born.day + (40 if woman else 0):02d}{born:%m%y}{9500 + number:04d}"
