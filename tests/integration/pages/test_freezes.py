"""`/pembekuan`: a head stops the work of the offices, everybody reads until when."""

import csv
import io
from typing import Any

from domain.refusal import Reason
from projections.people.tables import offices
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG, DINAS, KELAPA_DUA
from web.pages.backlog import HEADER, STATES

FORM = {
    "scope": ["print", "hand_over"],
    "until": "2026-11-30T17:00",
    "reason": "peralihan sistem pusat",
    "ordered_by": "470/1/2026",
    "notice": "Cetak berhenti sementara.",
}


def later(pages: Pages, **parts: float) -> None:
    """Sessions end meanwhile: everybody signs in again."""
    pages.office.clock.advance(**parts)
    pages.browsers.clear()


def test_a_freeze_stands_on_every_page_until_it_is_lifted(pages: Pages) -> None:
    staff = pages.office.staff
    document = pages.office.complete()
    pages.done(staff.head, "/pembekuan", **FORM)
    standing = pages.get(staff.head, "/pembekuan")["frozen"]
    seen = pages.html(staff.approver, "/antrean")
    said = pages.refused(staff.approver, "/antrean/setujui", pick=[pages.picked(document)])
    pages.done(staff.head, "/pembekuan/cabut")
    pages.done(staff.approver, "/antrean/setujui", pick=[pages.picked(document)])

    assert 3 == len(standing)
    assert "30 Nov 17.00" == standing[0]["until"]
    assert "Persetujuan dan cetak, Penyerahan dibekukan sampai 30 Nov 17.00" in seen
    assert Reason.FROZEN == said
    assert "dibekukan" not in pages.html(staff.approver, "/antrean")
    assert "approved" == pages.office.document(document).stage


def test_an_end_that_is_past_or_no_scope_is_refused(pages: Pages) -> None:
    head = pages.office.staff.head

    assert Reason.UNTIL_PAST == pages.refused(
        head, "/pembekuan", **{**FORM, "until": "2026-11-01T08:00"}
    )
    assert Reason.BAD_SCOPE == pages.refused(head, "/pembekuan", **{**FORM, "scope": []})
    assert Reason.NOT_FROZEN == pages.refused(head, "/pembekuan/cabut")


def test_an_end_out_of_any_calendar_is_refused(pages: Pages) -> None:
    head = pages.office.staff.head
    for until in ("0001-01-01T00:00", "9999-12-31T23:59", "2026-11-30T17:00+07:00", "junk"):
        form: dict[str, Any] = {**FORM, "until": until}
        assert 422 == pages.post(head, "/pembekuan", **form).status_code


def test_nobody_else_sees_the_page(pages: Pages) -> None:
    browser = pages.browser(pages.office.staff.approver)

    assert 403 == browser.get("/pembekuan").status_code


def test_the_public_text_is_read_before_anything_is_frozen(pages: Pages) -> None:
    head = pages.office.staff.head
    position = pages.office.position()
    browser = pages.browser(head)
    places = {"place": [CURUG, KELAPA_DUA]}
    html = browser.get("/pembekuan/pratinjau", params={**FORM, **places}).text
    nowhere = browser.get("/pembekuan/pratinjau", params=FORM)
    nothing = browser.get("/pembekuan/pratinjau", params={**FORM, **places, "scope": []})
    wide = browser.get("/pembekuan/pratinjau", params={**FORM, "place": [DINAS, CURUG, KELAPA_DUA]})

    assert position == pages.office.position()
    assert "Curug, Kelapa Dua" in html
    assert "Sampai 30 Nov 17.00" in html
    assert "Cetak berhenti sementara." in html
    assert "Jam layanan berhenti" in html
    assert html.count('name="place"') == 2
    assert "Semua tempat layanan" in wide.text
    assert (422, 422) == (nowhere.status_code, nothing.status_code)
    assert "Belum ada tempat yang dipilih" in nowhere.text


def test_only_the_places_chosen_are_frozen_and_the_clock_stands_there(pages: Pages) -> None:
    head = pages.office.staff.head
    pages.done(head, "/pembekuan", **{**FORM, "place": [CURUG]})
    here, there = pages.office.complete(), pages.office.complete()
    (row,) = pages.get(head, "/pembekuan")["frozen"]
    html = pages.html(head, "/pembekuan")

    assert ("Curug", True) == (row["place"], row["clock_stands"])
    assert "Jam layanan berhenti" in html
    assert "30 Nov 17.00" in pages.stranger().get("/pengumuman").text
    assert here != there


def test_a_place_of_others_cannot_be_frozen(pages: Pages) -> None:
    assert Reason.NO_LIVE_POSTING == pages.refused(
        pages.office.staff.head, "/pembekuan", **{**FORM, "place": ["360101"]}
    )


def test_a_freeze_is_extended_by_freezing_again_and_both_count_as_one(pages: Pages) -> None:
    head = pages.office.staff.head
    pages.done(head, "/pembekuan", **{**FORM, "place": [CURUG, KELAPA_DUA]})
    given = pages.get(head, "/pembekuan")["given"]
    later(pages, days=5, hours=8)
    overdue = pages.html(head, "/pembekuan")
    longer = {**FORM, "place": given["places"], "until": "2026-12-02T17:00"}
    pages.done(head, "/pembekuan", **longer)
    extended = pages.html(head, "/pembekuan")
    standing = pages.get(head, "/pembekuan")["frozen"]
    later(pages, hours=4)
    pages.done(head, "/pembekuan/cabut", place=[CURUG, KELAPA_DUA], chosen=1)
    (row,) = pages.get(head, "/pembekuan")["history"]

    assert ([CURUG, KELAPA_DUA], "2026-11-30T17:00") == (given["places"], given["until"])
    assert "belum dicabut, seharusnya berakhir 30 Nov 17.00" in overdue
    assert "sampai 2 Des 17.00" in extended
    assert [("Curug", "25 Nov 10.00"), ("Kelapa Dua", "25 Nov 10.00")] == [
        (row["place"], row["since"]) for row in standing
    ]
    assert (["Curug", "Kelapa Dua"], 1, "5 hari 12 jam") == (
        row["places"],
        row["changes"],
        row["duration"],
    )
    assert ("25 Nov 10.00", "30 Nov 22.00", "2 Des 17.00") == (
        row["since"],
        row["ended"],
        row["planned"],
    )


def test_what_was_lifted_and_is_frozen_again_stands_since_then(pages: Pages) -> None:
    head = pages.office.staff.head
    pages.done(head, "/pembekuan", **{**FORM, "place": [CURUG]})
    pages.done(head, "/pembekuan/cabut", chosen=1, place=[CURUG])
    later(pages, days=1)
    pages.done(head, "/pembekuan", **{**FORM, "place": [CURUG]})
    (row,) = pages.get(head, "/pembekuan")["frozen"]

    assert "26 Nov 10.00" == row["since"]


def test_the_preview_says_the_day_that_citizens_will_read(pages: Pages) -> None:
    """Of what stands already the day it began; none where the places differ."""
    head = pages.office.staff.head
    pages.done(head, "/pembekuan", **{**FORM, "place": [CURUG]})
    later(pages, days=1)
    browser = pages.browser(head)

    def seen(*codes: str) -> str:
        return browser.get("/pembekuan/pratinjau", params={**FORM, "place": codes}).text

    assert "Sejak 25 Nov 10.00." in seen(CURUG)
    assert "Sejak 26 Nov 10.00." in seen(KELAPA_DUA)
    assert "Sejak" not in seen(CURUG, KELAPA_DUA)


def frozen_twice(pages: Pages) -> None:
    """The dinas stops printing, and Curug its counter besides."""
    head = pages.office.staff.head
    only_print = {"scope": ["print"], "notice": "Cetak berhenti.", "ordered_by": "470/2/2026"}
    pages.done(head, "/pembekuan", **{**FORM, **only_print, "place": [DINAS]})
    counter = {"scope": ["hand_over"], "notice": "Loket tutup.", "until": "2026-11-27T17:00"}
    pages.done(head, "/pembekuan", **{**FORM, **counter, "place": [CURUG]})


def test_all_the_freezes_of_a_place_are_shown(pages: Pages) -> None:
    frozen_twice(pages)
    head, keeper = pages.office.staff.head, pages.office.staff.store_curug
    rows = pages.get(head, "/pembekuan")["frozen"]
    html = pages.html(head, "/pembekuan")
    banner = pages.html(keeper, "/blangko")
    notices = pages.stranger().get("/pengumuman", headers=JSON).json()["notices"]
    feed = pages.stranger().get("/pengumuman.rss").text

    dinas, printing = "Kab. Tangerang", "Persetujuan dan cetak"
    assert [
        (dinas, "", printing),
        ("Curug", "", "Penyerahan"),
        ("Curug", dinas, printing),
        ("Kelapa Dua", dinas, printing),
    ] == [(row["place"], row["above"], row["what"]) for row in rows]
    assert 2 == html.count("dari Kab. Tangerang, dibuka kembali di sana")
    own, _cabut, form = html.partition("/pembekuan/pratinjau")
    assert (2, 3) == (own.count('name="place"'), form.count('name="place"'))
    assert "Penyerahan dibekukan sampai 27 Nov 17.00" in banner
    assert "Persetujuan dan cetak dibekukan sampai 30 Nov 17.00" in banner
    assert [("Penyerahan", "Curug"), (printing, "Semua tempat layanan")] == sorted(
        (one["what"], one["where"]) for one in notices
    )
    assert (True, True) == ("Loket tutup." in feed, "Cetak berhenti." in feed)


def test_the_form_begins_with_the_places_of_one_order_only(pages: Pages) -> None:
    """Extending what the dinas ordered leaves the counter of Curug as it is."""
    frozen_twice(pages)
    head = pages.office.staff.head
    given = pages.get(head, "/pembekuan")["given"]
    longer = {**given, "place": given["places"], "until": "2026-12-02T17:00"}
    pages.done(head, "/pembekuan", **longer)
    ends = {
        (row["place"], row["what"]): row["until"]
        for row in pages.get(head, "/pembekuan")["frozen"]
        if not row["above"]
    }

    assert ([DINAS], ["print"]) == (given["places"], given["scope"])
    assert {
        ("Kab. Tangerang", "Persetujuan dan cetak"): "2 Des 17.00",
        ("Curug", "Penyerahan"): "27 Nov 17.00",
    } == ends


def test_some_places_go_on_and_others_wait(pages: Pages) -> None:
    head = pages.office.staff.head
    pages.done(head, "/pembekuan", **{**FORM, "place": [CURUG, KELAPA_DUA]})
    none = pages.refused(head, "/pembekuan/cabut", chosen=1)
    pages.done(head, "/pembekuan/cabut", chosen=1, place=[CURUG])
    (left,) = pages.get(head, "/pembekuan")["frozen"]
    ended, still = sorted(pages.get(head, "/pembekuan")["history"], key=lambda row: row["places"])

    assert "form" == none
    assert "Kelapa Dua" == left["place"]
    assert (["Curug"], ["Kelapa Dua"]) == (ended["places"], still["places"])
    assert (True, False) == (ended["ended"] is not None, still["ended"] is not None)


def rows_of(pages: Pages, office: str) -> dict[str, Any]:
    report = pages.get(pages.office.staff.head, "/pembekuan/tumpukan")
    (place,) = [one for one in report["places"] if one["office"] == office]
    return {row["state"]: row for row in place["rows"]}


def test_the_backlog_is_reported_before_and_after_and_kept_by_the_event(pages: Pages) -> None:
    office, head = pages.office, pages.office.staff.head
    office.printed_card()
    pages.unknown_card()
    office.approve(office.complete())
    for _ in range(2):
        office.complete()
    pages.done(head, "/pembekuan", **{**FORM, "place": [CURUG]})
    later(pages, days=2)
    before = rows_of(pages, CURUG)
    pages.done(head, "/pembekuan/cabut")
    event = office.rows()[-1]
    later(pages, hours=3)
    pages.done(office.staff.approver, "/antrean/setujui", pick=[one(pages)])
    after = rows_of(pages, CURUG)
    html = pages.html(head, "/pembekuan/tumpukan")

    numbers = {"complete": 2, "pending": 1, "unknown": 1, "printed": 1}
    assert numbers == {state: row["count"] for state, row in before.items()}
    assert {None} == {row["then"] for row in before.values()}
    assert {"2 hari"} == {row["age"][:6] for row in before.values()}
    assert "office.resumed" == event.topic
    assert numbers == {state: row["then"] for state, row in after.items()}
    assert (1, 2) == (after["complete"]["count"], after["pending"]["count"])
    assert "Saat dibuka 27 Nov" in html
    assert str(sum(numbers.values())) == str(pages.get(head, "/pembekuan")["history"][0]["backlog"])


def one(pages: Pages) -> str:
    rows = pages.get(pages.office.staff.approver, "/antrean")["rows"]
    return f"{rows[0]['document']}:{rows[0]['digest']}"


def test_the_report_is_downloaded_without_formulas(pages: Pages) -> None:
    office, head = pages.office, pages.office.staff.head
    office.complete()
    pages.settle()
    with pages.house.views.begin() as connection:
        connection.execute(offices.update().where(offices.c.code == CURUG).values(name="=1+1"))
    answer = pages.browser(head).get("/pembekuan/tumpukan.csv")
    heading, row = csv.reader(io.StringIO(answer.text.removeprefix("\ufeff")))

    assert "text/csv; charset=utf-8" == answer.headers["content-type"]
    assert 'attachment; filename="tumpukan.csv"' == answer.headers["content-disposition"]
    assert list(HEADER) == heading
    assert [CURUG, "'=1+1", STATES["complete"], "1"] == row[:4]


def test_the_report_is_for_whoever_may_freeze(pages: Pages) -> None:
    browser = pages.browser(pages.office.staff.approver)

    for path in ("/pembekuan/tumpukan", "/pembekuan/tumpukan.csv", "/pembekuan/pratinjau"):
        assert 403 == browser.get(path, headers=JSON).status_code
