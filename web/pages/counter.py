"""`/serah`: the card in hand, the person in front of the desk."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Query, Request, Response
from pydantic import BaseModel, Field

from application import approving, handing_over, moving_cards, settling, taking_in
from application.language import _
from domain.documents.state import Document
from domain.event import StreamId
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from domain.values.serials import display, tidy
from web.acting import Command, TwoPeople, carry_out, second_person
from web.answering import done, page
from web.field_reasons import FILL
from web.pages import counter_rows
from web.pages.searching import Sealed, opened
from web.pickup_codes import the_code_fits
from web.problems import about
from web.signed_in import Me, Posted, TheHouse
from web.words import SPOIL_CAUSES

router = APIRouter(prefix="/serah")
StreamText = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]


class Asked(BaseModel):
    """A row chosen from the list, or what was scanned or typed."""

    dokumen: str = Field(default="", max_length=32)
    cari: Sealed = ""
    umur: int = Field(default=0, ge=0, le=3_650)
    sesudah: str = Field(default="", pattern=r"^([0-9TZ:.-]{1,32}~[0-9a-f]{32})?$")


PROOFS = {"self": (), "family": ("name", "relation"), "proxy": ("name", "letter", "code")}
"""What is asked of whom; of a proxy the letter or the code."""


class HandOver(Command):
    """The fields of `PROOFS`; those of another than who came are not shown, nor read.

    `serial`: what was scanned: the blank's number, a KIA's code, of paper nothing.
    """

    document: StreamText
    serial: str = Field(default="", max_length=40)
    entitlement: Literal["self", "family", "proxy"]
    name: str = Field(default="", max_length=120)
    relation: str = Field(default="", max_length=60)
    letter: str = Field(default="", max_length=80)
    code: str = Field(default="", max_length=20)

    def collector(self) -> dict[str, str]:
        named = {name: str(getattr(self, name)).strip() for name in PROOFS[self.entitlement]}
        return {name: text for name, text in named.items() if text}

    def unproved(self) -> dict[str, str]:
        """Why, of each field that is not filled in."""
        either = _("Isi nomor surat kuasa atau kode ambil.")
        why = {"letter": either, "code": either}
        missing = {*PROOFS[self.entitlement]} - {*self.collector()}
        if len(missing & {*why}) == 1:
            missing -= {*why}
        return {name: why.get(name, _(FILL)) for name in missing}


class Uncollected(Command):
    document: StreamText
    cause: Literal["died", "moved", "uncollected"]


class OfDocument(Command):
    document: StreamText


class Unfit(Command):
    document: StreamText
    serial: str = Field(default="", max_length=40)
    cause: Literal["print_failed", "encode_failed", "damaged", "data_changed", "defective"]
    reason: str = Field(default="", max_length=500)


class Gone(TwoPeople):
    document: StreamText


class OldCard(Command):
    """Without a serial: nobody can read it any more."""

    document: StreamText
    serial: str = Field(default="", max_length=40)


class Withdrawal(Command):
    document: StreamText
    serial: str = Field(default="", max_length=40)


@router.get("")
def show(
    request: Request, house: TheHouse, me: Posted, wanted: Annotated[Asked, Query()]
) -> Response:
    text = opened(house, me, wanted.cari)
    with house.views.connect() as connection:
        rows, following = counter_rows.waiting(house, connection, me, wanted.umur, wanted.sesudah)
        hits = counter_rows.found(connection, me, wanted.dokumen, text)
        row = hits[0] if len(hits) == 1 else None
        data = {
            "q": text,
            "days": wanted.umur,
            "ages": counter_rows.ages(house, connection, me),
            "found": counter_rows.detail(house, connection, me, row) if row else None,
            "hits": [] if row else [counter_rows.hit(house, me, one) for one in hits],
            "most_hits": counter_rows.MOST_HITS,
            "waiting": rows,
            "next": following,
            "after": wanted.sesudah,
            "elsewhere": [one for one in me.all_offices if one["code"] not in own(me)],
            "causes": SPOIL_CAUSES,
            "leaving": counter_rows.LEAVING,
        }
    return page(request, "counter.html", me, data)


def own(me: Me) -> tuple[str, ...]:
    """The one place of a posting at a point; of the dinas, which has many, none is left out."""
    return tuple(me.codes) if len(me.codes) == 1 else ()


@router.post("")
def hand_over(
    request: Request, house: TheHouse, me: Posted, form: Annotated[HandOver, Form()]
) -> Response:
    collector = form.collector()
    if "code" in collector:
        the_code_fits(house, StreamId(form.document), collector["code"])
    document, serial = StreamId(form.document), tidy(form.serial) or None
    who, order = form.entitlement, form.order(me)
    try:
        answer = carry_out(
            house,
            lambda: handing_over.hand_over(house.centre, order, document, serial, who, collector),
        )
    except Refused as refused:
        if refused.reason is Reason.NOT_ENTITLED:
            raise about(refused, form.unproved(), me.zone) from refused
        raise
    card = answer.get("serial")
    given = _("Kartu {serial} diserahkan.").format(serial=display(card)) if card else ""
    back = f"/serah?dokumen={document}"
    return done(request, "/serah", answer, given or _("Dokumen diserahkan."), back)


@router.post("/kartu-lama")
def receive_old_card(
    request: Request, house: TheHouse, me: Posted, form: Annotated[OldCard, Form()]
) -> Response:
    """Flow 3.3: before the new card is handed over."""
    document, serial = StreamId(form.document), tidy(form.serial) or None
    answer = carry_out(
        house,
        lambda: taking_in.receive_old_card(house.centre, form.order(me), document, serial),
    )
    return done(request, f"/serah?dokumen={document}", answer, _("Kartu lama diterima."))


@router.post("/gagal")
def fail_inspection(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Unfit, Form()]
) -> Response:
    answer = carry_out(
        house,
        lambda: settling.fail_inspection(
            house.centre,
            form.order(me),
            StreamId(form.document),
            tidy(form.serial) or None,
            form.cause,
            form.reason,
        ),
    )
    return done(request, "/serah", answer)


@router.post("/hilang")
def absent(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Gone, Form()]
) -> Response:
    """A printed card that is not to be found: two people, and it is never printed again."""
    document = StreamId(form.document)
    place = counter_rows.place_of(house, document)
    second = second_person(request, house, me, form, Act.ABSENT, place)
    order = form.order(me, second=second)
    answer = carry_out(house, lambda: settling.printed_card_absent(house.centre, order, document))
    return done(request, "/serah", answer)


@router.post("/tarik")
def withdraw(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Withdrawal, Form()]
) -> Response:
    """A card printed before its cancel was known, card in hand."""
    answer = carry_out(
        house,
        lambda: settling.withdraw(
            house.centre, form.order(me), StreamId(form.document), tidy(form.serial) or None
        ),
    )
    return done(request, "/serah", answer)


@router.post("/datang")
def call(
    request: Request, house: TheHouse, me: Posted, form: Annotated[OfDocument, Form()]
) -> Response:
    """The applicant is here: what is printed on arrival may be printed."""
    found = house.centre.registry.load(StreamId(form.document)).state
    if not isinstance(found, Document) or found.print_job is None:
        raise Refused(Reason.NOT_FOUND)
    job = StreamId(found.print_job)
    answer = carry_out(house, lambda: approving.call(house.centre, form.order(me), job))
    return done(request, f"/serah?dokumen={form.document}", answer)


@router.post("/tidak-diambil")
def withdraw_uncollected(
    request: Request, house: TheHouse, me: Posted, form: Annotated[Uncollected, Form()]
) -> Response:
    answer = carry_out(
        house,
        lambda: moving_cards.withdraw_uncollected(
            house.centre, form.order(me), StreamId(form.document), form.cause
        ),
    )
    return done(request, "/serah", answer)
