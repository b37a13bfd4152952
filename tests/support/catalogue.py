"""`python -m tests.support.catalogue`: what the source says, in the English catalogues.

Templates stand in `pages.po`, words of code in `words.po`. What the source no longer says is left
out, what is new comes in without English; each message without English is named.
"""

import sys
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po

from application.language import CATALOGUE

ROOT = Path(__file__).parents[2]
ENGLISH = CATALOGUE / "en"
TEMPLATES = ("web/templates", "web/station_page/templates")
CODE = ("application", "projections", "web", "workers")
KEYWORDS: dict[str, Any] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "ngettext": (1, 2),
    "counted": (1, 2),
}
AS_ANSWERED = {
    "extensions": "jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "silent": "false",
}
"""As `web.answering` makes its environment: the messages are then the same."""

HEADER = b"""\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
"""No dates, no names: a catalogue differs only where its words do."""

Id = str | tuple[str, ...]


@cache
def of_templates() -> dict[Id, str]:
    """Message -> the first file that says it."""
    files = (path for folder in TEMPLATES for path in sorted((ROOT / folder).glob("*.html")))
    return _said(files, "jinja2", AS_ANSWERED)


@cache
def of_code() -> dict[Id, str]:
    files = (path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py")))
    return _said(files, "python", {})


def _said(files: Iterator[Path], method: str, options: dict[str, str]) -> dict[Id, str]:
    found: dict[Id, str] = {}
    for path in files:
        with path.open("rb") as source:
            for _line, said, _notes, _context in extract(
                method, source, keywords=KEYWORDS, options=options
            ):
                found.setdefault(said, str(path.relative_to(ROOT)))
    return found


def known(name: str, folder: Path = ENGLISH) -> Catalog:
    with (folder / name).open("rb") as file:
        return read_po(file, locale="en")


KINDS = {"pages.po": of_templates, "words.po": of_code}


def updated(name: str, folder: Path = ENGLISH) -> Catalog:
    """The messages of the source with the English that is known."""
    before = known(name, folder)
    now = Catalog(locale="en")
    for said in KINDS[name]():
        one = before.get(said[0] if isinstance(said, tuple) else said)
        now.add(said, one.string if one is not None and one.id == said else "")
    return now


def as_bytes(catalogue: Catalog) -> bytes:
    out = BytesIO()
    write_po(out, catalogue, width=0, no_location=True, omit_header=True, sort_output=True)
    return HEADER + out.getvalue().strip() + b"\n"


def untranslated(catalogue: Catalog) -> list[Message]:
    return [one for one in catalogue if one.id and not _is_whole(one)]


def _is_whole(message: Message) -> bool:
    texts = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return bool(texts) and all(texts)


def main(folder: Path = ENGLISH) -> int:
    """The number of messages that still want English."""
    wanting = 0
    for name in KINDS:
        catalogue = updated(name, folder)
        (folder / name).write_bytes(as_bytes(catalogue))
        for one in untranslated(catalogue):
            wanting += 1
            sys.stdout.write(f"{name}: {one.id!r} has no English\n")
    return wanting


if __name__ == "__main__":
    sys.exit(bool(main()))
