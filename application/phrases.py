"""Sentences that are Indonesian at rest and can be said again in the language of who reads them.

A list is read when nobody knows who will look at the report: its reasons are kept as they were
put together, and are said where they are shown. As strings they are what they always were.
"""

from collections.abc import Iterable
from typing import Any, Self

from application.language import N_, _


class Phrase(str):
    """A message marked with `N_` and what stands in its places: words as phrases, else data."""

    __slots__ = ("message", "values")

    def __new__(cls, message: str, **values: str | int) -> Self:
        made = super().__new__(cls, message.format(**values))
        made.message, made.values = message, values
        return made

    message: str
    values: dict[str, str | int]


class Listing(str):
    """Phrases side by side with a word between them."""

    __slots__ = ("between", "parts")

    def __new__(cls, between: str, parts: Iterable[str]) -> Self:
        kept = tuple(parts)
        made = super().__new__(cls, between.join(kept))
        made.between, made.parts = between, kept
        return made

    between: str
    parts: tuple[str, ...]


def either(parts: Iterable[str]) -> Listing:
    return Listing(Phrase(N_(" atau ")), parts)


def both(parts: Iterable[str]) -> Listing:
    return Listing(Phrase(N_(" dan ")), parts)


def in_words(text: Any) -> Any:
    """In the language of the reader; what is no phrase is data and stays."""
    match text:
        case Phrase():
            values = {name: in_words(value) for name, value in text.values.items()}
            return _(text.message).format(**values)
        case Listing():
            between: str = in_words(text.between)
            return between.join(in_words(part) for part in text.parts)
        case _:
            return text


def packed(text: str) -> Any:
    """For a pipe between two processes."""
    if not isinstance(text, Phrase):
        return text
    return [
        text.message,
        {
            name: packed(value) if isinstance(value, str) else value
            for name, value in text.values.items()
        },
    ]


def unpacked(sent: Any) -> Any:
    if not isinstance(sent, list):
        return sent
    message, values = sent
    return Phrase(message, **{name: unpacked(value) for name, value in values.items()})
