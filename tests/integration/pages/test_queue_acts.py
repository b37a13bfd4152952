"""What the forms of the queue do beyond one row: many at once, a key too early, words of acts."""

import re

from domain.event import Person
from domain.people.state import Role
from tests.integration.pages.conftest import PASSWORD, Pages
from tests.support.office import CURUG, KELAPA_DUA
from web.pages import print_queue


def test_more_approvals_than_one_form_may_pick_are_taken_back_at_once(pages: Pages) -> None:
    """Several rounds within one window."""
    office, approver = pages.office, pages.office.staff.approver
    document = office.complete()
    pages.done(approver, "/antrean/setujui", pick=[pages.picked(document)])
    others = [f"{number:032x}" for number in range(print_queue.MOST_PICKED)]

    told = pages.done(approver, "/antrean/urungkan", pick=[*others, document])
    too_many = pages.post(approver, "/antrean/tahan", pick=[*others, document], reason="x")

    assert "complete" == office.document(document).stage
    assert {"not_found"} == {one["reason"] for one in told["refused"]}
    assert 422 == too_many.status_code


def test_enter_in_the_reason_of_a_return_approves_nothing(pages: Pages) -> None:
    """A browser presses the first button of a form: it does nothing."""
    pages.office.complete()
    html = pages.html(pages.office.staff.approver, "/antrean")
    form = html[html.index('<form id="queue"') :]

    assert "<button hidden disabled>" == re.search(r"<button[^>]*>", form)[0]  # type: ignore[index]


def test_a_return_and_a_hold_are_said_in_words(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    back, held = office.complete(), office.complete()
    office.approve(held)
    pages.done(approver, "/antrean/kembalikan", pick=[back], reason="alamat salah")
    pages.done(approver, "/antrean/tahan", pick=[held], reason="Foto diperiksa")

    shown = {}
    for tab in ("dikembalikan", "tertahan"):
        (row,) = pages.get(approver, f"/antrean?tab={tab}")["rows"]
        shown[row["state"]["word"]] = row["state"]["detail"]

    there = "alasannya di halaman dokumen"
    assert {"Dikembalikan": there, "Ditahan": there} == shown


def test_a_release_that_is_sent_twice_is_done_once(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    document = office.complete()
    office.approve(document)
    for code in ("foto", "alamat"):
        form = {"pick": [document], "code": code, "reason": "Diperiksa"}
        pages.done(approver, "/antrean/tahan", **form)
    form = {"command_id": "sekali-saja", "pick": [document]}
    pages.done(approver, "/antrean/lepas", **form)
    at = office.position()

    again = pages.done(approver, "/antrean/lepas", **form)

    assert ([], at) == (again["refused"], office.position())
    assert [] == pages.get(approver, "/antrean?tab=tertahan")["rows"]


def test_the_second_person_is_posted_where_the_job_is(pages: Pages) -> None:
    """A head of the dinas and an approver of the point: both may there."""
    office = pages.office
    local = office.hire("Umar Contoh", Role.APPROVER, CURUG)
    other = office.hire("Vina Contoh", Role.APPROVER, KELAPA_DUA)
    document = office.complete()
    office.approve(document)

    def form(second: Person) -> dict[str, str]:
        signed = {"second_login": pages.login_of(second), "second_password": PASSWORD}
        return {"document": document, "reason": "Berangkat besok", **signed}

    elsewhere = pages.refused(office.staff.head, "/antrean/dahulukan", **form(other))
    pages.done(office.staff.head, "/antrean/dahulukan", **form(local))

    assert "second" == elsewhere
    assert "Didahulukan oleh dua orang" in pages.html(office.staff.head, f"/antrean/{document}")
