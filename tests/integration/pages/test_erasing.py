"""`/penghapusan`: two people and a letter, and no NIK stays on any page."""

from application import handing_over
from domain.refusal import Reason
from tests.integration.pages.conftest import PASSWORD, Pages


def test_two_people_erase_and_pages_show_no_name_any_more(pages: Pages) -> None:
    office, staff = pages.office, pages.office.staff
    document, serial = office.printed_card(name="ANI UMPAMA")
    order = office.order(staff.counter)
    handing_over.hand_over(office.centre, order, document, serial, "self", {})
    nik = str(office.document(document).nik)
    form = {"nik": nik, "ground": "UU 27/2022", "letter": "471/9"}
    signed = {"second_login": pages.login_of(staff.head), "second_password": PASSWORD}
    without = pages.refused(office.admin, "/penghapusan", **{**form, "letter": ""}, **signed)
    done = pages.done(office.admin, "/penghapusan", **form, **signed)
    html = pages.html(staff.head, f"/antrean/{document}")

    assert Reason.NO_LETTER == without
    assert 3 == done["streams"]
    assert "ANI UMPAMA" not in html
    assert nik not in html
    assert "Data pribadi dihapus selamanya" in html


def test_only_who_may_erase_sees_the_page(pages: Pages) -> None:
    assert 403 == pages.browser(pages.office.staff.approver).get("/penghapusan").status_code
    assert "Hapus selamanya" in pages.html(pages.office.admin, "/penghapusan")
