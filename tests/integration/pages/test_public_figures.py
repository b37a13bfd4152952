"""`/stok`, `/pengumuman`, its feed, and what the sign-in page shows of them."""

from typing import Any
from xml.etree import ElementTree as ET

import pytest
import segno
from sqlalchemy.event import listens_for

from application.freezing import FreezeOrder, freeze
from terbit.errors import BadConfig
from terbit.settings import Settings, read_settings
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG, DINAS, KELAPA_DUA

UNTIL = "2026-11-30T10:00:00.000Z"
ODD = '<script>alert("1")</script> & ]]> "loket" \U0001f4e3'


def stop(
    pages: Pages,
    *codes: str,
    scope: tuple[str, ...] = ("print",),
    notice: str = "",
    until: str = UNTIL,
) -> None:
    asked = FreezeOrder(
        scope=scope, until=until, reason="RAHASIA", ordered_by="470/1/2026", notice=notice
    )
    freeze(pages.office.centre, pages.office.order(pages.office.staff.head), codes, asked)
    pages.settle()


def told(pages: Pages, path: str) -> Any:
    pages.settle()
    return pages.stranger().get(path, headers=JSON).json()


def card_rows(pages: Pages) -> dict[str, Any]:
    return {row["office"]: row for row in told(pages, "/stok")["rows"] if row["kind"] == "ktp_el"}


def test_blanks_by_place_and_what_waits_there(pages: Pages) -> None:
    office = pages.office
    office.receive("80000001", 120)
    office.open_box(count=47)
    document = office.complete()
    office.approve(document)
    rows = card_rows(pages)
    html = pages.stranger().get("/stok").text

    assert ("there", 120, False, 0) == tuple(
        rows[DINAS][name] for name in ("state", "blanks", "at_least", "waiting")
    )
    assert ("thin", 40, True, 1) == tuple(
        rows[CURUG][name] for name in ("state", "blanks", "at_least", "waiting")
    )
    assert office.document(document).complete_since == rows[CURUG]["oldest"]
    assert all(word in html for word in ("Menipis", "sedikitnya 40", "120", "25 Nov 10.00"))


def test_the_figure_of_an_open_box_is_rounded_for_who_counts_it(pages: Pages) -> None:
    """Printed one by one, the public figure stays the same over ten blanks."""
    office = pages.office
    office.box = office.open_box(count=19)
    office.journal.open_shift()
    before = card_rows(pages)[CURUG]["blanks"]
    office.printed_card()
    after = card_rows(pages)[CURUG]["blanks"]

    assert (10, 10) == (before, after)


def test_the_last_blanks_are_few_and_then_none(pages: Pages) -> None:
    office = pages.office
    office.box = office.open_box(count=2)
    office.journal.open_shift()
    office.printed_card()
    few = card_rows(pages)[CURUG]
    html = pages.stranger().get("/stok").text
    office.printed_card()
    none = card_rows(pages)[CURUG]

    assert ("thin", 0, True) == (few["state"], few["blanks"], few["at_least"])
    assert "kurang dari 10" in html
    assert ("none", 0, False) == (none["state"], none["blanks"], none["at_least"])
    assert "Habis" in pages.stranger().get("/stok").text


def test_nothing_there_yet_is_said(pages: Pages) -> None:
    assert [] == told(pages, "/stok")["rows"]
    assert "Belum ada blangko" in pages.stranger().get("/stok").text
    assert "Semua layanan berjalan" in pages.stranger().get("/pengumuman").text


def test_a_notice_says_what_where_until_when_by_whose_order_and_what_to_do(pages: Pages) -> None:
    stop(pages, CURUG, KELAPA_DUA, scope=("print", "hand_over"), notice="Loket tetap buka.")
    (one,) = told(pages, "/pengumuman")["notices"]
    html = pages.stranger().get("/pengumuman").text

    assert "Persetujuan dan cetak, Penyerahan" == one["what"]
    assert "Curug, Kelapa Dua" == one["where"]
    assert ("sampai 30 Nov 17.00", False) == (one["until_word"], one["overdue"])
    assert ("470/1/2026", "Loket tetap buka.", 2) == (
        one["order"],
        one["text"],
        len(one["instead"]),
    )
    assert "RAHASIA" not in html
    assert "Sampai 30 Nov 17.00 · Curug, Kelapa Dua" in html


def test_a_freeze_of_the_dinas_is_everywhere_and_overdue_when_nobody_lifts_it(
    pages: Pages,
) -> None:
    stop(pages, DINAS)
    pages.office.clock.advance(days=6)
    (one,) = told(pages, "/pengumuman")["notices"]
    seen = {path: pages.stranger().get(path).text for path in ("/pengumuman", "/stok", "/masuk")}
    staff = pages.html(pages.office.staff.approver, "/antrean")

    assert ("Semua tempat layanan", True) == (one["where"], one["overdue"])
    for path, html in {**seen, "staff": staff}.items():
        assert "elum dicabut, seharusnya berakhir 30 Nov 17.00" in html, path


def test_the_feed_is_valid_and_holds_what_was_written(pages: Pages) -> None:
    stop(pages, CURUG, notice=ODD)
    answer = pages.stranger().get("/pengumuman.rss")
    root = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    (item,) = root.findall("channel/item")
    page = pages.stranger().get("/pengumuman").text

    assert "application/rss+xml" in answer.headers["content-type"]
    assert ("rss", "2.0") == (root.tag, root.get("version"))
    assert {"title", "link", "description", "language"} <= {one.tag for one in root[0]}
    assert (item.findtext("description") or "").startswith(ODD)
    assert "Wed, 25 Nov 2026 03:00:00 +0000" == item.findtext("pubDate")
    assert ["false"] == [one.get("isPermaLink") for one in item.findall("guid")]
    assert "http://testserver/pengumuman" == item.findtext("link")
    assert "<script>alert" not in page


def test_a_freeze_that_is_extended_is_news_but_stands_since_its_first_day(pages: Pages) -> None:
    stop(pages, CURUG)
    (first,) = ET.fromstring(told_bytes(pages)).findall("channel/item")  # noqa: S314
    pages.office.clock.advance(days=2)
    stop(pages, CURUG, until="2026-12-02T10:00:00.000Z")
    (second,) = ET.fromstring(told_bytes(pages)).findall("channel/item")  # noqa: S314
    (one,) = told(pages, "/pengumuman")["notices"]

    assert ("25 Nov 10.00", "sampai 2 Des 17.00") == (one["since_word"], one["until_word"])
    assert first.findtext("guid") != second.findtext("guid")
    assert "Fri, 27 Nov 2026 03:00:00 +0000" == second.findtext("pubDate")


def test_an_empty_feed_is_valid_too(pages: Pages) -> None:
    root = ET.fromstring(told_bytes(pages))  # noqa: S314 - our own answer

    assert [] == root.findall("channel/item")


def told_bytes(pages: Pages) -> bytes:
    content: bytes = pages.stranger().get("/pengumuman.rss").content
    return content


def test_the_sign_in_page_shows_notice_and_figures(pages: Pages) -> None:
    pages.office.open_box(count=60)
    pages.office.approve(pages.office.complete())
    stop(pages, DINAS, notice="Tutup sementara.")
    client = pages.stranger()
    html = client.get("/masuk").text
    wrong = client.post("/masuk", data={"login": "x", "password": "y"})

    for text in (html, wrong.text):
        assert "dibekukan sampai 30 Nov 17.00" in text
        assert "Tutup sementara." in text
        assert "sedikitnya 60" in text
    assert 401 == wrong.status_code


def test_figures_of_a_stopped_view_are_called_late(pages: Pages) -> None:
    from projections.runner import mark  # noqa: PLC0415

    pages.settle()
    with pages.house.views.begin() as connection:
        mark(pages.house.views, connection, "stock", 1, "position 2: damaged")

    for path in ("/stok", "/pengumuman", "/status/x", "/masuk"):
        assert "mungkin tertinggal" in pages.stranger().get(path).text, path


# ---- the office's own address and number


def receipt_of(pages: Pages, document: str) -> str:
    return pages.html(pages.office.staff.enroller, f"/permohonan/{document}/tanda-terima")


def test_without_settings_there_is_no_number_and_the_address_of_the_request(pages: Pages) -> None:
    html = receipt_of(pages, pages.office.complete())

    assert "http://testserver/status/" in html
    assert "WhatsApp" not in html
    assert "WhatsApp" not in pages.stranger().get("/status").text


def test_a_set_address_and_number_stand_on_the_receipt(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = pages.office.complete()
    # The house is made once and frozen; a test sets what the file of settings would.
    object.__setattr__(pages.house, "public_phone", "+62215550100")
    object.__setattr__(pages.house, "public_address", "https://terbit.example/warga/")
    drawn: list[str] = []
    real = segno.make

    def make(text: str, **how: Any) -> segno.QRCode:
        drawn.append(text)
        return real(text, **how)

    monkeypatch.setattr("web.pages.receipt.segno.make", make)
    html = receipt_of(pages, document)
    browser = pages.browser(pages.office.staff.enroller)
    picture = browser.get(f"/permohonan/{document}/tanda-terima.svg")

    assert 'xmlns="http://www.w3.org/2000/svg"' in picture.text
    assert drawn[0].startswith("https://terbit.example/warga/status/")
    assert drawn[0] in html
    assert "https://wa.me/62215550100?text=STATUS%20" in html
    assert "Dijawab petugas" in html
    assert 'href="tel:+62215550100"' in pages.stranger().get("/status").text


def test_settings_of_another_form_are_refused(tmp_path: Any) -> None:
    for text in (
        'public_phone = "0812-345"',
        'public_phone = "+62 812"',
        'public_address = "terbit.example"',
        'public_address = "javascript:alert(1)"',
        'public_address = "https://terbit.example/?a=b"',
    ):
        (tmp_path / "terbit.toml").write_text(text)
        with pytest.raises(BadConfig, match="public_"):
            read_settings(tmp_path)
    made = Settings(public_phone="+6281234567890", public_address="https://terbit.example")

    assert ("+6281234567890", "https://terbit.example") == (made.public_phone, made.public_address)


def test_however_often_anybody_asks_the_read_models_are_asked_once(pages: Pages) -> None:
    pages.office.open_box()
    pages.settle()
    asked: list[str] = []

    @listens_for(pages.house.views, "before_cursor_execute")
    def keep(*told_of: Any) -> None:
        asked.append(told_of[2])

    for _time in range(3):
        assert 200 == pages.stranger().get("/stok", headers=JSON).status_code

    assert 1 == sum("FROM stock_balances" in statement for statement in asked)
