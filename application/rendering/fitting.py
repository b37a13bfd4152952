"""Breaks a text into lines at the largest size that has room for it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

Measure = Callable[[str, int], float]
"""Width of a text at a size."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Fitted:
    """A text cut into lines at the largest size that fits; `cut` letters have no room."""

    size: int
    lines: tuple[str, ...]
    cut: int = 0


def fitted(text: str, width: float, lines: int, sizes: Sequence[int], measure: Measure) -> Fitted:
    """One line at any size before two, the larger size before the smaller; else cut."""
    for count in range(1, lines + 1):
        for size in sizes:
            broken = filled(text, size, width, measure)
            if len(broken) <= count and all(measure(line, size) <= width for line in broken):
                return Fitted(size=size, lines=broken)
    return _cut(text, width, lines, sizes[-1], measure)


def filled(text: str, size: int, width: float, measure: Measure) -> tuple[str, ...]:
    """Filled line by line at blanks; a word wider than a line has a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or measure(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _cut(text: str, width: float, lines: int, size: int, measure: Measure) -> Fitted:
    kept, left = [], text
    for _ in range(lines):
        end = 0
        while end < len(left) and measure(left[: end + 1], size) <= width:
            end += 1
        kept.append(left[:end].rstrip())
        left = left[end:].lstrip()
    return Fitted(size=size, lines=tuple(kept), cut=len(left))
