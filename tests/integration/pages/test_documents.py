"""One document's page: pictures, checks, buttons, story."""

from datetime import date
from io import BytesIO

from PIL import Image

from application.rendering.payload import decode_payload
from domain.people.state import Role
from printers.page import CARD_SIZE, unpack_plane
from projections.register.tables import documents
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import KELAPA_DUA


def test_what_is_odd_stands_among_the_checks_and_keeps_nobody_from_approval(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    odd, plain = office.complete(sex="P"), office.complete(name="ANI UMPAMA")

    said = [
        next(
            c for c in pages.get(approver, f"/antrean/{one}")["checks"] if c["name"] == "Data wajar"
        )
        for one in (odd, plain)
    ]
    pages.done(approver, "/antrean/setujui", pick=[pages.picked(odd)])

    assert [False, True] == [check["passed"] for check in said]
    assert "jenis kelamin lain dari yang tersirat dalam NIK" in said[0]["detail"]
    assert "approved" == office.document(odd).stage


def test_both_faces_are_shown_as_they_would_be_printed(pages: Pages) -> None:
    document = pages.office.complete()
    browser = pages.browser(pages.office.staff.approver)

    faces = [browser.get(f"/antrean/{document}/{side}.png") for side in ("depan", "belakang")]

    assert ["image/png", "image/png"] == [face.headers["content-type"] for face in faces]
    assert [CARD_SIZE, CARD_SIZE] == [Image.open(BytesIO(face.content)).size for face in faces]
    assert faces[0].content != faces[1].content


def test_the_page_says_which_check_fails_why_and_what_cures_it(pages: Pages) -> None:
    approver = pages.office.staff.approver
    document = pages.office.complete(birth_date=date(2009, 12, 10))

    data = pages.get(approver, f"/antrean/{document}")
    html = pages.html(approver, f"/antrean/{document}")

    failed = [check["name"] for check in data["checks"] if check["hard"] and not check["passed"]]
    assert ["Genap 17 tahun"] == failed
    assert "Dapat disetujui mulai 10 Des 2026" in html
    assert 'aria-disabled="true"' in html
    assert 'action="/antrean/setujui"' not in html


def test_who_corrected_the_data_is_told_before_trying(pages: Pages) -> None:
    """By the rule that refuses: not only the one who took it in is a pair of eyes."""
    office = pages.office
    clerk = office.hire("Gita Umpama", Role.ENROLLER)
    as_approver = office.post(clerk, Role.APPROVER)
    mine, other = office.complete(name="ANI UMPAMA"), office.complete(name="BAYU MISAL")
    fields = {"name": "ANI LAIN", "birth_date": "2008-03-04", "sex": "P"}
    pages.done(clerk, "/antrean/lengkapi", document=mine, **fields)

    checks = [
        next(
            check
            for check in pages.get(who, f"/antrean/{mine}")["checks"]
            if "mata" in check["name"]
        )
        for who in (as_approver, office.staff.approver)
    ]
    rows = {row["document"]: row["state"] for row in pages.get(as_approver, "/antrean")["rows"]}
    reason = pages.refused(as_approver, "/antrean/setujui", pick=[pages.picked(mine)])

    assert "same_person" == reason
    assert [False, True] == [check["passed"] for check in checks]
    assert "Anda yang melengkapinya" == rows[mine]["detail"]
    assert "Siap disetujui" == rows[other]["word"]


def test_a_text_that_is_cut_is_marked_letter_by_letter(pages: Pages) -> None:
    long_address = "JL CONTOH RAYA NOMOR DUA BELAS " * 5
    document = pages.office.complete(address=long_address.strip())
    approver = pages.office.staff.approver

    lines = pages.get(approver, f"/antrean/{document}")["lines"]

    cut = [line for line in lines if line["cut"]]
    assert ["Alamat"] == [line["label"] for line in cut]
    marked = f"<mark>{cut[0]['text'][-cut[0]['cut'] :]}</mark>"
    assert marked in pages.html(approver, f"/antrean/{document}")


def test_buttons_follow_posting_and_state_by_the_guards_own_function(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    address = f"/antrean/{document}"

    waiting = pages.get(office.staff.approver, address)["acts"]
    as_head = pages.get(office.staff.head, address)["acts"]
    office.approve(document)
    approved = pages.get(office.staff.approver, address)["acts"]

    assert {"approve", "return", "reject"} == {act for act, may in waiting.items() if may}
    assert set() == {act for act, may in as_head.items() if may}
    assert {"undo", "hold", "jump", "return", "reject", "cancel"} == {
        act for act, may in approved.items() if may
    }


def test_the_story_names_people_and_hides_the_nik(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    office.approve(document)

    html = pages.html(office.staff.approver, f"/antrean/{document}")

    assert "<b>Rina Contoh</b>: Disetujui untuk dicetak." in html
    assert "<b>Sari Umpama</b>: Perekaman diketahui dari daftar.csv." in html
    assert (office.document(document).nik or "x") not in html


def test_an_auditor_sees_dot_for_dot_what_the_printer_was_given(pages: Pages) -> None:
    office = pages.office
    document, _ = office.printed_card()
    job = office.document(document).print_job or ""
    sealed = office.centre.attachments.get(document, office.job(job).leases[-1].payload_digest)
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    planes = decode_payload(sealed or b"").image.planes

    sides = ("depan", "belakang")
    paths = [f"/dokumen/{document}/cetakan/{job}-{side}.png" for side in sides]
    shown = [pages.browser(auditor).get(path).content for path in paths]
    forbidden = pages.browser(office.staff.approver).get(paths[0], headers=JSON)

    assert [unpack_plane(plane).tobytes() for plane in planes] == [
        Image.open(BytesIO(png)).convert("1").tobytes() for png in shown
    ]
    assert 403 == forbidden.status_code


def test_a_document_of_another_office_is_not_readable(pages: Pages) -> None:
    office = pages.office
    document = office.complete()
    elsewhere = office.hire("Umar Contoh", Role.APPROVER, "360328")
    browser = pages.browser(elsewhere)

    paths = (f"/antrean/{document}", f"/antrean/{document}/depan.png")
    answers = [browser.get(path, headers=JSON).status_code for path in paths]

    assert [403, 403] == answers
    assert 404 == browser.get(f"/antrean/{'0' * 32}", headers=JSON).status_code


def test_the_head_sends_a_card_to_be_printed_elsewhere(pages: Pages) -> None:
    """Flow 7.2: with a reason, and its place in the queue kept."""
    office, head = pages.office, pages.office.staff.head
    document = office.complete()
    job = office.approve(document)
    since = office.job(job).complete_since
    form = {"pick": document, "office": KELAPA_DUA}

    page = pages.html(head, f"/antrean/{document}")
    silent = pages.refused(head, "/antrean/pindahkan", **form, reason=" ")
    others = pages.refused(office.staff.approver, "/antrean/pindahkan", **form, reason="dekat")
    pages.done(head, "/antrean/pindahkan", **form, reason="printer rusak")

    assert "Cetak di tempat lain" in page
    assert ("no_reason", "no_live_posting") == (silent, others)
    assert (KELAPA_DUA, since) == (office.job(job).office, office.job(job).complete_since)


def test_data_that_changed_under_the_eyes_is_read_again_before_it_is_approved(
    pages: Pages,
) -> None:
    """A look by itself never puts another digest under the button of data that was read."""
    staff, document = pages.office.staff, pages.office.complete(name="ANI UMPAMA")
    address = f"/antrean/{document}"
    read = pages.get(staff.approver, address)["read"]
    looks = f"{address}?dibaca={read}"
    before = pages.html(staff.approver, looks)
    fields = {"name": "ANI LAIN", "birth_date": "2008-03-04", "sex": "P"}
    pages.done(staff.enroller, "/antrean/lengkapi", document=document, **fields)

    after, anew = pages.html(staff.approver, looks), pages.html(staff.approver, address)

    assert [True, False, True] == [
        'action="/antrean/setujui"' in html for html in (before, after, anew)
    ]
    assert [False, True, False] == [
        "Data berubah, baca lagi" in html for html in (before, after, anew)
    ]
    assert f'hx-get="{looks}"' in after


def test_only_what_somebody_holds_is_let_go(pages: Pages) -> None:
    """What waits for a blank has the same glyph."""
    office, approver = pages.office, pages.office.staff.approver
    document = office.complete()
    office.approve(document)
    office.clock.advance(seconds=11)
    waits = pages.get(approver, f"/antrean/{document}")
    free = pages.html(approver, f"/antrean/{document}")
    pages.done(approver, "/antrean/tahan", pick=[document], reason="Foto diperiksa")
    held = pages.html(approver, f"/antrean/{document}")

    assert ("Menunggu blangko", "held") == (waits["state"]["word"], waits["state"]["glyph"])
    assert [False, True] == ['action="/antrean/lepas"' in html for html in (free, held)]
    assert [True, False] == ['href="#f-reasonhold"' in html for html in (free, held)]


def test_a_document_that_no_list_has_yet_is_shown(pages: Pages) -> None:
    """While a read model is made anew its rows are missing."""
    office = pages.office
    document = office.complete()
    pages.settle()
    with pages.house.views.begin() as connection:
        connection.execute(documents.delete())

    assert office.document(document).receipt in pages.html(
        office.staff.approver, f"/antrean/{document}"
    )
