"""`/impor`: a list of applications is shown as understood, taken in, mended and given again."""

from tests.integration.pages.conftest import Pages
from tests.support.lists import Importer, sums
from tests.unit.importing.application_lists import NIK, lost_card, table


def test_applications_are_looked_at_taken_in_and_reported_on(pages: Pages) -> None:
    clerk = Importer(pages)
    rows = [lost_card(), lost_card(number="P-2", kind="Paspor"), lost_card(number="P-3", papers="")]
    found = clerk.offered(table(*rows).encode(), kind="applications")
    html = pages.html(clerk.who, "/impor")
    words = [one["word"] for one in found["preview"]["parts"][0]["used"]]
    good, bad, _ = found["preview"]["first"]
    clerk.put_away()
    done = clerk.taken(table(*rows).encode(), kind="applications")

    assert ["Nomor permohonan", "Jenis dokumen", "Sebab", "Nomor surat kehilangan"] == words[:4]
    assert ("KTP-el", "pengganti hilang", "BUDI CONTOH") == (
        good["kind"],
        good["cause"],
        good["name"],
    )
    assert "Jenis dokumen tidak dikenal" in bad["wrong"]
    assert "Baris berisi permohonan" in html
    assert NIK not in html
    assert (3, 1, 0, 2) == sums(done)
    assert "Unduh 2 baris yang ditolak" in pages.html(clerk.who, "/impor")
