"""Every page that has an address of its own: axe in both themes, and 320 px wide."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from domain.people.state import Role
from tests.support.clerks import Clerk
from tests.support.yard import Yard
from web.rules import RULES, Open

NO_PAGES = ("/kabar", "/sesi", "/masuk/sso", "/masuk/sso/kembali", "/impor/ditolak")
ASKED = {
    "/kinerja/daftar": "?angka=printed",
    "/pembekuan/pratinjau": "?place=3603&scope=print&until=2099-01-04T08:00&ordered_by=470/1",
}
"""What these pages cannot do without."""
FILES = (".csv", ".pdf", ".rss", ".png", ".svg")


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 4) as made:
        yield made


def paths() -> list[str]:
    """Those that no number, name or code completes; stations and programs have their own."""
    found = [door.split(" ")[1] for door in RULES if door.startswith("GET ")]
    return [
        path
        for path in found
        if "{" not in path
        and path not in NO_PAGES
        and not path.endswith(FILES)
        and not path.startswith("/api/")
    ]


@pytest.mark.timeout(500)
def test_every_page_can_be_used_by_everybody(browser: Browser, yard: Yard) -> None:
    """Each as the first who may come in; what needs something asked for is judged elsewhere."""
    office = yard.office
    office.complete()
    office.approve(office.complete())
    people = {f"{role.value}-satu": office.hire(f"{role.value} Misal", role) for role in Role}
    clerks = [Clerk(browser, yard, login, who) for login, who in people.items()]
    widths = {}
    left = []
    for path in paths():
        clerk = next((one for one in clerks if comes_in(one, path)), None)
        if clerk is None:
            left.append(path)
            continue
        clerk.judge()
        widths[path] = width(clerk)

    assert [] == left
    assert [] == sorted({broken for clerk in clerks for broken in clerk.inaccessible})
    assert {320} == set(widths.values()), widths
    assert [] == [said for clerk in clerks for said in clerk.said if "403" not in said]


def comes_in(clerk: Clerk, path: str) -> bool:
    answer = clerk.page.goto(path + ASKED.get(path, ""))
    return answer is not None and answer.ok and urlsplit(clerk.page.url).path == path


def width(clerk: Clerk) -> int:
    clerk.page.set_viewport_size({"width": 320, "height": 700})
    found = int(clerk.page.evaluate("document.documentElement.scrollWidth"))
    clerk.page.set_viewport_size({"width": 1366, "height": 900})
    return found


def test_doors_that_are_open_to_all_are_among_them() -> None:
    """The list follows the rules: a page that is added is judged."""
    opened = {door for door, rule in RULES.items() if rule is Open.TO_ALL}

    assert {"GET /status", "GET /stok", "GET /pengumuman", "GET /kode"} <= opened
    assert {"/status", "/stok", "/pengumuman", "/kode", "/riwayat", "/gangguan"} <= set(paths())
