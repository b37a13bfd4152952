"""Applications for documents on paper and for child cards, one call per act."""

from io import BytesIO
from typing import Any

from PIL import Image

from application import stocking, taking_in
from application.deciding import Answer
from application.taking_in import Application
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, KIA, MOVING
from domain.event import StreamId
from tests.support.office import CURUG, Office

DEED = "3603-LU-12112026-0017"
FIELDS: dict[str, dict[str, str | None]] = {
    BIRTH: {
        "deed_number": DEED,
        "deed_date": "2026-11-12",
        "nik": "3603171011269001",
        "name": "ANI CONTOH",
        "birth_place": "TANGERANG",
        "birth_date": "2026-11-10",
        "sex": "P",
        "child_order": "2",
        "father": "BUDI CONTOH",
        "mother": "SITI UMPAMA",
        "nationality": "WNI",
    },
    DEATH: {
        "deed_number": "3603-KM-12112026-0003",
        "nik": "3603170101509001",
        "name": "UDIN MISAL",
        "birth_place": "TANGERANG",
        "birth_date": "1950-01-01",
        "sex": "L",
        "death_place": "TANGERANG",
        "death_date": "2026-11-11",
    },
    FAMILY_CARD: {
        "family_card_number": "3603171211260001",
        "head_name": "BUDI CONTOH",
        "address": "JL CONTOH 1",
        "rt": "001",
        "rw": "002",
        "village": "CONTOHAN",
        "district": "CURUG",
        "regency": "KABUPATEN TANGERANG",
        "province": "BANTEN",
        "member.1.name": "BUDI CONTOH",
        "member.1.nik": "3603170403889001",
        "member.1.sex": "L",
        "member.1.relation": "KEPALA KELUARGA",
        "member.2.name": "SITI UMPAMA",
        "member.2.nik": "3603174403899002",
        "member.2.sex": "P",
        "member.2.relation": "ISTRI",
    },
    MOVING: {
        "letter_number": "SKPWNI/3603/12112026/0007",
        "family_card_number": "3603171211260001",
        "head_name": "BUDI CONTOH",
        "nik": "3603170403889001",
        "name": "BUDI CONTOH",
        "address": "JL CONTOH 1",
        "to_address": "JL MISAL 2",
        "to_regency": "KOTA SERANG",
        "mover.1.nik": "3603170403889001",
        "mover.1.name": "BUDI CONTOH",
        "mover.1.relation": "KEPALA KELUARGA",
    },
    KIA: {
        "name": "ANI CONTOH",
        "birth_place": "TANGERANG",
        "birth_date": "2024-11-10",
        "sex": "P",
        "birth_deed_number": DEED,
        "head_name": "BUDI CONTOH",
    },
}
PAPERS = (
    "birth_letter",
    "marriage_book",
    "family_card",
    "death_letter",
    "birth_deed",
    "parents_card",
    "old_family_card",
    "proof_of_change",
    "moving_letter",
    "damaged_sheet",
    "identity_card",
)


def photo() -> bytes:
    """A grey picture."""
    out = BytesIO()
    Image.new("L", (200, 300), 128).save(out, "PNG")
    return out.getvalue()


def application(kind: str, cause: str = "first", **changes: Any) -> Application:
    fields = {**FIELDS.get(kind, {}), **changes.pop("fields", {})}
    values: dict[str, Any] = {"office": CURUG, "nik": None, "papers": PAPERS, **changes}
    return Application(kind=kind, cause=cause, fields=fields, **values)


def take_in(office: Office, kind: str, cause: str = "first", **changes: Any) -> Answer:
    if kind == KIA and "nik" not in changes:
        changes["nik"] = office.nik()
    order = office.order(office.staff.enroller)
    return taking_in.take_in(office.centre, order, application(kind, cause, **changes))


def approved(office: Office, kind: str, **changes: Any) -> tuple[StreamId, StreamId]:
    """Document and print job."""
    document = StreamId(take_in(office, kind, **changes)["document"])
    return document, office.approve(document)


def open_counted_box(office: Office, count: int = 10) -> StreamId:
    """Blanks for KIA without numbers, received at the point and opened at its printer."""
    order = office.order(office.staff.store, office.staff.store_second)
    made = stocking.receive(
        office.centre,
        order,
        office=CURUG,
        kind="kia",
        batch="KIA-1",
        version="",
        funder="APBD",
        letter="471/9/DKC",
        stated=count,
        serials=[],
        counted=count,
    )
    box = StreamId(made["box"])
    who = office.order(office.staff.store_curug)
    stocking.open_at_printer(office.centre, who, box, office.station, "Kartu 1")
    return box
