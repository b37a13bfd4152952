"""A refused form: the reason beside each field, in links above, and nothing typed is lost."""

from typing import Any

import pytest

from domain.documents.kinds import BIRTH, FAMILY_CARD, KIA
from tests.integration.pages.conftest import Pages
from tests.integration.pages.marks import cells, marked, sent
from tests.support.office import CURUG
from tests.support.papers import FIELDS, PAPERS

BUNDLE = "/permohonan/paket?layanan=birth"


def bundle(**changes: Any) -> dict[str, Any]:
    form: dict[str, Any] = {"service": "birth", "office": CURUG}
    for at, kind in enumerate((BIRTH, FAMILY_CARD, KIA)):
        known = FIELDS[kind] if kind != KIA else {}
        form |= {f"{at}-{name}": text for name, text in known.items() if text}
        form |= {f"{at}-wanted": "1", f"{at}-papers": list(PAPERS)}
    return form | changes


def test_what_is_wrong_in_any_document_of_a_bundle_is_marked_where_it_stands(pages: Pages) -> None:
    wrong = {"0-nik": "123", "1-rt": "abcd"}
    answer = sent(pages, pages.office.staff.enroller, BUNDLE, "/permohonan/paket", bundle(**wrong))
    found = cells(answer)

    assert (422, "false") == (answer.status_code, answer.headers["hx-push-url"])
    assert ["f-0-nik", "f-1-rt"] == marked(answer)
    assert 'aria-describedby="f-0-nik-why" autofocus' in found["f-0-nik"]
    assert 'id="f-0-nik-why"' in found["f-0-nik"]
    assert "Enam belas angka." in found["f-0-nik"]
    assert "autofocus" not in found["f-1-rt"]
    assert '<a href="#f-0-nik">NIK</a>, <a href="#f-1-rt">RT</a>.' in answer.text
    assert "f-2-birth_deed_number" in found
    assert "<html" not in answer.text


def test_what_lacks_is_marked_in_the_document_that_it_lacks_in(pages: Pages) -> None:
    clerk = pages.office.staff.enroller
    first = sent(pages, clerk, BUNDLE, "/permohonan/paket", bundle(**{"0-name": ""}))
    second = sent(pages, clerk, BUNDLE, "/permohonan/paket", bundle(**{"1-address": ""}))
    deed = sent(pages, clerk, BUNDLE, "/permohonan/paket", bundle(**{"0-deed_number": "AL. 7"}))

    assert (["f-0-name"], ["f-1-address"]) == (marked(first), marked(second))
    assert "Data belum lengkap." in first.text
    assert ["f-0-deed_number"] == marked(deed)
    assert "Salin nomor pada baris akta" in deed.text


def test_a_program_is_told_which_fields_a_bundle_lacks(pages: Pages) -> None:
    clerk = pages.office.staff.enroller
    told = pages.post(clerk, "/permohonan/paket", **bundle(**{"1-address": ""})).json()

    assert "address" in told["fields"]


@pytest.mark.parametrize("page", ["/kabar", "/kinerja/laporan.pdf", "/tidak-ada", "/api/v1/jobs"])
def test_a_form_that_came_from_no_page_is_refused_all_the_same(pages: Pages, page: str) -> None:
    """News never end: they are not waited for."""
    answer = sent(pages, pages.office.staff.store, page, "/blangko/terima", {"stated": ""})

    assert (422, []) == (answer.status_code, marked(answer))
    assert "Periksa: " in answer.text


def test_what_no_mark_can_be_put_to_is_named_above(pages: Pages) -> None:
    form = {"stated": "", "counted": "abc", "batch": "1", "kind": "k" * 21}
    answer = sent(pages, pages.office.staff.store, "/blangko", "/blangko/terima", form)

    assert {"f-stated", "f-counted"} <= {*marked(answer)}
    assert "Periksa: kind." in answer.text


def test_a_refusal_of_one_document_marks_its_field_and_an_earlier_mark_goes(pages: Pages) -> None:
    clerk = pages.office.staff.enroller
    page = "/permohonan?jenis=birth_certificate&sebab=lost"
    form = {"kind": BIRTH, "cause": "lost", "office": CURUG, **FIELDS[BIRTH]}
    letter = sent(pages, clerk, page, "/permohonan", form)
    home = sent(pages, clerk, page, "/permohonan", {**form, "letter": "1", "nik": "1"})

    assert (["f-letter"], ["f-nik"]) == (marked(letter), marked(home))
    assert "aria-invalid" not in cells(home)["f-letter"]


def test_only_the_form_that_was_sent_is_marked(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    page = f"/antrean/{document}"
    form = {"document": document, "rt": "x"}
    clerk = office.staff.enroller
    own = sent(pages, clerk, page, "/antrean/lengkapi", form, "form#form-correct")
    other = sent(pages, clerk, page, "/antrean/lengkapi", form)

    assert ["f-rtcorrect"] == marked(own)
    assert [] == marked(other)
    assert "Periksa: RT." in other.text


def test_a_form_whose_fields_the_page_reads_by_itself_is_marked_too(pages: Pages) -> None:
    form = {"login": "x", "name": "", "nik": "12", "role": "counter", "office": CURUG}
    admin = pages.office.admin
    own = "new"
    answer = sent(pages, admin, "/pengguna", "/pengguna", form, f"form#form-{own}")
    found = cells(answer)

    assert [f"f-login{own}", f"f-name{own}", f"f-nik{own}"] == marked(answer)[:3]
    assert "Wajib diisi." in found[f"f-name{own}"]
    assert "Enam belas angka." in found[f"f-nik{own}"]
    assert "tanpa spasi." in found[f"f-login{own}"]


def test_a_second_person_who_does_not_sign_is_marked(pages: Pages) -> None:
    document, _serial = pages.office.printed_card()
    counter = pages.office.staff.counter
    asked = {"document": document, "second_login": "nobody", "second_password": "x"}
    page = f"/serah?dokumen={document}"
    answer = sent(pages, counter, page, "/serah/hilang", asked, "form#form-h")

    assert ["f-second_loginh", "f-second_passwordh"] == marked(answer)
    assert 'value="x"' not in answer.text


def test_without_htmx_the_page_links_back_to_the_fields(pages: Pages) -> None:
    clerk = pages.office.staff.enroller
    browser = pages.browser(clerk)
    headers = {"referer": f"{browser.base_url}{BUNDLE}"}
    form = bundle(**{"0-nik": "123"})
    answer = pages.post(clerk, "/permohonan/paket", headers=headers, **form)
    lost = pages.post(clerk, "/permohonan/paket", headers={"referer": "http://x/"}, **form)

    assert 'href="/permohonan/paket?layanan=birth#f-0-nik">NIK</a>' in answer.text
    assert "Periksa: NIK." in lost.text


def test_what_a_document_above_says_is_asked_for_once(pages: Pages) -> None:
    shown = pages.html(pages.office.staff.enroller, BUNDLE)
    _, _, child = shown.partition('<details class="carried')

    assert "Diambil dari dokumen di atas: <b>NIK, Nama, Tempat lahir" in shown
    assert 'name="2-name"' in child
    assert 'name="1-family_card_number"' not in child
