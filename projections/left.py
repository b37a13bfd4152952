"""Which keys have left memory, in little memory of its own."""

from collections.abc import Hashable, Iterable

BITS = 1 << 25
_LOW = BITS - 1


class Left:
    """A Bloom filter of 4 MiB: a key that left is always in it, another one hardly ever."""

    __slots__ = ("_bits", "_some")

    def __init__(self) -> None:
        self._bits = bytearray(BITS // 8)
        self._some = False

    def update(self, keys: Iterable[Hashable]) -> None:
        bits = self._bits
        for key in keys:
            drawn = hash(key)
            first, second = drawn & _LOW, (drawn >> 32) & _LOW
            bits[first >> 3] |= 1 << (first & 7)
            bits[second >> 3] |= 1 << (second & 7)
            self._some = True

    def __contains__(self, key: Hashable) -> bool:
        drawn = hash(key)
        first, second = drawn & _LOW, (drawn >> 32) & _LOW
        bits = self._bits
        return bool(bits[first >> 3] >> (first & 7) & 1 and bits[second >> 3] >> (second & 7) & 1)

    def __bool__(self) -> bool:
        return self._some
