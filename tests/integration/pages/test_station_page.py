"""The operator's page on loopback, over a desk that answers from memory."""

from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from application.station_link.desk import CardView, DeskView, OperatorView, PrinterView, Refusal
from web.station_page.app import create_station_app

STAFF, BOX = "a" * 32, "b" * 32
JAMMED = PrinterView(
    printer="Kartu 1",
    doing="waiting_look",
    conditions=("media-jam-error",),
    receipt="CTK-261123-4K7M-F",
    attempt="1.1",
    serial="74100266",
    print_job="c" * 32,
    next_serial="74100267",
)
VIEW = DeskView(
    station="Balaraja",
    office="Balaraja",
    today="2026-11-25",
    connected=True,
    seen_at=None,
    outbox=0,
    leases=("CTK-261123-4K8A-B",),
    waiting=7,
    shift_open=True,
    operator="Dani Model",
    operators=(OperatorView(staff=STAFF, name="Dani Model"),),
    printers=(JAMMED,),
    boxes=((BOX, "Kartu 1"),),
    last=(CardView(ended="seen", receipt="CTK-261123-9ZZZ-C", serial="74100265"),),
)


@dataclass
class MemoryDesk:
    """Keeps what the operator said; refuses what the real desk refuses."""

    shown: DeskView = VIEW
    acts: list[tuple[Any, ...]] = field(default_factory=list)

    def view(self) -> DeskView:
        return self.shown

    def open_shift(self, staff: str, pin: str) -> None:
        if pin != "123456":
            raise Refusal("PIN tidak cocok.")
        self.acts.append(("open_shift", staff))

    def look(self, printer: str, seen: str, serial: str | None, cause: str | None) -> None:
        self.acts.append(("look", printer, seen, serial, cause))

    def count(self, box: str, counted: int, *, again: bool = False) -> None:
        self.acts.append(("count", box, counted, again))

    def surrender(self, reason: str) -> int:
        self.acts.append(("surrender", reason))
        return 3


@pytest.fixture
def desk() -> MemoryDesk:
    return MemoryDesk()


@pytest.fixture
def client(desk: MemoryDesk) -> TestClient:
    return TestClient(create_station_app(desk), follow_redirects=False)


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
        ("/kembalikan", {"reason": "pulang"}),
    ]

    answers = [client.post(path, data=form) for path, form in forms]

    assert [(303, "/")] * 4 == [(a.status_code, a.headers["location"]) for a in answers]
    assert [
        ("open_shift", STAFF),
        ("look", "Kartu 1", "absent", None, None),
        ("count", BOX, 12, False),
        ("surrender", "pulang"),
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
    surrendered = client.post("/kembalikan", data={"reason": "pulang"}, headers=headers)
    bad = client.post("/hitung", data={"box": BOX, "counted": "banyak"}, headers=headers)

    assert ("Balaraja", "74100266") == (view["station"], view["printers"][0]["serial"])
    assert {"surrendered": 3} == surrendered.json()
    assert (422, "application/problem+json") == (bad.status_code, bad.headers["content-type"])


def test_another_site_cannot_act_for_the_operator(client: TestClient, desk: MemoryDesk) -> None:
    form = {"reason": "pulang"}

    answer = client.post("/kembalikan", data=form, headers={"sec-fetch-site": "cross-site"})

    assert 403 == answer.status_code
    assert [] == desk.acts
    assert "default-src 'self'" in answer.headers["content-security-policy"]


SHEETS = PrinterView(
    printer="Kertas 1",
    doing="waiting_look",
    receipt="CTK-261123-4K7M-F",
    attempt="1.1",
    print_job="c" * 32,
    look="tray",
    medium="paper",
)
CHILD_CARDS = replace(JAMMED, serial=None, look="code", counted=True, next_serial=None)


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


BUSY = replace(VIEW, printers=(replace(JAMMED, doing="printing"),))
COUNT: dict[str, Any] = {"box": BOX, "counted": 12}


@pytest.mark.parametrize(
    ("path", "form", "word"),
    [
        ("/giliran", {"staff": STAFF, "pin": "123456"}, "Giliran 25 Nov 2026 dibuka."),
        ("/hitung", COUNT, "Hitungan di Kartu 1 dicatat: 12 blangko."),
        ("/hitung", {**COUNT, "again": True}, "Hitungan ulang di Kartu 1 dicatat: 12 blangko."),
        ("/kembalikan", {"reason": "pulang"}, "3 tugas dikembalikan ke pusat."),
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
    desk.shown = replace(BUSY, boxes=((BOX, "Kartu 1"), ("d" * 32, "Kartu 2")))
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
