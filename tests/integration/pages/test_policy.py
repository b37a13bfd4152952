"""`/kebijakan` and the queue jump: the order of the queue, by letter or by two people."""

from domain.refusal import Reason
from tests.integration.pages.conftest import PASSWORD, Pages
from web.pages.policy import CLASSES

OTHERS = [str(turn) for turn in range(4, len(CLASSES))]
FORM = {
    "effective_from": "2026-11-25",
    "letter": "470/7/2026",
    "turn": ["2", "0", "1", "3", *OTHERS],
    "undo_seconds": "10",
    "witnesses": "2",
}


def test_a_policy_is_published_and_shown_as_it_is_in_force(pages: Pages) -> None:
    head = pages.office.staff.head
    before = pages.get(head, "/kebijakan")
    pages.done(head, "/kebijakan", **FORM)
    after = pages.get(head, "/kebijakan")

    assert [*range(1, len(CLASSES) + 1)] == [one["turn"] for one in before["classes"]]
    assert [2, 0, 1, 3] == [one["turn"] for one in after["classes"]][:4]
    assert "Akta kelahiran pertama" in [one["word"] for one in after["classes"]]
    assert "berlaku sejak 25 Nov 2026" in pages.html(head, "/kebijakan")
    assert Reason.STARTS_IN_PAST == pages.refused(
        head, "/kebijakan", **{**FORM, "effective_from": "2026-11-01"}
    )
    assert 403 == pages.browser(pages.office.staff.approver).get("/kebijakan").status_code


def test_a_class_not_served_is_said_in_the_queue(pages: Pages) -> None:
    staff = pages.office.staff
    document = pages.office.complete()
    pages.done(
        staff.head,
        "/kebijakan",
        **{**FORM, "turn": ["0", "1", "2", "3", *OTHERS], "undo_seconds": 0},
    )
    pages.office.approve(document)
    row = pages.get(staff.approver, "/antrean?tab=stasiun")["rows"][0]

    assert "Belum giliran" == row["state"]["word"]


def test_a_head_and_another_put_a_document_first(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    first, second = office.complete(), office.complete()
    office.approve(first)
    office.approve(second)
    form = {"document": second, "reason": "sakit keras"}
    signed = {"second_login": pages.login_of(staff.approver), "second_password": PASSWORD}
    alone = {"second_login": pages.login_of(staff.head), "second_password": PASSWORD}
    refused = pages.refused(staff.head, "/antrean/dahulukan", **form, **alone)
    pages.done(staff.head, "/antrean/dahulukan", **form, **signed)
    rows = pages.get(staff.approver, "/antrean?tab=stasiun")["rows"]

    assert Reason.SAME_PERSON == refused
    assert [second, first] == [row["document"] for row in rows]
    assert "Didahulukan oleh dua orang" in pages.html(staff.head, f"/antrean/{second}")
