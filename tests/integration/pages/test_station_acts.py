"""What the page at the printer does with an act: a word back, a new form, a second press."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from application.station_link.desk import BoxView, OperatorView, PrinterView
from tests.support.memory_desk import (
    BOX,
    BUSY,
    CHILD_CARDS,
    JAMMED,
    SHEETS,
    STAFF,
    VIEW,
    MemoryDesk,
)
from web.station_page.app import create_station_app

COUNT: dict[str, Any] = {"box": BOX, "counted": 12}


@pytest.mark.parametrize(
    ("path", "form", "word"),
    [
        ("/giliran", {"staff": STAFF, "pin": "123456"}, "Giliran 25 Nov 2026 dibuka."),
        ("/hitung", COUNT, "Hitungan di Kartu 1 dicatat: 12 blangko."),
        ("/hitung", {**COUNT, "again": True}, "Hitungan ulang di Kartu 1 dicatat: 12 blangko."),
        ("/kembalikan", {"reason": "closing"}, "3 tugas dikembalikan ke pusat."),
        (
            "/kotak/pindai",
            {"box": BOX, "serials": "74120001\n74120002\n"},
            "2 blangko di Kartu 1 dicatat; yang tidak dipindai hilang. Hitung sekali lagi.",
        ),
        (
            "/kotak/ditemukan",
            {"box": BOX, "serial": "74120001", "usable": "yes"},
            "Dicatat: blangko ditemukan lagi. Muat kembali ke kotaknya.",
        ),
        (
            "/kotak/ditemukan",
            {"box": BOX, "serial": "74120001", "usable": "no"},
            "Dicatat: blangko ditemukan lagi dan rusak. Serahkan ke gudang.",
        ),
        (
            "/kotak/rusak",
            {"box": BOX, "serial": "74120001", "cause": "damaged"},
            "Dicatat: blangko rusak. Sisihkan dan serahkan ke gudang.",
        ),
        (
            "/kotak/kembali",
            {"box": BOX, "counted": 3},
            "3 blangko dihitung. Serahkan ke gudang. Tugas yang menunggu di sini tetap di sini:",
        ),
        ("/lihat", {"printer": "Kartu 1", "seen": "absent"}, "Dicatat: tidak ada kartu."),
        (
            "/lihat",
            {"printer": "Kartu 1", "seen": "good", "serial": "7410 0266"},
            "7410 0266. Dicatat: tercetak baik. Sisihkan kartunya, jangan dimuat lagi.",
        ),
    ],
)
def test_each_act_has_a_word_back_that_is_said_once(
    client: TestClient, path: str, form: dict[str, Any], word: str
) -> None:
    client.post(path, data=form)
    by_itself = client.get("/", headers={"hx-request": "true"}).text
    shown, again = client.get("/").text, client.get("/").text

    assert [False, True, False] == [word in html for html in (by_itself, shown, again)]


def test_the_word_back_is_in_the_language_of_whoever_acted(client: TestClient) -> None:
    client.post("/bahasa")
    client.post("/hitung", data=COUNT)

    assert "The count at Kartu 1 is recorded: 12 blanks." in client.get("/").text


def test_a_form_that_was_taken_is_a_new_one_and_the_others_stay(
    client: TestClient, desk: MemoryDesk
) -> None:
    """The names of forms tell the page which to leave as they are."""
    desk.shown = replace(
        BUSY, boxes=(BoxView(box=BOX, printer="Kartu 1"), BoxView(box="d" * 32, printer="Kartu 2"))
    )
    before = client.get("/").text
    client.post("/hitung", data=COUNT)
    after = client.get("/").text

    assert [True, False] == [f'id="count-{BOX}-0"' in html for html in (before, after)]
    assert [True, True] == [f'id="count-{"d" * 32}-0"' in html for html in (before, after)]


def test_what_was_refused_is_still_in_its_field_but_no_pin(
    client: TestClient, desk: MemoryDesk
) -> None:
    desk.shown = BUSY
    many = client.post("/hitung", data={**COUNT, "counted": "banyak"})
    desk.shown = replace(BUSY, shift_open=False)
    shift = client.post("/giliran", data={"staff": STAFF, "pin": "000000"})

    assert (422, 409) == (many.status_code, shift.status_code)
    assert 'value="banyak"' in many.text
    assert f'<option value="{STAFF}" selected>' in shift.text
    assert "000000" not in shift.text


def test_another_operator_may_open_a_shift_beside_one_that_is_open(
    client: TestClient, desk: MemoryDesk
) -> None:
    """A recount is another person's."""
    two = (*VIEW.operators, OperatorView(staff="e" * 32, name="Eka Model"))
    pages = []
    for operators in (VIEW.operators, two):
        desk.shown = replace(BUSY, operators=operators)
        pages.append(client.get("/").text)

    assert [False, True] == ["Giliran orang lain…" in html for html in pages]


OTHER = {"printer": "Kartu 1", "seen": "spoiled", "serial": "7410 0299"}


def test_a_number_that_is_not_the_one_in_the_printer_is_asked_about_and_then_sent(
    client: TestClient, desk: MemoryDesk
) -> None:
    asked = client.post("/lihat", data=OTHER)
    not_yet = list(desk.acts)
    pressed = client.post("/lihat", data=OTHER)

    assert (409, 303) == (asked.status_code, pressed.status_code)
    assert "7410 0299 bukan 7410 0266 yang di printer." in asked.text
    assert 'value="7410 0299"' in asked.text
    assert 'value="spoiled" checked' in asked.text
    assert [] == not_yet
    assert [("look", "Kartu 1", "spoiled", "74100299", None)] == desk.acts


def test_the_same_number_scanned_behind_the_first_is_a_second_press(
    client: TestClient, desk: MemoryDesk
) -> None:
    client.post("/lihat", data=OTHER)
    client.post("/lihat", data={**OTHER, "serial": "7410 029974100299"})

    assert [("look", "Kartu 1", "spoiled", "74100299", None)] == desk.acts


def test_the_right_number_scanned_behind_a_wrong_one_is_the_one_that_is_sent(
    client: TestClient, desk: MemoryDesk
) -> None:
    client.post("/lihat", data=OTHER)
    client.post("/lihat", data={**OTHER, "serial": "7410 0299 7410 0266"})

    assert [("look", "Kartu 1", "spoiled", "7410 0266".replace(" ", ""), None)] == desk.acts


@pytest.mark.parametrize(
    "second",
    [{**OTHER, "serial": "74100298"}, {**OTHER, "serial": "7410026674100299"}],
    ids=["another number", "two numbers"],
)
def test_only_the_same_number_is_a_second_press(
    client: TestClient, desk: MemoryDesk, second: dict[str, str]
) -> None:
    client.post("/lihat", data=OTHER)
    client.post("/lihat", data=second)

    assert ("look", "Kartu 1", "spoiled", "74100299", None) not in desk.acts


def test_the_next_card_is_asked_about_anew(client: TestClient, desk: MemoryDesk) -> None:
    client.post("/lihat", data=OTHER)
    desk.shown = replace(VIEW, printers=(replace(JAMMED, attempt="1.2"),))

    assert 409 == client.post("/lihat", data=OTHER).status_code
    assert [] == desk.acts


@pytest.mark.parametrize(
    ("printer", "form"),
    [
        (JAMMED, {"seen": "good", "serial": "7410 0266"}),
        (JAMMED, {"seen": "absent", "serial": "7410 0299"}),
        (JAMMED, {"seen": "good", "serial": "3603170101900001"}),
        (JAMMED, {"seen": "good", "serial": ""}),
        (CHILD_CARDS, {"seen": "good", "serial": "CTK-261123-4K7M-F"}),
        (SHEETS, {"seen": "good"}),
    ],
    ids=["the one", "no card", "a NIK is the desk's to refuse", "nothing", "a code", "paper"],
)
def test_nothing_else_is_asked_about(printer: PrinterView, form: dict[str, str]) -> None:
    desk = MemoryDesk(replace(VIEW, printers=(printer,)))
    client = TestClient(create_station_app(desk), follow_redirects=False)
    answer = client.post("/lihat", data={"printer": printer.printer, **form})

    assert 303 == answer.status_code
    assert [("look", printer.printer, form["seen"], form.get("serial") or None, None)] == desk.acts


def test_a_script_says_what_it_saw_and_is_not_asked(client: TestClient, desk: MemoryDesk) -> None:
    answer = client.post("/lihat", data=OTHER, headers={"accept": "application/json"})

    assert 200 == answer.status_code
    assert [("look", "Kartu 1", "spoiled", "7410 0299", None)] == desk.acts


def test_while_a_card_is_looked_for_the_next_operator_takes_over_and_gives_work_back(
    client: TestClient, desk: MemoryDesk
) -> None:
    """A jam outlasts a shift: the look is recorded under whoever is there."""
    two = (*VIEW.operators, OperatorView(staff="e" * 32, name="Eka Model"))
    desk.shown = replace(VIEW, operators=two, leases=("CTK-261123-4K7M-F",))
    html = client.get("/").text

    assert "Catat yang saya lihat" in html
    assert "Giliran orang lain…" in html
    assert "Kembalikan tugas ke pusat…" in html
    assert "Hitung buta kotak" not in html, "a blank is in the printer"
