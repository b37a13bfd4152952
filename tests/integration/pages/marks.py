"""A form sent as htmx sends it, and which of its fields the answer marks."""

import re
from typing import Any

from domain.event import Person
from tests.integration.pages.conftest import Pages

CELL = re.compile(
    r'<hx-partial hx-target="#([\w.-]+)-cell" hx-swap="outerMorph">(.*?)</hx-partial>', re.DOTALL
)


def sent(
    pages: Pages, who: Person, page: str, to: str, form: dict[str, Any], source: str = "form"
) -> Any:
    """As htmx sends a form that stands on `page`."""
    browser = pages.browser(who)
    headers = {
        "hx-request": "true",
        "hx-source": source,
        "referer": f"{browser.base_url}{page}",
    }
    return pages.post(who, to, headers=headers, **form)


def cells(answer: Any) -> dict[str, str]:
    return dict(CELL.findall(answer.text))


def marked(answer: Any) -> list[str]:
    return [cell for cell, html in cells(answer).items() if 'aria-invalid="true"' in html]
