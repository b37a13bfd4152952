"""`/permohonan`: a replacement from the counter to the queue, and the old card at hand-over."""

import re
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import update

from application import taking_in
from domain.documents.kinds import BIRTH, FAMILY_CARD, KIA, KINDS
from domain.event import StreamId
from domain.refusal import Reason
from projections.register import queries as register
from projections.register.tables import documents
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG
from tests.support.papers import FIELDS, PAPERS, application, approved, open_counted_box, photo


def test_a_lost_card_is_applied_for_and_waits_for_approval(pages: Pages) -> None:
    staff = pages.office.staff
    recording = pages.office.recording()
    pages.office.capture(recording)
    form = {"office": CURUG, "cause": "lost", "nik": recording.nik, "papers": ["family_card"]}
    refused = pages.refused(staff.enroller, "/permohonan", **form)
    made = pages.done(staff.enroller, "/permohonan", **form, letter="LK/1/2026")
    row = pages.get(staff.approver, "/antrean")["rows"][0]

    assert Reason.NO_POLICE_LETTER == refused
    assert made["document"] == row["document"]
    assert "pengganti hilang" in pages.html(staff.approver, f"/antrean/{row['document']}")


def test_the_counter_is_asked_for_the_old_card_first(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    recording = office.recording()
    office.capture(recording)
    form = {"office": CURUG, "cause": "damaged", "nik": recording.nik, "papers": ["family_card"]}
    document = pages.done(staff.enroller, "/permohonan", **form)["document"]
    box = office.open_box()
    office.journal.open_shift()
    job = office.approve(document)
    office.lease(job, box)
    office.journal.start(job, box, "74120001")
    office.journal.printed(job)
    address = f"/serah?dokumen={document}"
    before = pages.get(staff.counter, address)["found"]["old_card"]
    asked = pages.html(staff.counter, address)
    pages.done(staff.counter, "/serah/kartu-lama", document=document)
    after = pages.get(staff.counter, address)["found"]["old_card"]
    pages.done(staff.counter, "/serah", document=document, serial="74120001", entitlement="self")

    assert ("wanted", "here") == (before, after)
    assert "Kartu lama belum diterima" in asked
    assert "handed_over" == office.document(document).stage


def test_only_who_takes_applications_in_sees_the_form(pages: Pages) -> None:
    assert 403 == pages.browser(pages.office.staff.counter).get("/permohonan").status_code
    assert "Terima permohonan" in pages.html(pages.office.staff.enroller, "/permohonan")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_and_cause_has_a_form_with_its_papers_and_their_rule(
    pages: Pages, kind: str
) -> None:
    clerk = pages.office.staff.enroller
    for cause in KINDS[kind].counter_causes:
        shown = pages.html(clerk, f"/permohonan?jenis={kind}&sebab={cause}")

        assert 'enctype="multipart/form-data"' in shown
        assert "Perpres 96/2018, sejak 18 Okt 2018" in shown
        assert ('name="letter"' in shown) == (cause == "lost")


def typed(kind: str, **changes: Any) -> dict[str, Any]:
    known = {name: text for name, text in FIELDS[kind].items() if text}
    form = {"kind": kind, "cause": "first", "office": CURUG, "papers": list(PAPERS)}
    return {**form, **known, **changes}


@pytest.mark.parametrize("kind", FIELDS)
def test_an_application_of_each_kind_is_typed_approved_and_seen_as_printed(
    pages: Pages, kind: str
) -> None:
    staff = pages.office.staff
    nik = {"nik": pages.office.nik()} if kind == KIA else {}
    made = pages.done(staff.enroller, "/permohonan", **typed(kind, **nik))
    document = made["document"]
    shown = pages.get(staff.approver, f"/antrean/{document}")
    pages_of_it = [f"halaman-{number + 1}" for number in range(shown["pages"])]
    pictures = ["depan", "belakang"] if kind == KIA else pages_of_it
    answers = [
        pages.browser(staff.approver).get(f"/antrean/{document}/{name}.png") for name in pictures
    ]
    pages.done(staff.approver, "/antrean/setujui", pick=[f"{document}:{shown['digest']}"])

    assert pictures
    assert [200] * len(pictures) == [answer.status_code for answer in answers]
    assert all(Image.open(BytesIO(answer.content)).format == "PNG" for answer in answers)
    assert "approved" == pages.office.document(document).stage


def test_a_face_of_a_sheet_and_a_page_of_a_card_do_not_exist(pages: Pages) -> None:
    clerk = pages.office.staff.enroller
    sheet = pages.done(clerk, "/permohonan", **typed(BIRTH))["document"]
    card = pages.office.complete()
    browser = pages.browser(pages.office.staff.approver)

    for path in (f"{sheet}/depan.png", f"{card}/halaman-1.png", f"{sheet}/halaman-9.png"):
        assert 404 == browser.get(f"/antrean/{path}").status_code, path


def test_a_birth_is_typed_once_for_three_documents(pages: Pages) -> None:
    staff = pages.office.staff
    form: dict[str, Any] = {"service": "birth", "office": CURUG}
    for at, kind in enumerate((BIRTH, FAMILY_CARD, KIA)):
        known = FIELDS[kind] if kind != KIA else {}
        form |= {f"{at}-{name}": text for name, text in known.items() if text}
        form |= {f"{at}-wanted": "1", f"{at}-papers": list(PAPERS)}
    made = pages.done(staff.enroller, "/permohonan/paket", **form)
    child = pages.office.document(StreamId(made["documents"][2]["document"]))
    page = pages.html(staff.enroller, "/permohonan/paket?layanan=birth")

    assert "ANI CONTOH" == (child.fields or {})["name"]
    assert "Diambil dari dokumen di atas" in page
    assert 422 == pages.post(staff.enroller, "/permohonan/paket", service="birth").status_code


def test_a_photo_comes_with_the_form_and_is_bound_by_the_digest(pages: Pages) -> None:
    clerk = pages.office.staff.enroller
    form = typed(KIA, nik=pages.office.nik(), birth_date="2015-01-01", command_id="perintah-foto")
    without = pages.post(clerk, "/permohonan", **{**form, "command_id": "perintah-tanpa"})
    huge = b"x" * 2_000_001
    answers = [
        pages.browser(clerk).post(
            "/permohonan",
            data={**form, "command_id": f"perintah-{name}"},
            files={"photo": ("foto.png", content)},
            headers={"accept": "application/json"},
        )
        for name, content in (("besar", huge), ("rusak", b"not one"), ("baik", photo()))
    ]
    document = answers[-1].json()["document"]
    fields = pages.office.document(document).fields or {}

    assert "photo_missing" == without.json()["reason"]
    assert [413, 409, 200] == [answer.status_code for answer in answers]
    assert photo() == pages.office.centre.attachments.get(document, str(fields["photo"]))


def test_what_lacks_a_paper_is_told_with_the_rule_and_completed_at_the_counter(
    pages: Pages,
) -> None:
    staff = pages.office.staff
    made = pages.done(staff.enroller, "/permohonan", **typed(BIRTH, papers=["birth_letter"]))
    document = made["document"]
    shown = pages.html(staff.enroller, f"/antrean/{document}")
    rows = pages.get(staff.enroller, "/antrean?tab=dikembalikan")["rows"]
    form = {name: text for name, text in FIELDS[BIRTH].items() if text and name != "nik"}
    lacking = pages.refused(staff.enroller, "/antrean/lengkapi", document=document, **form)
    pages.done(
        staff.enroller,
        "/antrean/lengkapi",
        document=document,
        papers=["birth_letter", "sworn_couple", "family_card"],
        **form,
    )
    unticked = pages.refused(
        staff.enroller, "/antrean/lengkapi", document=document, papers=["family_card"], **form
    )

    assert ["marriage_book", "family_card"] == made["lacking"]
    assert "Berkas belum lengkap: Buku nikah atau akta perkawinan, Kartu keluarga." in shown
    assert "Kurang berkas" == rows[0]["state"]["word"]
    assert "papers_lacking" == lacking == unticked
    assert "complete" == pages.office.document(document).stage


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "ANI\u202eHTOTNOC"},
        {"name": "A" * 61},
        {"birth_date": "2026-11-26"},
        {"sex": "X"},
        {"nik": "123"},
        {"marginal_notes": "x" * 2_001},
        {"father": "B" * 121},
    ],
)
def test_what_no_deed_can_say_is_named_field_by_field(pages: Pages, wrong: dict[str, str]) -> None:
    at = pages.office.position()
    answer = pages.post(pages.office.staff.enroller, "/permohonan", **typed(BIRTH, **wrong))

    assert 422 == answer.status_code
    assert "Periksa:" in answer.text
    assert at == pages.office.position()


def test_a_child_card_is_handed_over_by_its_code_and_a_sheet_by_its_text(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    box = open_counted_box(office)
    office.journal.open_shift()
    sheet, sheet_job = approved(office, BIRTH)
    office.lease(sheet_job, None)
    office.journal.start(sheet_job, None, None, counters=None)
    office.journal.printed(sheet_job)
    card, job = approved(office, KIA)
    office.lease(job, box)
    office.journal.start(job, box, None)
    office.journal.printed(job)
    receipt = office.document(card).receipt
    asked = {
        row["document"]: row["asks_for"] for row in pages.get(staff.counter, "/serah")["waiting"]
    }
    found = pages.get(staff.counter, pages.found(staff.counter, "/serah", receipt))["found"]
    wrong = pages.refused(staff.counter, "/serah", document=card, serial="X", entitlement="self")
    pages.done(staff.counter, "/serah", document=card, serial=receipt, entitlement="self")
    pages.done(staff.counter, "/serah", document=sheet, entitlement="self")

    assert {card: "code", sheet: "nothing"} == asked
    assert card == found["document"]
    assert "code_differs" == wrong
    assert "handed_over" == office.document(sheet).stage == office.document(card).stage


def ticks_of(pages: Pages) -> list[str]:
    """What each row of the queue sends when it is ticked."""
    shown = pages.html(pages.office.staff.approver, "/antrean")
    return re.findall(r'name="pick" value="([^"]+)"', shown)


def test_documents_of_one_application_stand_by_each_other(pages: Pages) -> None:
    office = pages.office
    order = office.order(office.staff.enroller)
    parts = [application(BIRTH), application(FAMILY_CARD, "changed")]
    made = taking_in.take_in_bundle(office.centre, order, "birth", parts)["documents"]
    alone = office.complete()
    approver = office.staff.approver
    deed, card = (one["document"] for one in made)
    ticks = [{one[:32] for one in tick.split(" ")} for tick in ticks_of(pages)]
    listed = pages.get(approver, f"/antrean/{deed}")["bundle"]

    assert [{alone}, {deed, card}] == sorted(ticks, key=len)
    assert [(card, "Siap disetujui")] == [(one["document"], one["state"]["word"]) for one in listed]
    assert f'href="/antrean/{card}"' in pages.html(approver, f"/antrean/{deed}")
    assert [] == pages.get(approver, f"/antrean/{alone}")["bundle"]


def test_a_bundle_is_approved_and_taken_back_by_one_tick(pages: Pages) -> None:
    office = pages.office
    order = office.order(office.staff.enroller)
    parts = [application(BIRTH), application(FAMILY_CARD, "changed")]
    made = taking_in.take_in_bundle(office.centre, order, "birth", parts)["documents"]
    approver = office.staff.approver
    (tick,) = ticks_of(pages)
    answer = pages.done(approver, "/antrean/setujui", pick=[tick])
    stages = [office.document(one["document"]).stage for one in made]
    pages.done(approver, "/antrean/urungkan", pick=[one["document"] for one in made])

    assert 2 == len(answer["done"])
    assert ["approved", "approved"] == stages
    assert ["complete"] * 2 == [office.document(one["document"]).stage for one in made]


def test_what_is_wrong_with_one_of_a_bundle_does_not_stop_the_others(pages: Pages) -> None:
    office = pages.office
    order = office.order(office.staff.enroller)
    parts = [application(BIRTH), application(FAMILY_CARD, "changed")]
    made = taking_in.take_in_bundle(office.centre, order, "birth", parts)["documents"]
    approver = office.staff.approver
    (tick,) = ticks_of(pages)
    first, second = tick.split(" ")
    spoiled = f"{first[:33]}{'0' * 64}"
    answer = pages.done(approver, "/antrean/setujui", pick=[f"{spoiled} {second}"])

    assert (1, ["digest_differs"]) == (
        len(answer["done"]),
        [one["reason"] for one in answer["refused"]],
    )
    assert {"complete", "approved"} == {
        office.document(one["document"]).stage.value for one in made
    }


def test_the_same_number_of_two_applications_makes_no_bundle(pages: Pages) -> None:
    """An office numbers its own lists, and each list anew."""
    office = pages.office
    order = office.order(office.staff.enroller)
    parts = [application(BIRTH), application(FAMILY_CARD, "changed")]
    made = taking_in.take_in_bundle(office.centre, order, "birth", parts)["documents"]
    office.clock.advance(minutes=1)
    other = office.complete()
    pages.settle()
    with pages.house.views.begin() as connection:
        reference = (register.document(connection, made[0]["document"]) or {})["source_ref"]
        here = documents.c.document == other
        connection.execute(update(documents).where(here).values(source_ref=reference))
    ticks = [{one[:32] for one in tick.split(" ")} for tick in ticks_of(pages)]

    assert [{other}, {one["document"] for one in made}] == sorted(ticks, key=len)
