"""The operator's page on loopback, over a desk that answers from memory."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from starlette.testclient import TestClient

from application.station_link.desk import (
    BoxView,
    DayFigures,
    PrinterView,
    ReadBack,
    WhyBack,
)
from tests.support.memory_desk import (
    BOX,
    BUSY,
    CHILD_CARDS,
    JAMMED,
    PRINTING,
    SENDING,
    SHEETS,
    STAFF,
    VIEW,
    MemoryDesk,
)
from web.station_page.app import create_station_app
from web.station_page.view import track

WHYS = (
    ("printer_down", "Printer rusak"),
    ("no_blanks", "Blangko atau kertas habis"),
    ("closing", "Giliran ditutup"),
    ("other_place", "Dicetak di tempat lain"),
)


def test_a_jam_is_the_first_thing_on_the_page_with_its_steps(client: TestClient) -> None:
    html = client.get("/").text

    assert "Kartu macet" in html
    assert "Keluarkan kartu, 4 langkah" in html
    assert "7410 0266" in html
    assert "7410 0267" in html
    assert "Semua catatan terkirim" in html


def test_the_page_is_there_when_the_centre_is_not(client: TestClient, desk: MemoryDesk) -> None:
    desk.shown = replace(VIEW, connected=False, seen_at="09.40", outbox=14)

    html = client.get("/").text

    assert "Pusat tidak tersambung sejak 09.40" in html
    assert "14 catatan dikirim saat tersambung" in html


def test_a_station_with_an_old_copy_of_its_data_says_why_it_does_not_print(
    client: TestClient, desk: MemoryDesk
) -> None:
    desk.shown = replace(VIEW, behind=True, connected=False)

    html = client.get("/").text

    assert "Stasiun ini tidak mencetak" in html
    assert "Cetak tetap jalan" not in html
    assert (
        "Stasiun ini tidak mencetak"
        not in TestClient(create_station_app(MemoryDesk())).get("/").text
    )


def test_a_revoked_station_says_so_and_offers_no_shift(
    client: TestClient, desk: MemoryDesk
) -> None:
    desk.shown = replace(VIEW, revoked=True, shift_open=False, connected=False)
    html = client.get("/").text

    assert "Stasiun ini dicabut di pusat dan tidak mencetak lagi." in html
    assert "Cetak tetap jalan." not in html
    assert "Buka giliran" not in html
    # A look there would be refused: the card in the printer is looked at at the centre.
    assert 'action="/lihat"' not in html


def test_a_printer_that_prints_or_waits_is_told_in_words(
    client: TestClient, desk: MemoryDesk
) -> None:
    pages = []
    for doing, conditions in (("printing", ()), ("idle", ()), ("trouble", ("media-empty",))):
        desk.shown = replace(VIEW, printers=(replace(JAMMED, doing=doing, conditions=conditions),))
        pages.append(client.get("/").text)

    assert ["Mencetak", "Siap", "Blangko habis"] == [
        word
        for word, html in zip(("Mencetak", "Siap", "Blangko habis"), pages, strict=True)
        if word in html and "Keluarkan kartu" not in html
    ]


def test_the_computed_count_is_nowhere_on_the_page_of_a_blind_count(
    client: TestClient, desk: MemoryDesk
) -> None:
    desk.shown = replace(VIEW, printers=(replace(JAMMED, doing="idle"),))

    html = client.get("/").text

    assert f'name="box" value="{BOX}"' in html
    assert "sisa" not in html.lower()


def test_acts_reach_the_desk_and_come_back_to_the_page(
    client: TestClient, desk: MemoryDesk
) -> None:
    look = {"printer": "Kartu 1", "seen": "absent"}
    forms: list[tuple[str, dict[str, Any]]] = [
        ("/giliran", {"staff": STAFF, "pin": "123456"}),
        ("/lihat", look),
        ("/hitung", {"box": BOX, "counted": 12}),
        ("/kembalikan", {"reason": "closing"}),
    ]

    answers = [client.post(path, data=form) for path, form in forms]

    assert [(303, "/")] * 4 == [(a.status_code, a.headers["location"]) for a in answers]
    assert [
        ("open_shift", STAFF),
        ("look", "Kartu 1", "absent", None, None),
        ("count", BOX, 12, False),
        ("surrender", "closing"),
    ] == desk.acts


def test_a_refusal_is_the_desks_own_sentence(client: TestClient) -> None:
    form = {"staff": STAFF, "pin": "000000"}
    kinds: tuple[dict[str, str], ...] = ({"accept": "application/json"}, {"hx-request": "true"}, {})

    answers = [client.post("/giliran", data=form, headers=headers) for headers in kinds]

    assert [409, 409, 409] == [answer.status_code for answer in answers]
    assert "PIN tidak cocok." == answers[0].json()["detail"]
    assert all("PIN tidak cocok." in answer.text for answer in answers)


def test_scripts_read_the_whole_view_and_get_answers_as_json(client: TestClient) -> None:
    view = client.get("/keadaan").json()
    headers = {"accept": "application/json"}
    surrendered = client.post("/kembalikan", data={"reason": "closing"}, headers=headers)
    bad = client.post("/hitung", data={"box": BOX, "counted": "banyak"}, headers=headers)

    assert ("Balaraja", "74100266") == (view["station"], view["printers"][0]["serial"])
    assert {"surrendered": 3} == surrendered.json()
    assert (422, "application/problem+json") == (bad.status_code, bad.headers["content-type"])


def test_leases_are_given_back_for_a_reason_of_the_list_and_no_words_of_ones_own(
    client: TestClient, desk: MemoryDesk
) -> None:
    desk.shown = BUSY
    shown = client.get("/").text
    own, none = (
        client.post("/kembalikan", data={"reason": reason})
        for reason in ("salah cetak 3603170101900001", "")
    )

    assert list(get_args(WhyBack)) == [code for code, _ in WHYS]
    assert [True] * 4 == [f'<option value="{c}">{word}</option>' in shown for c, word in WHYS]
    assert (422, 422) == (own.status_code, none.status_code)
    assert "3603170101900001" not in own.text
    assert [] == desk.acts


def test_another_site_cannot_act_for_the_operator(client: TestClient, desk: MemoryDesk) -> None:
    form = {"reason": "closing"}

    answer = client.post("/kembalikan", data=form, headers={"sec-fetch-site": "cross-site"})

    assert 403 == answer.status_code
    assert [] == desk.acts
    assert "default-src 'self'" in answer.headers["content-security-policy"]


def test_paper_asks_for_a_look_into_the_tray_and_for_no_number() -> None:
    desk = MemoryDesk(replace(VIEW, printers=(SHEETS,)))
    client = TestClient(create_station_app(desk))
    shown = client.get("/").text
    client.post("/lihat", data={"printer": "Kertas 1", "seen": "good"})

    assert "Lihat lembarnya" in shown
    assert "Ambil semua lembar dari baki" in shown
    assert 'name="serial"' not in shown
    assert 'value="absent"' not in shown
    assert "Muat blangko" not in shown
    assert ("look", "Kertas 1", "good", None, None) == desk.acts[-1]


def test_a_card_from_a_counted_box_asks_for_its_code_or_the_count() -> None:
    shown = TestClient(create_station_app(MemoryDesk(replace(VIEW, printers=(CHILD_CARDS,))))).get(
        "/"
    )

    assert "Kode pada kartu, atau jumlah blangko tersisa" in shown.text
    assert "Blangko tanpa nomor" in shown.text


def test_a_printer_that_waits_in_mid_job_says_for_what() -> None:
    """Not "printing": nothing comes out until somebody brings paper."""
    waits = replace(SHEETS, doing="printing", conditions=("media-empty-error",))
    desk = MemoryDesk(replace(VIEW, printers=(waits,)))
    shown = TestClient(create_station_app(desk)).get("/").text

    assert "Kertas habis" in shown
    assert "Mencetak" not in shown


def test_the_operator_turns_the_page_to_english_and_back(client: TestClient) -> None:
    turned = client.post("/bahasa")
    english = client.get("/").text
    client.post("/bahasa")

    assert (303, "/") == (turned.status_code, turned.headers["location"])
    assert '<html lang="en">' in english
    assert '<html lang="id">' in client.get("/").text


@pytest.mark.parametrize(
    ("printer", "way"),
    [
        (PRINTING, "done run ahead"),
        (replace(JAMMED, stage="started"), "done bad ahead"),
        (replace(PRINTING, doing="waiting_look"), "done unknown unknown"),
        (SENDING, "done run ahead ahead"),
        (replace(SENDING, stage="accepted"), "done done run ahead"),
        (
            replace(SENDING, stage="accepted", conditions=("media-empty",)),
            "done done bad ahead",
        ),
        (replace(SHEETS, stage="sent"), "done unknown unknown unknown"),
        (replace(JAMMED, doing="idle"), ""),
    ],
    ids=["card", "jam", "card in doubt", "sheet", "taken", "no paper", "sheet in doubt", "no job"],
)
def test_the_way_of_a_job_says_only_what_is_known(printer: PrinterView, way: str) -> None:
    """Behind a jam nothing has happened; behind a doubt nobody knows."""
    assert way == " ".join(step.how for step in track(printer))


def test_the_way_of_the_job_is_on_the_page_in_words(client: TestClient, desk: MemoryDesk) -> None:
    desk.shown = replace(VIEW, printers=(PRINTING,))
    html = client.get("/").text

    assert '<ol class="s-track" aria-label="Jalannya tugas ini">' in html
    assert 'Di printer<span class="visually-hidden">: sekarang</span>' in html
    assert 1 == html.count('aria-current="step"')


def test_what_the_printer_showed_stands_beside_its_last_words(
    client: TestClient, desk: MemoryDesk
) -> None:
    seen = ReadBack(cards=1, faces=0, position="inside")
    doubt = replace(PRINTING, doing="waiting_look", last_words="timed-out", read_back=seen)
    desk.shown = replace(VIEW, printers=(doubt,))

    assert "Dibaca ulang: 1 kartu masuk, 0 sisi tercetak, kartu masih di dalam." in (
        client.get("/").text
    )


def test_the_figures_of_the_day_are_there_with_the_centre_gone(
    client: TestClient, desk: MemoryDesk
) -> None:
    figures = DayFigures(printed=46, spoiled=2, doubtful=3)
    desk.shown = replace(VIEW, connected=False, seen_at="09.40", figures=figures)
    html = client.get("/").text

    assert [True] * 4 == [
        f"<dt>{word}</dt><dd{tone}>{figure}</dd>" in html
        for word, tone, figure in (
            ("Tercetak hari ini", "", 46),
            ("Rusak hari ini", "", 2),
            ("Menunggu di sini", "", 1),
            ("Tidak pasti", ' class="t-unknown"', 3),
        )
    ]


def test_two_boxes_at_one_printer_are_told_apart_by_what_stands_on_them(
    client: TestClient, desk: MemoryDesk
) -> None:
    boxes = [BoxView(box=one * 32, printer="Kartu 1", label=f"7412 000{one}") for one in "12"]
    desk.shown = replace(BUSY, boxes=tuple(boxes))
    html = client.get("/").text

    desk.shown = replace(BUSY, boxes=tuple(boxes[:1]))
    alone = client.get("/").text

    assert "Kembalikan kotak dari Kartu 1 ke gudang…" in alone
    for box in boxes:
        assert f"Kembalikan kotak dari Kartu 1 ({box.label}) ke gudang…" in html
        assert f"Hitung buta kotak di Kartu 1 ({box.label})…" in html
