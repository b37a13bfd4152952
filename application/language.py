"""Words in the language of whoever reads: Indonesian as written in the source, English by gettext.

The source strings are the Indonesian words themselves, so that they can never be untranslated.
Tables of words are marked with `N_` and stay Indonesian (documents are printed from them); who
shows a word says `_(word)` at that moment. The language is of the request, in a context variable.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import Translations

CATALOGUE = Path(__file__).parent / "catalogue"
LOCALES = {"id": "id_ID", "en": "en_GB"}
"""Language -> the locale of its dates and numbers."""

_spoken: ContextVar[str] = ContextVar("spoken", default="id")


def _(message: str) -> str:
    """The message in the language of the reader; a message without a translation stays."""
    return _words_of(_spoken.get()).gettext(message) if message else message


def counted(one: str, many: str, count: int) -> str:
    """The form for this count: Indonesian has one, English two."""
    return _words_of(_spoken.get()).ngettext(one, many, count)


def N_(message: str) -> str:  # noqa: N802 - the name that gettext's tools look for
    """Marks a word of a table for the catalogue; it is translated where it is shown."""
    return message


def spoken() -> str:
    return _spoken.get()


def locale() -> str:
    return LOCALES[_spoken.get()]


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Until the end of the block, words are in this language; an unknown one is Indonesian."""
    before = _spoken.set(language if language in LOCALES else "id")
    try:
        yield
    finally:
        _spoken.reset(before)


@cache
def _words_of(language: str) -> NullTranslations:
    found = NullTranslations()
    for path in sorted((CATALOGUE / language).glob("*.po")):
        compiled = BytesIO()
        with path.open("rb") as file:
            write_mo(compiled, read_po(file))
        compiled.seek(0)
        words = Translations(compiled)
        words.add_fallback(found)
        found = words
    return found
