"""Every word of every page is a message, and whoever asks for English reads English.

A made-up language puts marks around each message: what stands outside of the marks was forgotten,
or is data.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, nodes
from starlette.testclient import TestClient

from application import language
from application.receipts import status_code
from domain.people.state import Role
from tests.integration.pages.conftest import Pages
from tests.support.memory_desk import JAMMED, VIEW, MemoryDesk
from tests.support.office import KELAPA_DUA
from web.app import doors
from web.station_page.app import create_station_app

ROOT = Path(__file__).parents[3] / "web"
TEMPLATES = sorted([*ROOT.glob("templates/*.html"), *ROOT.glob("station_page/templates/*.html")])
SPOKEN = frozenset({"aria-label", "title", "alt", "placeholder"})
VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "rect", "use"})
SILENT = frozenset({"script", "style", "code", "kbd", "pre", "time"})
LETTERS = re.compile(r"[^\W\d_]{2,}")


class Marked(NullTranslations):
    """Says each message between marks; their places stay."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


class Reader(HTMLParser):
    """What a person sees or hears of a page outside of any mark."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.bare: list[str] = []
        self._depth = 0
        self._silent: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in SPOKEN and value:
                self._heard(self._outside(value, 0)[0])
        if tag in VOID:
            return
        # The switch is in the language that it offers; initials of a name are not read out.
        apart = tag != "html" and any(name in {"lang", "aria-hidden"} for name, _ in attrs)
        if self._silent or apart or tag in SILENT:
            self._silent.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._silent and tag not in VOID:
            self._silent.pop()

    def handle_data(self, data: str) -> None:
        outside, self._depth = self._outside(data, self._depth)
        if not self._silent:
            self._heard(outside)

    def _heard(self, text: str) -> None:
        if LETTERS.search(text):
            self.bare.append(" ".join(text.split()))

    @staticmethod
    def _outside(text: str, depth: int) -> tuple[str, int]:
        kept = []
        for sign in text:
            depth += {"⟦": 1, "⟧": -1}.get(sign, 0)
            if not depth:
                kept.append(sign if sign != "⟧" else " ")
        return "".join(kept), depth


# ---- what templates say


def flat(node: nodes.Node) -> Iterator[str]:
    """A template as HTML: both ways of each branch, and the literals that an expression shows."""
    for child in node.iter_child_nodes():
        if isinstance(child, nodes.TemplateData):
            yield child.data
        elif isinstance(child, nodes.Expr):
            yield "".join(shown(child)) if isinstance(node, nodes.Output) else ""
        else:
            yield from flat(child)


def shown(part: nodes.Node) -> Iterator[str]:
    """`"kartu" if is_card else _("lembar")` shows `kartu`."""
    match part:
        case nodes.Const():
            yield str(part.value)
        case nodes.CondExpr():
            yield from shown(part.expr1)
            if part.expr2 is not None:
                yield from shown(part.expr2)
        case nodes.Or() | nodes.And() | nodes.Add():
            yield from shown(part.left)
            yield from shown(part.right)
        case nodes.Concat():
            for one in part.nodes:
                yield from shown(one)
        case nodes.Filter() if part.node is not None:
            yield from shown(part.node)
        case _:
            return


def labels(tree: nodes.Template) -> Iterator[str]:
    """Sentences and labels in tables and in calls of macros: what looks like words to read."""
    for table in tree.find_all((nodes.List, nodes.Tuple, nodes.Dict, nodes.Call)):
        if isinstance(table, nodes.Call) and said_of(table) in {"_", "gettext", "ngettext"}:
            continue
        for one in table.iter_child_nodes():
            inner = one.value if isinstance(one, nodes.Pair) else one
            text = inner.value if isinstance(inner, nodes.Const) else ""
            if isinstance(text, str) and re.search(r"^[A-Z][a-z]|[a-z] [a-z]", text):
                yield text


def said_of(call: nodes.Call) -> str:
    return call.node.name if isinstance(call.node, nodes.Name) else ""


OURS = re.compile(
    r'\b(Terbit|RSS)\b|\b(hx-|aria-(invalid|describedby)=|id=)[^"]*"[^"]*"|\bautofocus\b'
)
"""Names, and the attributes that a macro gives."""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_says_nothing_outside_of_a_message(path: Path) -> None:
    environment = Environment(autoescape=True, extensions=["jinja2.ext.i18n"])
    tree = environment.parse(path.read_text())

    bare = [*Reader("".join(flat(tree))).bare, *labels(tree)]

    assert [] == [text for text in bare if LETTERS.search(OURS.sub("", text))]


# ---- what pages say


DATA = re.compile(
    r"\b([A-Z\d]{4}-[A-Z\d]{4}|(CTK|SJ)-[\w-]+|[A-Z]{2,}|[0-9a-f]{8,}"  # codes
    r"|\w+[._]\w+|petugas-\w+|innovations"  # names of events, accounts, indicators
    r"|\d+ (Jan|Mar|Nov|Des)\w*"  # days
    r"|Terbit|Kab\. Tangerang|Curug|Kelapa Dua|Balaraja|Kartu 1"  # places
    r"|\w+ (Umpama|Contoh|Misal|Peraga|Model|Teladan|Andai)"  # people
    r"|Milik saya|pindah gedung|Sementara tutup)\b"  # what people typed
)
"""Of the office of the tests: is never translated."""
LINK = re.compile(r'(?:href|action|formaction)="(/[^"#]*)')
FREEZE = "place=360317&scope=print&until=2026-11-30T17:00&ordered_by=470&reason=X&notice=Y"
NUMBER = re.compile(r"=(?=[^&]*[0-9])[^&]*")


@pytest.fixture
def busy(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> Pages:
    """Something on every page; then the made-up language."""
    office, staff = pages.office, pages.office.staff
    pages.unknown_card("spoiled")
    sent = [office.printed_card()[0] for _ in range(3)]
    office.card_in_spite_of_a_cancel()
    for _ in range(3):
        office.complete()
    office.approve(office.complete())
    office.receive("74130001")
    pages.done(staff.counter, "/serah/kiriman", pick=sent[:1], to_office=KELAPA_DUA)
    pages.done(staff.approver, "/antrean/tampilan", name="Milik saya", tab="setujui", tempat="")
    freeze = {"scope": ["change"], "until": "2026-11-30T17:00", "reason": "pindah gedung"}
    pages.done(staff.head, "/pembekuan", **freeze, ordered_by="470/1", notice="Sementara tutup.")
    monkeypatch.setattr(language, "_words_of", lambda _: Marked())
    return pages


def pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path)))


PATTERNS = {
    path: pattern(path) for path in (door.split()[1] for door in doors() if door.startswith("GET "))
}
PAGES = {
    "/",
    "/antrean",
    "/antrean/{document}",
    "/bantuan",
    "/blangko",
    "/blangko/{serial}",
    "/capaian",
    "/darurat",
    "/gangguan",
    "/impor",
    "/kebijakan",
    "/kinerja",
    "/kinerja/daftar",
    "/kode",
    "/masuk",
    "/pembekuan",
    "/pembekuan/pratinjau",
    "/pembekuan/tumpukan",
    "/pengguna",
    "/penghapusan",
    "/pengumuman",
    "/penugasan",
    "/permohonan",
    "/permohonan/{document}/tanda-terima",
    "/permohonan/paket",
    "/pita",
    "/riwayat",
    "/riwayat/bangun-ulang",
    "/riwayat/beda",
    "/riwayat/cetakan/{document}",
    "/riwayat/ekspor",
    "/riwayat/stok",
    "/riwayat/{subject}",
    "/selisih",
    "/serah",
    "/serah/kiriman",
    "/serah/kiriman/{slip}",
    "/stasiun",
    "/status",
    "/status/{code}",
    "/stok",
    "/tak-pasti",
    "/target",
}


def door_of(link: str) -> str | None:
    bare = link.partition("?")[0]
    return (
        bare
        if bare in PATTERNS
        else next((p for p, w in PATTERNS.items() if w.fullmatch(bare)), None)
    )


def visited(browser: TestClient, *named: str) -> Iterator[tuple[str, str]]:
    """Each page that can be asked for without a number, then one of each kind that those name."""
    waiting = [*named, *sorted(path for path in PATTERNS if "{" not in path and path != "/kabar")]
    seen = set(waiting)
    while waiting:
        path = waiting.pop(0)
        answer = browser.get(path, headers={"accept": "text/html"})
        assert answer.status_code < 500, path
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield path, answer.text
        for link in LINK.findall(answer.text.replace("&amp;", "&")):
            kind = f"{door_of(link)}?{NUMBER.sub('=', link.partition('?')[2])}"
            if door_of(link) and kind not in seen:
                seen.add(kind)
                waiting.append(link)


def forgotten(path: str, html: str) -> list[str]:
    return [f"{path}: {text}" for text in Reader(html).bare if LETTERS.search(DATA.sub("", text))]


def test_no_page_says_anything_outside_of_a_message(busy: Pages) -> None:
    office = busy.office
    document = office.complete()
    busy.settle()
    with busy.stranger() as stranger:
        named = (f"/status/{status_code(office.centre.keys, document)}", "/status/ZZZZ")
        pages = list(visited(stranger, *named))
    for role in Role:
        browser = busy.browser(office.hire(f"{role} Umpama", role))
        pages += visited(
            browser, f"/permohonan/{document}/tanda-terima", f"/pembekuan/pratinjau?{FREEZE}"
        )

    assert PAGES <= {door_of(path) for path, _ in pages}
    assert [] == sorted({text for page in pages for text in forgotten(*page)})


SHOWN: tuple[dict[str, Any], ...] = (
    {},
    {"connected": False, "seen_at": "09.40", "behind": True, "outbox": 2},
    {"frozen_until": "2026-11-30T10:00:00.000Z", "shift_open": False, "operators": ()},
    {"printers": (replace(JAMMED, doing="idle", last_words="busy", next_serial=None),)},
    {"printers": (), "leases": ()},
)


@pytest.mark.parametrize("shown", SHOWN)
def test_the_page_of_a_station_says_nothing_outside_of_a_message(
    monkeypatch: pytest.MonkeyPatch, shown: dict[str, Any]
) -> None:
    monkeypatch.setattr(language, "_words_of", lambda _: Marked())
    with TestClient(create_station_app(MemoryDesk(replace(VIEW, **shown)))) as operator:
        html = operator.get("/").text

    assert [] == forgotten("/", html)


# ---- English


def test_a_cookie_turns_the_pages_into_english(pages: Pages) -> None:
    office = pages.office
    office.complete()
    browser = pages.browser(office.staff.approver)
    before = browser.get("/antrean").text
    turned = browser.post("/bahasa")
    english = browser.get("/antrean").text
    browser.post("/bahasa")
    after = browser.get("/antrean").text

    assert 303 == turned.status_code
    assert "bahasa=en" in turned.headers["set-cookie"]
    for page in (before, after):
        assert '<html lang="id"' in page
        assert "<h1>Antrean cetak</h1>" in page
    assert '<html lang="en"' in english
    assert "<h1>Print queue</h1>" in english
    assert "1 waiting for approval" in english
    assert "Antrean" not in english


def test_a_stranger_reads_english_and_a_cookie_of_no_language_is_indonesian(pages: Pages) -> None:
    with pages.stranger() as stranger:
        stranger.cookies.set("bahasa", "en")
        english = stranger.get("/status").text
        stranger.cookies.set("bahasa", "xx")
        unknown = stranger.get("/status").text

    assert "How far has my application come?" in english
    assert "Sudah sampai mana permohonan saya?" in unknown


def test_what_people_wrote_is_shown_as_they_wrote_it(pages: Pages) -> None:
    """A name that is a word of ours, or HTML, goes through no translation."""
    office = pages.office
    office.complete(name="<B>KARTU</B>")
    browser = pages.browser(office.staff.approver)
    browser.cookies.set("bahasa", "en")
    shown = browser.get("/antrean", params={"tab": "setujui"}).text

    assert "&lt;B&gt;KARTU&lt;/B&gt;" in shown
    assert "<B>" not in shown
