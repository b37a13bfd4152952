"""How far an indicator is: count of base, as a share, and how many are wanting to its target."""

from dataclasses import dataclass

from domain.figures.indicators import WHOLE


@dataclass(frozen=True, kw_only=True, slots=True)
class Coverage:
    """`base` and `target` may not be known. A share over the whole is shown as it is."""

    count: int
    base: int | None = None
    target: int | None = None

    @property
    def share(self) -> int | None:
        """Hundredths of a percent, rounded; the whole is said only of the whole."""
        if not self.base:
            return None
        rounded = (2 * WHOLE * self.count + self.base) // (2 * self.base)
        if self.count < self.base:
            return min(rounded, WHOLE - 1)
        return max(rounded, WHOLE + 1) if self.count > self.base else WHOLE

    @property
    def is_over(self) -> bool:
        """More than there are: an error in the count or in the base, to be explained."""
        return self.base is not None and self.count > self.base

    def wanting(self, *, is_share: bool) -> int | None:
        """Persons or things between the count and the target; none when it is reached."""
        if self.target is None or (is_share and not self.base):
            return None
        aim = -(-(self.base or 0) * self.target // WHOLE) if is_share else self.target
        return max(0, aim - self.count)
