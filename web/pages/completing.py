"""`/antrean/lengkapi`: a returned or wrong application corrected and completed again."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Request, Response
from pydantic import Field

from application import completing
from domain.documents.kinds import MARRIAGE_PROOF
from domain.documents.state import Document, Stage
from domain.event import StreamId
from domain.people.permission import Act
from web.acting import Command, carry_out
from web.answering import done
from web.pages.fields import Day, Plain
from web.problems import Problem
from web.signed_in import Me, Posted, TheHouse

router = APIRouter(prefix="/antrean")
Short = Annotated[Plain, Field(default="", max_length=60)]
Number = Annotated[str, Field(default="", pattern=r"^[0-9]{0,3}$")]

FIELDS = (
    ("name", "Nama"),
    ("birth_place", "Tempat lahir"),
    ("birth_date", "Tanggal lahir"),
    ("sex", "Jenis kelamin"),
    ("blood_type", "Gol. darah"),
    ("address", "Alamat"),
    ("rt", "RT"),
    ("rw", "RW"),
    ("village", "Kel/Desa"),
    ("district", "Kecamatan"),
    ("religion", "Agama"),
    ("marital_status", "Status perkawinan"),
    ("occupation", "Pekerjaan"),
    (MARRIAGE_PROOF, "Nomor buku nikah atau akta perkawinan, bila kawin sebelum 17"),
)
"""What a clerk can correct, with the labels of the card. The NIK is never changed here."""


class Printed(Command):
    """What every form of a card has and may leave empty."""

    birth_place: Short
    blood_type: Short
    address: Plain = Field(default="", max_length=120)
    rt: Number
    rw: Number
    village: Short
    district: Short
    religion: Short
    marital_status: Short
    occupation: Short
    marriage_proof: Short


class Corrected(Printed):
    """The fields as they shall be printed; married before 17 needs the certificate's number."""

    document: str = Field(pattern=r"^[0-9a-f]{32}$")
    name: Plain = Field(min_length=1, max_length=60)
    birth_date: Day
    sex: Literal["L", "P"]


def form_of(found: Document, me: Me) -> list[dict[str, str]] | None:
    """The fields of the form with what is known; None when this person may not correct it."""
    open_for_it = found.stage in (Stage.INCOMPLETE, Stage.COMPLETE)
    if found.fields is None or not open_for_it or not me.may(Act.COMPLETE, found.office):
        return None
    known = found.fields
    return [
        {"name": name, "label": label, "value": known.get(name) or ""} for name, label in FIELDS
    ]


@router.post("/lengkapi")
def complete(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Corrected, Form()]
) -> Response:
    if form.birth_date.isoformat() > me.today:
        raise Problem("Tanggal lahir belum tiba.", "Periksa: birth_date.")
    document = StreamId(form.document)
    given = form.model_dump(include={name for name, _ in FIELDS}, mode="json")
    corrected = {name: str(value).strip().upper() or None for name, value in given.items()}
    answer = carry_out(
        house,
        lambda: completing.complete_again(
            house.centre, form.order(me, document), document, corrected
        ),
    )
    return done(request, f"/antrean/{document}", answer)
