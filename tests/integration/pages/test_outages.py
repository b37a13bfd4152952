"""`/gangguan`: what failed is recorded by who is there, ends, and is counted for the head."""

from typing import Any

from pypdfium2 import PdfDocument

from domain.people.state import Role
from domain.refusal import Reason
from tests.integration.pages.conftest import Pages
from tests.support.office import CURUG, KELAPA_DUA

FORM: dict[str, Any] = {
    "place": [CURUG],
    "cause": "power",
    "at": "2026-11-25T08:30",
    "note": "gardu di depan pasar terbakar",
}
"""The clock of the office stands at 10.00 on that day."""


def test_an_outage_is_recorded_ended_and_told(pages: Pages) -> None:
    staff = pages.office.staff
    pages.done(staff.operator, "/gangguan", **FORM)
    standing = pages.get(staff.operator, "/gangguan")
    again = pages.refused(staff.operator, "/gangguan", **FORM)
    ended = {"office": CURUG, "cause": "power", "at": "2026-11-25T09:45"}
    pages.done(staff.operator, "/gangguan/selesai", **ended)
    told = pages.get(staff.head, "/gangguan")
    history = pages.html(staff.head, "/riwayat")

    assert ["Listrik padam"] == [row["what"] for row in standing["standing"]]
    assert Reason.OUTAGE_RECORDED == again
    assert ([], ["25 Nov 09.45"]) == (told["standing"], [row["ended"] for row in told["over"]])
    assert "Gangguan (listrik padam) dicatat, sejak 25 Nov 08.30: gardu di depan pasar" in history


def test_the_head_reads_how_long_it_lasted(pages: Pages) -> None:
    staff = pages.office.staff
    pages.done(staff.head, "/gangguan", **{**FORM, "place": [CURUG, KELAPA_DUA]})
    ended = {"office": CURUG, "cause": "power", "at": "2026-11-25T09:45"}
    pages.done(staff.head, "/gangguan/selesai", **ended)
    found = pages.get(staff.head, "/kinerja")["outages"]
    report = pages.browser(staff.head).get("/kinerja/laporan.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in PdfDocument(report.content))

    assert {CURUG: "1 jam 15 menit"}.items() <= {r["office"]: r["lasted"] for r in found}.items()
    assert "Gangguan yang tercatat" in text
    assert "Listrik padam" in text


def test_a_form_that_says_too_little_is_refused_with_a_sentence(pages: Pages) -> None:
    operator = pages.office.hire("Tuti Misal", Role.OPERATOR, CURUG)
    wrongs: list[dict[str, Any]] = [{"place": []}, {"at": "junk"}, {"at": "9999-12-31T23:59"}]
    for wrong in wrongs:
        assert 422 == pages.post(operator, "/gangguan", **{**FORM, **wrong}).status_code
    for changes, reason in (
        ({"note": " "}, Reason.NO_REASON),
        ({"cause": "rain"}, Reason.BAD_OUTAGE),
        ({"at": "2026-11-20T08:30"}, Reason.BAD_OUTAGE),
        ({"place": [KELAPA_DUA]}, Reason.NO_LIVE_POSTING),
    ):
        assert reason == pages.refused(operator, "/gangguan", **{**FORM, **changes})


def test_who_only_reads_has_no_form(pages: Pages) -> None:
    staff = pages.office.staff
    auditor = pages.office.hire("Wati Saksi", Role.AUDITOR, CURUG)

    assert "Catat mulainya" not in pages.html(auditor, "/gangguan")
    assert "Catat mulainya" in pages.html(staff.head, "/gangguan")
    assert 403 == pages.browser(staff.counter).get("/gangguan").status_code
