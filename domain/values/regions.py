"""Region codes of the Kemendagri: PP.KK.CC.DDDD, not the codes of BPS."""

import re

_FORM = re.compile(r"([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{2})(?:\.?([0-9]{4}))?)?)?")

FIRST_KOTA = 71
"""Kabupaten are numbered from 01, kota from 71."""


def region_parts(code: str) -> tuple[str, ...]:
    """Province, kabupaten or kota, kecamatan, village: as many as the code has.

    Takes the form with and without dots; raises ValueError for any other.
    """
    match = _FORM.fullmatch(code)
    if match is None:
        raise ValueError("a region code is PP, PP.KK, PP.KK.CC or PP.KK.CC.DDDD")
    return tuple(part for part in match.groups() if part is not None)


def plain(code: str) -> str:
    """`36.03.12` as `360312`, the form in which the installation keeps codes."""
    return "".join(region_parts(code))


def dotted(code: str) -> str:
    """`360312` as `36.03.12`, the form of the Kemendagri's lists."""
    return ".".join(region_parts(code))


def is_kota(code: str) -> bool:
    """Whether the second part is a kota's number."""
    parts = region_parts(code)
    return len(parts) > 1 and int(parts[1]) >= FIRST_KOTA
