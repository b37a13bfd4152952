"""Serials of blanks: an optional letter prefix and digits of a fixed width, and their ranges."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_FORM = re.compile(r"([A-Z]{0,4})([0-9]{1,16})")


def _split(serial: str) -> tuple[str, int, int]:
    """Prefix, width and number: serials sort by this key, and only equal kinds are neighbours."""
    match = _FORM.fullmatch(serial)
    if match is None:
        raise ValueError("a serial is up to 4 capital letters and up to 16 digits")
    return match[1], len(match[2]), int(match[2])


def is_serial(text: str) -> bool:
    return _FORM.fullmatch(text) is not None


def tidy(text: str) -> str:
    """As scanned or typed, `a 7412 0381` or `a74120381`, to `A74120381`."""
    return "".join(text.upper().split())


def display(serial: str) -> str:
    """Digits in fours from the right: `7412 0381`, `A 12 3456`."""
    prefix, width, _ = _split(serial)
    digits = serial[len(prefix) :]
    head = width % 4
    parts = [prefix, digits[:head], *(digits[at : at + 4] for at in range(head, width, 4))]
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class SerialRange:
    """Serials from first to last, both in it. Raises ValueError if they are not of one kind."""

    first: str
    last: str

    def __post_init__(self) -> None:
        prefix, width, low = _split(self.first)
        if (prefix, width) != _split(self.last)[:2]:
            raise ValueError("first and last serial differ in prefix or width")
        if low > _split(self.last)[2]:
            raise ValueError("the first serial stands after the last")

    def __len__(self) -> int:
        return _split(self.last)[2] - _split(self.first)[2] + 1

    def __contains__(self, serial: object) -> bool:
        if not isinstance(serial, str) or not is_serial(serial):
            return False
        return _split(self.first) <= _split(serial) <= _split(self.last)

    def __iter__(self) -> Iterator[str]:
        prefix, width, low = _split(self.first)
        return (f"{prefix}{number:0{width}}" for number in range(low, low + len(self)))

    def pair(self) -> list[str]:
        """The form in which events keep a range."""
        return [self.first, self.last]


def merge(ranges: Iterable[SerialRange]) -> list[SerialRange]:
    """The same serials in the fewest ranges, in order; overlaps count once."""
    merged: list[SerialRange] = []
    for item in sorted(ranges, key=lambda item: _split(item.first)):
        if merged and _touch(merged[-1], item):
            last = max(merged[-1].last, item.last, key=_split)
            merged[-1] = SerialRange(merged[-1].first, last)
        else:
            merged.append(item)
    return merged


def subtract(ranges: Iterable[SerialRange], taken: Iterable[SerialRange]) -> list[SerialRange]:
    """Serials of `ranges` that are not in `taken`, in the fewest ranges."""
    left = merge(ranges)
    for hole in merge(taken):
        left = [piece for item in left for piece in _without(item, hole)]
    return left


def ranges_of(serials: Iterable[str]) -> list[list[str]]:
    """Pairs [first, last] in order, as events keep them; a serial given twice counts once."""
    return [item.pair() for item in merge(SerialRange(serial, serial) for serial in serials)]


def expand(ranges: Iterable[Sequence[str]]) -> Iterator[str]:
    """Every serial of the pairs, in the order given. Raises ValueError for what is no range."""
    for first, last in ranges:
        yield from SerialRange(first, last)


def _touch(low: SerialRange, high: SerialRange) -> bool:
    prefix, width, last = _split(low.last)
    other_prefix, other_width, first = _split(high.first)
    return (prefix, width) == (other_prefix, other_width) and first <= last + 1


def _without(item: SerialRange, hole: SerialRange) -> Iterator[SerialRange]:
    prefix, width, low = _split(item.first)
    high = _split(item.last)[2]
    if (prefix, width) != _split(hole.first)[:2]:
        yield item
        return
    start, stop = _split(hole.first)[2], _split(hole.last)[2]
    for left, right in ((low, min(high, start - 1)), (max(low, stop + 1), high)):
        if left <= right:
            yield SerialRange(f"{prefix}{left:0{width}}", f"{prefix}{right:0{width}}")
