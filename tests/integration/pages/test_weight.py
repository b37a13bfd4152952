"""What a page weighs on the wire, with everything it draws in; and how little of it is ours."""

import gzip
import re
from pathlib import Path

from domain.people.state import Role
from tests.integration.pages.conftest import Pages
from web.app import doors

WEB = Path(__file__).parents[3] / "web" / "static"
MOST = 130_000
LINES = 60
LINKED = re.compile(r'(?:href|src)="(/static/[^"#]+)')
DRAWN_IN = re.compile(r"url\(\"?(/static/[^\")]+|vendor/[^\")]+)")
ROWS = 45
"""A full page of the queue, and more."""


def packed(content: bytes) -> int:
    return len(gzip.compress(content, 6))


def linked(html: str) -> set[Path]:
    """Styles, scripts, pictures and the font that a page names, and those that a style names."""
    found = {WEB / name.removeprefix("/static/").split("?")[0] for name in LINKED.findall(html)}
    for style in [path for path in found if path.suffix == ".css"]:
        named = DRAWN_IN.findall(style.read_text())
        found |= {WEB / name.removeprefix("/static/") for name in named}
    return found


def test_no_page_is_heavier_than_a_slow_link_bears(pages: Pages) -> None:
    office = pages.office
    for _ in range(ROWS):
        office.complete()
    for _ in range(3):
        office.printed_card()
    paths = sorted({door.split()[1] for door in doors() if door.startswith("GET ")})
    paths = [path for path in paths if "{" not in path and path != "/kabar"]
    weights = {}
    for role in Role:
        browser = pages.browser(office.hire(f"{role} Umpama", role))
        for path in paths:
            answer = browser.get(path)
            if answer.status_code != 200 or "text/html" not in answer.headers["content-type"]:
                continue
            files = linked(answer.text)
            assert all(file.exists() for file in files), (path, files)
            # The font is packed already.
            own = sum(
                file.stat().st_size if file.suffix == ".woff2" else packed(file.read_bytes())
                for file in files
            )
            weights[role, path] = packed(answer.content) + own

    assert len(weights) > 30
    assert {} == {page: weight for page, weight in weights.items() if weight > MOST}
    assert max(weights.values()) > 60_000


def test_our_own_script_stays_small() -> None:
    own = [path for path in WEB.glob("*.js") if "vendor" not in path.parts]

    assert sum(len(path.read_text().splitlines()) for path in own) < LINES
