"""What an office is measured by: whom it counts, and out of whom."""

from dataclasses import dataclass

from domain.documents.kinds import KIA, KTP_EL


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """`is_share`: measured as a percentage of a base; else the number itself is the aim.

    `held`: the kind of document of which Terbit knows itself who holds one.
    `handed_over`: the kind of which it knows how many it gave out.
    """

    code: str
    is_share: bool = True
    held: str | None = None
    handed_over: str | None = None


INDICATORS = {
    one.code: one
    for one in (
        Indicator(code="ktp_recorded"),
        Indicator(code="ktp_held", held=KTP_EL),
        Indicator(code="birth_deeds", handed_over="birth_certificate"),
        Indicator(code="kia_held", held=KIA),
        Indicator(code="death_deeds", handed_over="death_certificate"),
        Indicator(code="burial_books"),
        Indicator(code="ikd_active"),
        Indicator(code="data_access", is_share=False),
        Indicator(code="innovations", is_share=False),
    )
}
WHOLE = 10_000
"""Of a target that is a share: 100 percent."""
