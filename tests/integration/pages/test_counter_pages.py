"""`/serah`: the card scanned is the card handed over, to a person who may have it."""

from tests.integration.pages.conftest import PASSWORD, Pages
from tests.integration.pages.marks import marked, sent


def test_a_scan_finds_the_document_and_the_holder_takes_the_card(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    counter = pages.office.staff.counter

    data = pages.get(counter, pages.found(counter, "/serah", f"{serial[:4]} {serial[4:]}"))
    pages.done(counter, "/serah", document=document, serial=serial, entitlement="self")

    assert (document, True) == (data["found"]["document"], data["found"]["acts"]["hand_over"])
    assert [document] == [row["document"] for row in data["waiting"]]
    assert "handed_over" == pages.office.document(document).stage
    assert "sudah diserahkan" in said(pages, document, serial)


def said(pages: Pages, document: str, serial: str) -> str:
    """What a second attempt hears."""
    form = {"document": document, "serial": serial, "entitlement": "self"}
    answer = pages.post(pages.office.staff.counter, "/serah", {}, **form)
    assert 409 == answer.status_code
    return str(answer.text)


def test_another_card_or_nobody_entitled_is_refused(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    counter = pages.office.staff.counter
    other = {"document": document, "serial": "74129999", "entitlement": "self"}
    nameless = {"document": document, "serial": serial, "entitlement": "proxy", "name": "X"}

    reasons = [pages.refused(counter, "/serah", **form) for form in (other, nameless)]

    assert ["serial_differs", "not_entitled"] == reasons


def test_a_family_member_is_named_with_the_relation(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    who = {"entitlement": "family", "name": "SITI CONTOH", "relation": "ibu"}

    pages.done(pages.office.staff.counter, "/serah", document=document, serial=serial, **who)

    assert "handed_over" == pages.office.document(document).stage


def test_what_does_not_prove_a_collector_is_marked(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    counter = pages.office.staff.counter
    page = f"/serah?dokumen={document}"
    form = {"document": document, "serial": serial}
    asked = {
        "family": sent(pages, counter, page, "/serah", {**form, "entitlement": "family"}),
        "proxy": sent(
            pages, counter, page, "/serah", {**form, "entitlement": "proxy", "name": "X"}
        ),
        "nameless": sent(
            pages, counter, page, "/serah", {**form, "entitlement": "proxy", "letter": "1"}
        ),
    }

    assert {
        "family": ["f-name", "f-relation"],
        "proxy": ["f-letter", "f-code"],
        "nameless": ["f-name"],
    } == {who: marked(answer) for who, answer in asked.items()}
    assert "Isi nomor surat kuasa atau kode ambil." in asked["proxy"].text
    assert "Pengambil belum terbukti berhak." in asked["family"].text


def test_what_was_typed_for_somebody_else_is_not_read(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    form = {"document": document, "serial": serial, "entitlement": "self"}
    pages.done(pages.office.staff.counter, "/serah", **form, name="SITI", code="ABCD-EFGH")

    (given,) = [row for row in pages.office.rows() if row.topic == "document.handed_over"]
    assert b"SITI" not in given.state
    assert "handed_over" == pages.office.document(document).stage


def test_after_handing_over_there_is_a_way_back_to_it_once(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    counter = pages.office.staff.counter
    form = {"document": document, "serial": serial, "entitlement": "self"}
    pages.post(counter, "/serah", {}, **form)
    first, second = (pages.html(counter, "/serah") for _ in range(2))
    back = f'<a href="/serah?dokumen={document}">Lihat lagi</a>'

    assert (True, False) == (back in first, back in second)
    assert "Sudah diserahkan." in pages.html(counter, f"/serah?dokumen={document}")


def test_a_card_that_fails_inspection_is_spoiled_and_waits_for_a_reprint(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    counter = pages.office.staff.counter
    form = {"document": document, "serial": serial, "cause": "print_failed"}

    nothing = pages.refused(counter, "/serah/gagal", **form, reason=" ")
    pages.done(counter, "/serah/gagal", **form, reason="Garis pada foto")

    assert "no_reason" == nothing
    rows = pages.get(pages.office.staff.second, "/tak-pasti")["jobs"]
    assert ["awaiting_reprint"] == [row["status"] for row in rows]


def test_a_card_that_is_not_to_be_found_needs_two_people(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    office, counter = pages.office, pages.office.staff.counter
    second = {"second_login": pages.login_of(office.staff.approver), "second_password": PASSWORD}
    alone = {**second, "second_login": pages.login_of(counter)}

    reason = pages.refused(counter, "/serah/hilang", document=document, **alone)
    pages.done(counter, "/serah/hilang", document=document, **second)

    assert "same_person" == reason
    assert "withdrawn" == office.document(document).stage
    assert "missing" == pages.get(office.staff.store, f"/blangko/{serial}")["blank"]["place"]


def test_only_a_card_that_was_cancelled_too_late_is_withdrawn_by_its_approver(
    pages: Pages,
) -> None:
    """Flow 7.6: a good card that nobody cancelled is not taken away by one person."""
    staff = pages.office.staff
    good, number = pages.office.printed_card()
    document, serial = pages.office.card_in_spite_of_a_cancel()

    alone = pages.refused(staff.counter, "/serah/tarik", document=document, serial=serial)
    uncancelled = pages.refused(staff.approver, "/serah/tarik", document=good, serial=number)
    pages.done(staff.approver, "/serah/tarik", document=document, serial=serial)

    assert ("no_live_posting", "wrong_state") == (alone, uncancelled)
    assert ("printed", "withdrawn") == tuple(
        pages.office.document(one).stage for one in (good, document)
    )


def test_an_unknown_number_is_said(pages: Pages) -> None:
    counter = pages.office.staff.counter
    html = pages.html(counter, pages.found(counter, "/serah", "99990000"))

    assert "Tidak ada dokumen dengan nomor 99990000" in html


def test_a_card_chosen_from_the_list_must_still_be_scanned(pages: Pages) -> None:
    document, serial = pages.office.printed_card()
    counter = pages.office.staff.counter

    chosen = pages.html(counter, f"/serah?dokumen={document}")
    scanned = pages.html(counter, pages.found(counter, "/serah", serial))

    assert f'href="/serah?dokumen={document}"' in chosen
    assert "Pindai nomor pada kartu di tangan" in chosen
    assert "Pindai nomor pada kartu di tangan" not in scanned


def test_what_was_done_is_said_once_and_names_nobody(pages: Pages) -> None:
    office, counter = pages.office, pages.office.staff.counter
    card, serial = office.printed_card(name="BUDI RAHASIA")
    browser = pages.browser(counter)
    form = {"command_id": "serah-sekali", "document": card, "serial": serial}
    answer = browser.post("/serah", data={**form, "entitlement": "self"})
    first, second = browser.get("/serah").text, browser.get("/serah").text
    said = f"Kartu {serial[:4]} {serial[4:]} diserahkan."

    assert (303, "/serah") == (answer.status_code, answer.headers["location"])
    assert (True, False) == (said in first, said in second)
    assert "BUDI" not in said
