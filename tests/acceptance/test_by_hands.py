"""Each form of an office day worked by a mouse, and again by a keyboard alone, in a real Chromium.

With the keyboard nothing is focused but by the Tab key, so a form that a hand cannot reach fails.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from application import approving, completing, taking_in
from domain.documents.kinds import BIRTH, FAMILY_CARD
from domain.event import StreamId
from domain.people.state import Role
from tests.support.clerks import PASSWORD, SECONDS, Clerk
from tests.support.hands import Hands, Keys, Mouse, Scanner
from tests.support.live import until
from tests.support.office import CURUG
from tests.support.papers import application
from tests.support.yard import Yard

SLOW_SCANNER_MS = 120
FAR = "2099-11-11"
"""Day and month alike: the parts of a date field stand in the browser's own order."""
NOTICE = "Cetak berhenti sementara."


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 8) as made:
        yield made


@pytest.mark.timeout(500)
@pytest.mark.parametrize("way", [Mouse, Keys])
def test_the_forms_of_a_day(browser: Browser, yard: Yard, way: type[Hands]) -> None:
    office, staff = yard.office, yard.office.staff
    for login, who in (("tono", staff.store_second), ("wati", staff.second)):
        office.installation.accounts.add(login, who.staff)
        office.installation.accounts.set_password(who.staff, PASSWORD)
    printed, returned = office.complete(name="BUDI CONTOH"), office.complete(name="CITRA CONTOH")
    seen = way is Mouse
    eko = Clerk(browser, yard, "eko", staff.store, judges=seen)
    hadi = Clerk(browser, yard, "hadi", staff.head, judges=seen)
    ratna = Clerk(browser, yard, "ratna", office.hire("Ratna Kedua", Role.ADMIN), judges=seen)
    rina = Clerk(browser, yard, "rina", staff.approver, judges=seen)
    lina = Clerk(browser, yard, "lina", staff.counter, judges=seen)

    store(eko, way(eko.page))
    policy_and_outage(hadi, way(hadi.page))
    people(ratna, way(ratna.page))
    approve_and_return(rina, way(rina.page), printed, returned)
    until(lambda: office.document(printed).stage == "printed", "the card", 90)
    hand_over(lina, way(lina.page), office.document(printed).serial or "")
    until(lambda: office.document(printed).stage == "handed_over", "the hand-over", 30)
    glass(lina, way(lina.page))
    freeze_and_resume(hadi, way(hadi.page))

    clerks = (eko, hadi, ratna, rina, lina)
    assert [] == sorted({broken for clerk in clerks for broken in clerk.inaccessible})
    assert [] == [said for clerk in clerks for said in clerk.said]
    stages = [office.document(one).stage for one in (returned, printed)]
    assert ["incomplete", "handed_over"] == stages


def told(clerk: Clerk, words: str, place: str = "main") -> None:
    """What the page answers; judged there."""
    expect(clerk.page.locator(place)).to_contain_text(words, timeout=SECONDS)
    clerk.judge()


def store(eko: Clerk, hands: Hands) -> None:
    """A box by two people, then a delivery of ribbon and one roll of it into the printer."""
    eko.visit("/blangko")
    box = {
        "first": "74990001", "last": "74990100", "stated": "100", "batch": "2026-B",
        "letter": "SJ/7", "second_login": "tono", "second_password": PASSWORD,
    }  # fmt: skip
    hands.submit("form[action='/blangko/terima']", box, "Terima kotak")
    told(eko, "7499 0001")
    # What was done stands there no more, nor the password of whoever was second.
    for name in ("first", "letter", "second_login", "second_password"):
        field = eko.page.locator(f"form[action='/blangko/terima'] [name={name}]")
        expect(field).to_have_value("", timeout=SECONDS)
    eko.visit("/pita")
    ribbon = {"item": "Film retransfer", "rolls": "2", "prints": "500", "letter": "SJ/88"}
    hands.submit("form[action='/pita/terima']", {**ribbon, "office": "Curug"}, "Terima")
    told(eko, "SJ/88")
    mount = {"where": "Curug yard · Kartu 1"}
    hands.submit("form[action='/pita/pasang']", mount, "Pasang satu gulungan")
    told(eko, "500 dari 500")


def policy_and_outage(hadi: Clerk, hands: Hands) -> None:
    hadi.visit("/kebijakan")
    policy = {"undo_seconds": "0", "letter": "470/5/2026"}
    hands.submit("form[action='/kebijakan']", policy, "Terbitkan kebijakan")
    told(hadi, "surat 470/5/2026")
    hadi.visit("/gangguan")
    outage = {"place": CURUG, "cause": "network", "note": "kabel putus"}
    hands.submit("form[action='/gangguan']", outage, "Catat mulainya")
    told(hadi, "Jaringan terputus")


def people(ratna: Clerk, hands: Hands) -> None:
    """A posting is given to one, and taken from the same."""
    ratna.visit("/pengguna")
    row = "tr:has-text('Tono Umpama')"
    posting = {"role": "Pemeriksa", "office": "Curug", "valid_until": FAR, "letter": "800/77"}
    form = f"{row} form[action='/pengguna/penugasan']"
    hands.submit(form, posting, "Beri penugasan")
    told(ratna, "surat 800/77")
    ended = f"{row} div:has-text('800/77') > .forms form[action='/pengguna/akhiri']"
    hands.submit(ended, {"reason": "mutasi"}, "Akhiri penugasan ini")
    expect(ratna.page.locator("main")).not_to_contain_text("800/77", timeout=SECONDS)


def approve_and_return(rina: Clerk, hands: Hands, printed: str, returned: str) -> None:
    rina.visit(f"/antrean/{returned}")
    for key, to in (("k", printed), ("j", returned)):
        rina.press(key)
        rina.page.wait_for_url(f"**/antrean/{to}", timeout=SECONDS)
    reason = {"reason": "alamat tidak cocok dengan kartu keluarga"}
    hands.submit("form[action='/antrean/kembalikan']", reason, "Kembalikan ke loket")
    told(rina, "Dikembalikan ke loket")
    rina.visit("/antrean")
    hands.submit("form#queue", {"pick": tick_of(rina, printed)}, "Setujui")
    expect(rina.page.locator(f"#r-{printed}")).to_have_count(0, timeout=SECONDS)


def tick_of(rina: Clerk, document: str) -> str:
    found = rina.page.locator(f"#r-{document} [name=pick]").get_attribute("value")
    return found or ""


def hand_over(lina: Clerk, hands: Hands, serial: str) -> None:
    """The card is found by its number and given to its owner."""
    lina.visit("/serah")
    hands.put(lina.page.locator("form[action='/cari'] [name=q]"), serial)
    lina.press("Enter")
    told(lina, "BUDI CONTOH")
    hands.submit("form[action='/serah']", {"entitlement": "self"}, "Serahkan")


def glass(lina: Clerk, hands: Hands) -> None:
    lina.visit("/darurat")
    asked = {
        "role": "Penyetuju", "office": "Curug", "reason": "penyetuju sakit",
        "second_login": "tono", "second_password": PASSWORD,
    }  # fmt: skip
    hands.submit("form[action='/darurat']", asked, "Ambil wewenang untuk 60 menit")
    lina.page.wait_for_url("**/")
    told(lina, "Penyetuju", "body")


def freeze_and_resume(hadi: Clerk, hands: Hands) -> None:
    """The outage of the morning has ended; the centre is cut over."""
    hadi.visit("/gangguan")
    hands.submit("form[action='/gangguan/selesai']", {}, "Catat akhirnya")
    told(hadi, "Yang sudah berakhir")
    hadi.visit("/pembekuan")
    letter = {
        "scope": "print", "until": f"{FAR}T11:11", "ordered_by": "470/001",
        "reason": "peralihan sistem pusat", "notice": NOTICE,
    }  # fmt: skip
    hands.submit("form[action='/pembekuan/pratinjau']", letter, "Lihat pengumumannya")
    told(hadi, "Begini warga membacanya")
    hands.submit("form[action='/pembekuan']", {}, "Bekukan sekarang")
    expect(hadi.page.locator("form[action='/pembekuan/cabut']")).to_be_visible(timeout=SECONDS)
    hadi.judge()
    hands.submit("form[action='/pembekuan/cabut']", {}, "Buka kembali tempat yang ditandai")
    told(hadi, "dibuka kembali")


@pytest.mark.timeout(400)
@pytest.mark.parametrize("way", [Mouse, Keys])
def test_a_card_cut_off_is_looked_at_settled_and_printed_again(
    browser: Browser, yard: Yard, way: type[Hands]
) -> None:
    """The power fails: the operator looks, a second person settles, and a new card is printed."""
    office, staff = yard.office, yard.office.staff
    yard.emulator.control("fault", at="mid_panel")
    document = office.complete(name="BUDI CONTOH")
    office.approve(document)
    yard.emulator.wait_for_power_loss()
    yard.emulator.start()
    until(lambda: yard.keadaan()["printers"][0]["doing"] == "waiting_look", "the doubt", 90)
    serial = str(yard.keadaan()["printers"][0]["serial"])
    yard.emulator.control("clear")

    look_at_it(browser, yard, way, serial)
    hadi = Clerk(browser, yard, "hadi", staff.head, judges=way is Mouse)
    hadi.visit("/tak-pasti")
    told(hadi, "Dilihat Dani Model: Blangko rusak")
    hands = way(hadi.page)
    hands.submit("form[action$='/pastikan']", {"outcome": "spoiled"}, "Catat hasil blangko")
    told(hadi, "Orang kedua mengizinkan cetak ulang")
    reason = {"reason": "listrik padam di tengah kartu"}
    hands.submit("form[action$='/izinkan']", reason, "Izinkan satu kali cetak ulang")
    until(lambda: office.document(document).stage == "printed", "the second card", 90)

    assert serial != office.document(document).serial
    assert ([], []) == (hadi.inaccessible, hadi.said)


def look_at_it(browser: Browser, yard: Yard, way: type[Hands], serial: str) -> None:
    """The page at the printer: what came out, by its number."""
    context = browser.new_context(viewport={"width": 1366, "height": 900})
    page = context.new_page()
    page.goto(yard.page)
    seen = {"serial": serial, "cause": "Rusak fisik", "seen": "spoiled"}
    way(page).submit("form[action='/lihat']", seen, "Catat yang saya lihat")
    expect(page.locator("form[action='/lihat']")).to_have_count(0, timeout=SECONDS)
    context.close()


@pytest.mark.timeout(240)
def test_what_changed_under_a_tick_or_under_the_eyes_is_not_approved(
    browser: Browser, yard: Yard
) -> None:
    """A second document of the same application comes into the row: nobody has seen it yet."""
    office = yard.office
    order = office.order(office.staff.enroller)
    parts = [application(BIRTH), application(FAMILY_CARD, "changed")]
    made = taking_in.take_in_bundle(office.centre, order, "birth", parts)["documents"]
    later, back = StreamId(made[1]["document"]), office.order(office.staff.second)
    approving.send_back(office.centre, back, later, "incomplete", "lain", "alamat salah")
    rina = Clerk(browser, yard, "rina", office.staff.approver)
    rina.visit("/antrean")
    rina.page.check("[name=pick]")
    completing.complete_again(office.centre, office.order(office.staff.enroller), later, {})
    expect(rina.page.locator("tr[data-row]")).to_contain_text("sepaket, 2 dokumen", timeout=SECONDS)

    expect(rina.page.locator("[name=pick]")).to_have_count(1)
    expect(rina.page.locator("[name=pick]")).not_to_be_checked()
    keys_that_approve_nothing(rina)
    data_under_the_eyes(rina, yard, office.complete(name="ANI UMPAMA"))
    assert "complete" == office.document(StreamId(made[0]["document"])).stage
    assert [] == rina.said


def keys_that_approve_nothing(rina: Clerk) -> None:
    """Where no row has the focus `x` ticks none; Enter in a reason is not the first button."""
    page = rina.page
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("x")
    page.wait_for_timeout(200)
    assert 0 == page.locator("input:checked").count()

    page.check("[name=pick]")
    page.keyboard.press("h")
    page.fill("[name=reason]", "alamat salah")
    page.keyboard.press("Enter")
    page.wait_for_timeout(500)
    expect(page.locator("[name=pick]")).to_be_checked()
    expect(page.locator("#undo .toasty")).to_have_count(0)


def data_under_the_eyes(rina: Clerk, yard: Yard, document: StreamId) -> None:
    """The page that is read asks to be read again before it lets approve."""
    office, approve = yard.office, rina.page.locator("form[action='/antrean/setujui']")
    rina.visit(f"/antrean/{document}")
    expect(approve).to_have_count(1, timeout=SECONDS)
    order = office.order(office.staff.enroller)
    completing.complete_again(office.centre, order, document, {"name": "ANI LAIN"})
    again = rina.page.get_by_role("link", name="Data berubah, baca lagi")
    expect(again).to_be_visible(timeout=SECONDS)
    expect(approve).to_have_count(0)
    again.click()
    told(rina, "ANI LAIN")
    expect(approve).to_have_count(1)


@pytest.mark.timeout(300)
def test_a_scanner_finds_what_it_reads_wherever_the_focus_is(browser: Browser, yard: Yard) -> None:
    """Ticket in the queue, card at the desk, number in the history, a box by its two ends."""
    office, staff = yard.office, yard.office.staff
    waits, card = office.complete(name="BUDI CONTOH"), office.complete(name="CITRA CONTOH")
    office.approve(card)
    until(lambda: office.document(card).stage == "printed", "the card", 90)
    found = office.document(card)
    rina = Clerk(browser, yard, "rina", staff.approver)
    lina = Clerk(browser, yard, "lina", staff.counter)
    ari = Clerk(browser, yard, "ari", office.hire("Ari Misal", Role.AUDITOR))
    eko = Clerk(browser, yard, "eko", staff.store)

    rina.page.goto("/antrean")
    Scanner(rina.page).find(office.document(waits).receipt)
    expect(rina.page.locator("tr[data-row]")).to_have_count(1, timeout=SECONDS)
    told(rina, "BUDI CONTOH")
    for code in (found.serial or "", found.receipt):
        lina.page.goto("/serah")
        Scanner(lina.page).find(code)
        told(lina, "CITRA CONTOH")
    ari.page.goto("/riwayat")
    Scanner(ari.page).find(found.serial or "")
    told(ari, "Disetujui untuk dicetak")
    scan_a_box(eko)

    clerks = (rina, lina, ari, eko)
    assert [] == sorted({broken for clerk in clerks for broken in clerk.inaccessible})
    assert [] == [said for clerk in clerks for said in clerk.said]


def scan_a_box(eko: Clerk) -> None:
    """The Enter that ends a number goes on to the next field; it does not send half a form."""
    page, scanner = eko.page, Scanner(eko.page)
    page.goto("/blangko")
    page.locator("summary", has_text="Terima kiriman").click()
    page.focus("[name=first]")
    scanner.scan("74990001", pause_ms=SLOW_SCANNER_MS)
    scanner.scan("74990100")
    fields = [page.input_value(f"[name={name}]") for name in ("first", "last", "stated")]

    assert ["74990001", "74990100", ""] == fields
    assert page.url.endswith("/blangko")
