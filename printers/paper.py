"""A document for A4 sheets."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class PaperDocument:
    """A PDF and how many pages it has: printed on one side, as many sheets."""

    pdf: bytes
    pages: int
