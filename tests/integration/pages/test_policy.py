"""`/kebijakan` and the queue jump: the order of the queue, by letter or by two people."""

from typing import Any

import pytest

from domain.refusal import Reason
from tests.integration.pages.conftest import PASSWORD, Pages
from web.pages.policy import CLASSES

OTHERS = [*range(4, len(CLASSES))]
FORM: dict[str, Any] = {
    "effective_from": "2026-11-25",
    "letter": "470/7/2026",
    "turns": [2, 0, 1, 3, *OTHERS],
    "served": [0, 2, 3, *OTHERS],
    "undo_seconds": "10",
    "witnesses": "2",
}


def test_a_policy_is_published_and_shown_as_it_is_in_force(pages: Pages) -> None:
    head = pages.office.staff.head
    before = pages.get(head, "/kebijakan")
    pages.done(head, "/kebijakan", **FORM)
    after = pages.get(head, "/kebijakan")

    assert [*range(1, len(CLASSES) + 1)] == [one["turn"] for one in before["classes"]]
    assert [2, 0, 3] == [one["number"] for one in after["classes"]][:3]
    assert (1, 0) == (after["classes"][-1]["number"], after["classes"][-1]["turn"])
    assert "Akta kelahiran pertama" in [one["word"] for one in after["classes"]]
    assert "berlaku sejak 25 Nov 2026" in pages.html(head, "/kebijakan")
    assert Reason.STARTS_IN_PAST == pages.refused(
        head, "/kebijakan", **{**FORM, "effective_from": "2026-11-01"}
    )
    assert 403 == pages.browser(pages.office.staff.approver).get("/kebijakan").status_code


def test_a_class_moves_by_one_and_nothing_holds_before_it_is_published(pages: Pages) -> None:
    head = pages.office.staff.head
    at = pages.office.position()
    asked = {**FORM, "letter": "", "arrival": [2]}
    up = pages.done(head, "/kebijakan/urutan", **asked, move="1.up")
    top = pages.done(head, "/kebijakan/urutan", **asked, move="2.up")
    end = pages.done(head, "/kebijakan/urutan", **asked, move=f"{OTHERS[-1]}.down")
    shown = pages.post(head, "/kebijakan/urutan", {}, **asked, move="0.up")

    assert [2, 1, 0, 3, *OTHERS] == [one["number"] for one in up["classes"]]
    assert [2, 0, 1, 3, *OTHERS] == [one["number"] for one in top["classes"]]
    assert [2, 0, 1, 3, *OTHERS] == [one["number"] for one in end["classes"]]
    assert ["1.up", "2.up"] == [up["cursor"], top["cursor"]]
    assert [(True, 1), (False, 0)] == [(one["arrival"], one["turn"]) for one in up["classes"]][:2]
    assert FORM["effective_from"] == up["form"]["effective_from"]
    assert "false" == shown.headers["hx-push-url"]
    assert "Belum berlaku sampai diterbitkan." in shown.text
    assert 'value="0.up" formaction="/kebijakan/urutan" formnovalidate autofocus' in shown.text
    assert at == pages.office.position()


@pytest.mark.parametrize("turns", [[], [0, 0, *range(2, len(CLASSES))], [*range(1, 25)]])
def test_each_class_has_one_place(pages: Pages, turns: list[int]) -> None:
    head = pages.office.staff.head

    assert "form" == pages.refused(head, "/kebijakan", **{**FORM, "turns": turns})
    assert "form" == pages.refused(
        head, "/kebijakan/urutan", **{**FORM, "turns": turns, "move": "0.up"}
    )


def test_a_class_that_is_none_is_not_moved(pages: Pages) -> None:
    head = pages.office.staff.head

    assert "form" == pages.refused(head, "/kebijakan/urutan", **FORM, move="99.up")


def test_a_class_not_served_is_said_in_the_queue(pages: Pages) -> None:
    staff = pages.office.staff
    document = pages.office.complete()
    pages.done(
        staff.head,
        "/kebijakan",
        **{**FORM, "served": [1, 2, 3, *OTHERS], "undo_seconds": 0},
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
