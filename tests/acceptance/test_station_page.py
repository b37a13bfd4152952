"""The page at the printer in a real Chromium, over a desk that answers from memory."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from application.station_link.desk import DayFigures, ReadBack
from tests.support.clerks import HEAR_CSP, RULES
from tests.support.live import free_port, serving
from tests.support.memory_desk import (
    BUSY,
    CHILD_CARDS,
    JAMMED,
    PRINTING,
    SENDING,
    SHEETS,
    VIEW,
    MemoryDesk,
)
from web.station_page.app import create_station_app

COUNTED = "form[action='/hitung'] [name=counted]"


@pytest.fixture
def page(browser: Browser, desk: MemoryDesk) -> Iterator[Page]:
    """At the size of the panel at a printer; the console stays empty."""
    said: list[str] = []
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with serving(create_station_app(desk), port):
        context = browser.new_context(
            base_url=address, viewport={"width": 1280, "height": 800}, reduced_motion="reduce"
        )
        context.add_init_script(HEAR_CSP)
        made = context.new_page()
        made.on("console", lambda message: said.append(f"{message.type} {message.text}"))
        made.on("pageerror", lambda error: said.append(f"error {error}"))
        made.goto("/")
        yield made
        context.close()
    heard = [words for words in said if words.startswith(("error", "warning"))]
    assert [] == [words for words in heard if "409" not in words]


def looks_by_itself(page: Page) -> None:
    """Twice: what came first is on the page when the next one comes."""
    for _ in range(2):
        with page.expect_response("**/"):
            pass


def test_a_count_stays_typed_until_it_is_taken_and_then_its_form_is_empty(
    page: Page, desk: MemoryDesk
) -> None:
    desk.shown = BUSY
    page.reload()
    page.locator("summary").first.click()
    page.fill(COUNTED, "12")
    looks_by_itself(page)
    kept = page.input_value(COUNTED)
    page.press(COUNTED, "Enter")

    expect(page.locator("#notice")).to_contain_text("Hitungan di Kartu 1 dicatat: 12 blangko.")
    expect(page.locator(COUNTED)).to_be_hidden()
    looks_by_itself(page)
    assert ("12", "") == (kept, page.input_value(COUNTED))
    assert "12 blangko" in page.inner_text("#notice"), "the page by itself takes no word away"
    page.reload()
    assert "" == page.inner_text("#notice")


def test_a_refusal_keeps_what_was_typed(page: Page, desk: MemoryDesk) -> None:
    desk.shown = replace(VIEW, shift_open=False)
    page.reload()
    page.fill("[name=pin]", "000000")
    page.press("[name=pin]", "Enter")

    expect(page.locator("#notice")).to_contain_text("PIN tidak cocok.")
    looks_by_itself(page)
    assert "000000" == page.input_value("[name=pin]")
    assert "PIN tidak cocok." in page.inner_text("#notice")


def test_the_page_by_itself_takes_no_focus(page: Page) -> None:
    page.focus("#cause")
    looks_by_itself(page)

    assert "cause" == page.evaluate("document.activeElement.id")


def test_another_number_is_asked_about_and_the_second_press_sends_it(
    page: Page, desk: MemoryDesk
) -> None:
    page.check("[name=seen][value=spoiled]")
    page.fill("#serial", "74100299")
    page.press("#serial", "Enter")
    expect(page.locator("#notice")).to_contain_text("7410 0299 bukan 7410 0266 yang di printer.")
    not_yet, typed = list(desk.acts), page.input_value("#serial")
    assert not is_covered(page), "the button would lie on a choice"
    looks_by_itself(page)
    page.press("#serial", "Enter")

    expect(page.locator("#notice")).to_contain_text("7410 0299. Dicatat: rusak.")
    assert ([], "74100299") == (not_yet, typed)
    assert [("look", "Kartu 1", "spoiled", "74100299", "print_failed")] == desk.acts


IDLE = replace(PRINTING, doing="idle", stage="", receipt=None, serial=None)
DOUBT = replace(
    PRINTING,
    doing="waiting_look",
    last_words="timed-out: no answer",
    read_back=ReadBack(cards=1, faces=1, position="inside"),
    proposal="spoiled",
)
OTHERS = (
    replace(CHILD_CARDS, printer="Kartu anak", doing="idle"),
    replace(SHEETS, printer="Kertas 1", doing="idle"),
)
LOOKS: tuple[tuple[str, Literal["light", "dark"]], ...] = (("id", "light"), ("en", "dark"))
STATES: dict[str, dict[str, Any]] = {
    "idle": {"printers": (IDLE, *OTHERS)},
    "no shift": {"printers": (IDLE,), "shift_open": False},
    "printing": {"printers": (PRINTING, *OTHERS)},
    "jam": {"printers": (replace(JAMMED, stage="started", last_words="card-jam"), *OTHERS)},
    "doubt": {"printers": (DOUBT, *OTHERS)},
    "code": {"printers": (replace(CHILD_CARDS, stage="started"), *OTHERS)},
    "no paper": {
        "printers": (replace(SENDING, stage="accepted", conditions=("media-empty",)), *OTHERS)
    },
    "sheet in doubt": {"printers": (replace(SHEETS, stage="sent"),)},
    "revoked": {"printers": (IDLE,), "shift_open": False, "revoked": True, "operators": ()},
    "offline": {"printers": (PRINTING,), "connected": False, "seen_at": "09.40", "outbox": 14},
}


@pytest.mark.timeout(240)
def test_everybody_can_use_the_page_in_each_state(page: Page, desk: MemoryDesk) -> None:
    """Axe in both themes, one a language; the button of the moment in view; 320 px wide."""
    broken: list[str] = []
    too_low, too_wide = [], []
    for state, shown in STATES.items():
        desk.shown = replace(VIEW, figures=DayFigures(printed=46, spoiled=1, doubtful=1), **shown)
        for language, scheme in LOOKS:
            page.context.add_cookies([{"name": "bahasa", "value": language, "url": page.url}])
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": 1280, "height": 800})
            page.reload()
            broken += [f"{state} {scheme} {rule}" for rule in broken_rules(page)]
            too_low += [f"{state} {language}"] if is_below(page, 800) else []
            page.set_viewport_size({"width": 320, "height": 700})
            wide = page.evaluate("document.documentElement.scrollWidth")
            too_wide += [f"{state} {language}"] if wide > 320 else []

    assert [] == broken
    assert [] == too_low
    assert [] == too_wide


def test_a_scanner_names_what_is_in_the_box_and_what_was_found(
    page: Page, desk: MemoryDesk
) -> None:
    """Each number ends with Enter: a line each, and never a form that is half filled."""
    desk.shown = BUSY
    page.reload()
    for summary in page.locator("details[id^=k-] > summary").all():
        summary.click()
    opened = broken_rules(page)
    page.focus("[name=serials]")
    for serial in ("74120001", "74120002"):
        page.keyboard.type(serial)
        page.keyboard.press("Enter")
    looks_by_itself(page)
    page.get_by_role("button", name="Catat isi kotak").click()
    expect(page.locator("#notice")).to_contain_text("2 blangko di Kartu 1 dicatat")
    found = page.locator("form[action='/kotak/ditemukan']")
    if found.is_hidden():
        page.get_by_text("Blangko yang hilang ditemukan").click()
    found.locator("[name=serial]").focus()
    page.keyboard.type("74120003")
    page.keyboard.press("Enter")
    stayed = list(desk.acts)
    # A stray scan finds no field of these forms to fill and send.
    page.locator("h1").click()
    page.keyboard.type("74120004")
    page.keyboard.press("Enter")
    page.wait_for_timeout(200)
    found.get_by_role("button", name="Catat yang ditemukan").click()
    expect(page.locator("#notice")).to_contain_text("blangko ditemukan lagi")

    scan = ("scan", "b" * 32, "74120001", "74120002")
    assert ([], [scan], [scan, ("found", "b" * 32, "74120003", True)]) == (
        opened, stayed, desk.acts,
    )  # fmt: skip


def broken_rules(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{rule['id']} {rule['nodes'][0]['html'][:120]}" for rule in found]


def is_covered(page: Page) -> bool:
    """The button stays in view; what it may lie on is nothing that can be chosen."""
    choice = page.locator(".choice").last.bounding_box()
    button = page.locator("[id^=look-] .btn").bounding_box()
    assert choice is not None
    assert button is not None
    return choice["y"] + choice["height"] > button["y"]


def is_below(page: Page, edge: int) -> bool:
    """The button of the moment, where there is one."""
    button = page.locator("[id^=look-] .btn, [id^=shift-] .btn-primary").first
    box = button.bounding_box() if button.count() else None
    return box is not None and box["y"] + box["height"] > edge
