"""`/permohonan`: a replacement from the counter to the queue, and the old card at hand-over."""

from domain.refusal import Reason
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG


def test_a_lost_card_is_applied_for_and_waits_for_approval(pages: Pages) -> None:
    staff = pages.office.staff
    recording = pages.office.recording()
    pages.office.capture(recording)
    form = {"office": CURUG, "cause": "lost", "nik": recording.nik}
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
    form = {"office": CURUG, "cause": "damaged", "nik": recording.nik}
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
