"""Ways to work a page: a mouse, a keyboard alone, and a scanner where there are numbers to scan."""

from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

SECONDS = 30_000
MOST_TABS = 160
SCANNER_MS = 2
KEYS_OF_A_SCANNER = """number => [...number, "Enter"].forEach(key =>
    document.body.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true})))"""
ACTIVE = "one => one === document.activeElement"


class Hands(ABC):
    """`form`: the form that is worked on; fields are named as they are sent."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def submit(self, form: str, values: dict[str, Any], button: str) -> None:
        """Field by field, then the button. A form in a closed part is opened first."""
        at = self.page.locator(form).first
        at.wait_for(state="attached", timeout=SECONDS)
        if not at.is_visible():
            self.press(at.locator("xpath=ancestor::details").locator("summary").first)
        expect(at).to_be_visible(timeout=SECONDS)
        for name, value in values.items():
            self.put(at.locator(f"[name='{name}']:not([type=hidden])"), value)
        self.press(at.get_by_role("button", name=button).first)

    def put(self, field: Locator, value: Any) -> None:
        kind = field.first.get_attribute("type") or field.first.evaluate("one => one.localName")
        if kind in ("checkbox", "radio"):
            self.tick(field, value)
        elif kind == "select":
            self.choose(field.first, value)
        else:
            self.fill(field.first, value)

    def attach(self, field: Locator, path: Path) -> None:
        """The browser's own dialogue is opened by hand; what it answers is given to it."""
        with self.page.expect_file_chooser(timeout=SECONDS) as chooser:
            self.open(field)
        chooser.value.set_files(path)

    def open(self, field: Locator) -> None:
        """The field of a file."""
        self.press(field)

    @abstractmethod
    def press(self, button: Locator) -> None: ...

    @abstractmethod
    def fill(self, field: Locator, text: str) -> None: ...

    @abstractmethod
    def choose(self, field: Locator, label: str) -> None: ...

    @abstractmethod
    def tick(self, field: Locator, value: str) -> None:
        """The box or button of this value among those of one name."""


class Mouse(Hands):
    """Clicks; letters come from the keyboard all the same."""

    def press(self, button: Locator) -> None:
        button.click(timeout=SECONDS)

    def fill(self, field: Locator, text: str) -> None:
        if field.get_attribute("type") in ("date", "datetime-local", "number"):
            field.fill(text)
            return
        field.click(timeout=SECONDS)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, label: str) -> None:
        field.select_option(label=label)

    def tick(self, field: Locator, value: str) -> None:
        box = field.and_(self.page.locator(f"[value='{value}']"))
        if not box.is_checked():
            box.click(timeout=SECONDS)


class Keys(Hands):
    """Tab, letters, arrows, space and Enter: nothing is focused but by the Tab key."""

    def press(self, button: Locator) -> None:
        self._reach(button)
        self.page.keyboard.press("Enter")

    def open(self, field: Locator) -> None:
        self._reach(field)
        self.page.keyboard.press("Space")

    def fill(self, field: Locator, text: str) -> None:
        self._reach(field)
        if field.get_attribute("type") in ("date", "datetime-local"):
            self._date(text)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, field: Locator, label: str) -> None:
        self._reach(field)
        self.page.keyboard.type(label)
        expect(field.locator("option:checked")).to_have_text(label)

    def tick(self, field: Locator, value: str) -> None:
        wanted = field.and_(self.page.locator(f"[value='{value}']"))
        if field.first.get_attribute("type") == "radio":
            self._turn(field, wanted)
        elif not wanted.is_checked():
            self._reach(wanted)
            self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def _turn(self, field: Locator, wanted: Locator) -> None:
        """Tab stops once at a group of radio buttons; arrows go on from there."""
        if wanted.is_checked():
            return
        stops = [field.nth(at) for at in range(field.count())]
        self._reach(*stops)
        self.page.keyboard.press("Space")
        for _ in stops:
            if wanted.is_checked():
                return
            self.page.keyboard.press("ArrowDown")

    def _date(self, text: str) -> None:
        """By the parts of the field: day and month alike, so that no order of them matters."""
        day, _, clock = text.partition("T")
        year, month, date = day.split("-")
        assert month == date, "a date whose day and month are the same"
        self.page.keyboard.type(f"{month}{date}{year}")
        if clock:
            hour, minute = clock.split(":")
            self.page.keyboard.press("ArrowRight")
            self.page.keyboard.type(f"{hour}{minute}")
            self.page.keyboard.type("AM")

    def _reach(self, *wanted: Locator) -> None:
        for _ in range(MOST_TABS):
            if any(one.evaluate(ACTIVE) for one in wanted):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"no Tab leads to {wanted[0]}")


class Scanner(Mouse):
    """Numbers arrive faster than any hand types, each ended by Enter."""

    def scan(self, number: str, pause_ms: int = SCANNER_MS) -> None:
        """Into the field that has the focus; a scanner by radio may pause before its Enter."""
        self.page.keyboard.type(number, delay=SCANNER_MS)
        self.page.wait_for_timeout(pause_ms)
        self.page.keyboard.press("Enter")

    def find(self, number: str) -> None:
        """Where no field has the focus; as fast as a scanner, however busy the machine is."""
        self.page.evaluate(KEYS_OF_A_SCANNER, number)
