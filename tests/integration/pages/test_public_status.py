"""`/status/{code}`: the way of one application, told to whoever holds the receipt."""

import re
from collections.abc import Callable, Iterator
from gzip import compress
from itertools import product
from threading import current_thread
from typing import Any

import pytest
from sqlalchemy import event
from starlette.testclient import TestClient

from application import erasing, freezing, handing_over
from application.freezing import FreezeOrder
from application.receipts import status_code
from domain.documents.state import Stage
from domain.event import StreamId
from projections.queue_board.tables import jobs
from projections.queue_board.waiting import OF_JOBS
from projections.register.tables import documents
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG, KELAPA_DUA
from web.public.brake import MOST, Brake
from web.public.status import UNKNOWN

NAME, NIK, RECEIPT, SERIAL = "KANARI CONTOH", "3603170101019876", "CTK-261125-KANAR-Y", "74129876"
SECRET = (NAME, "KANARI", NIK, RECEIPT, SERIAL, "RAHASIA")
NOBODYS = "Z" * 26
NOW = "2026-11-25T03:00:00.000Z"
ZONE_DAY = "25 November 2026"


@pytest.fixture
def asks(pages: Pages) -> Callable[..., Any]:
    """A citizen; each question comes from an address of its own."""
    asked = iter(range(1, 100_000))
    pages.settle()

    def ask(code: str, headers: dict[str, str] | None = JSON) -> Any:
        number = next(asked)
        client = (f"10.{number // 65536}.{number // 256 % 256}.{number % 256}", 50_000)
        with TestClient(pages.app, follow_redirects=False, client=client) as browser:
            return browser.get(f"/status/{code}", headers=headers)

    return ask


def code_of(pages: Pages, document: str) -> str:
    pages.settle()
    return status_code(pages.office.centre.keys, StreamId(document))


def done(told: Any) -> list[str]:
    return [step["step"] for step in told["steps"] if step["done"]]


def test_the_way_from_counter_to_hand_over(pages: Pages, asks: Callable[..., Any]) -> None:
    office = pages.office
    document = office.complete(name=NAME)
    code = code_of(pages, document)
    told = [asks(code).json()]
    office.approve(document)
    pages.settle()
    told.append(asks(code).json())
    office.clock.advance(seconds=11)
    told.append(asks(code).json())
    card, serial = office.printed_card(name=NAME)
    code = code_of(pages, card)
    told.append(asks(code).json())
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, card, serial, "self", {})
    pages.settle()
    told.append(asks(code).json())

    says = ["Menunggu persetujuan", "Menunggu dicetak", "Menunggu dicetak", "Siap diambil"]
    assert [*says, "Sudah diserahkan"] == [one["says"] for one in told]
    assert [2, 3, 3, 5, 5] == [len(done(one)) for one in told]
    assert "Blangko habis" in told[2]["why"]
    assert ["Curug"] * 4 + [None] == [one["collect_at"] for one in told]
    assert ZONE_DAY == told[3]["steps"][3]["date_word"]
    assert ["Siap diambil", "Diserahkan"] == [one["steps"][4]["word"] for one in told[3:]]
    assert all(one["free"] and one["found"] for one in told)


def test_where_it_lies_or_goes(pages: Pages, asks: Callable[..., Any]) -> None:
    office = pages.office
    card, _ = office.printed_card()
    code = code_of(pages, card)
    form = {"pick": [card], "to_office": KELAPA_DUA}
    slip = pages.done(office.staff.counter, "/serah/kiriman", **form)
    told = asks(code).json()

    assert slip["slip"]
    assert ("Kelapa Dua", None) == (told["on_the_way_to"], told["collect_at"])
    assert "printed" == done(told)[-1]
    assert "Sedang dikirim ke" in asks(code, None).text


def test_an_unknown_outcome_is_never_said_as_printed(
    pages: Pages, asks: Callable[..., Any]
) -> None:
    job, _ = pages.unknown_card()
    code = code_of(pages, pages.office.job(job).document)
    told, html = asks(code).json(), asks(code, None).text

    assert "Sedang diperiksa petugas" == told["says"]
    assert ["received", "complete", "approved"] == done(told)
    assert "tidak pasti" not in html.lower()


def test_a_freeze_is_said_with_its_end_and_after_it_as_not_lifted(
    pages: Pages, asks: Callable[..., Any]
) -> None:
    office = pages.office
    document = office.complete()
    code = code_of(pages, document)
    asked = FreezeOrder(
        scope=["print", "hand_over"],
        until="2026-11-30T10:00:00.000Z",
        reason="RAHASIA",
        ordered_by="470/1",
        notice="",
    )
    freezing.freeze(office.centre, office.order(office.staff.head), [CURUG], asked)
    pages.settle()
    before = asks(code).json()["why"]
    office.clock.advance(days=10)
    after = asks(code).json()["why"]

    assert "Layanan dibekukan sampai 30 Nov 17.00" in before
    assert "belum dicabut, seharusnya berakhir 30 Nov 17.00" in after


@pytest.mark.parametrize("written", ["lower", "hyphens", "spaces"])
def test_a_code_is_taken_as_people_write_it(
    pages: Pages, asks: Callable[..., Any], written: str
) -> None:
    code = code_of(pages, pages.office.complete())
    parts = [code[at : at + 4] for at in range(0, len(code), 4)]
    forms = {"lower": code.lower(), "hyphens": "-".join(parts), "spaces": "%20".join(parts)}

    assert asks(forms[written]).json()["found"]


def erased(pages: Pages) -> str:
    office = pages.office
    document, serial = office.printed_card(name=NAME)
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, document, serial, "self", {})
    nik = str(office.document(document).nik)
    two = office.order(office.admin, office.staff.head)
    erasing.erase(office.centre, two, office=CURUG[:4], nik=nik, ground="pasal 8", letter="471/9")
    return code_of(pages, document)


def test_unknown_malformed_and_erased_are_one_answer_as_long_as_a_known_one(
    pages: Pages, asks: Callable[..., Any]
) -> None:
    known = code_of(pages, pages.office.complete())
    gone = erased(pages)
    codes = (NOBODYS, gone, "x", "-", "%00", "a" * 5000, RECEIPT, "3603170101019876", "é")
    strange = [(asks(code), asks(code, None)) for code in codes]
    told, html = asks(known), asks(known, None)

    assert {UNKNOWN} == {answer.json()["says"] for answer, _ in strange}
    for ours, theirs in ((told, 0), (html, 1)):
        assert {(ours.status_code, len(ours.content))} == {
            (pair[theirs].status_code, len(pair[theirs].content)) for pair in strange
        }
        assert 200 == ours.status_code
    assert 1 == len({page.content for _, page in strange})


def test_a_known_and_an_unknown_code_ask_the_same_of_the_stores(
    pages: Pages, asks: Callable[..., Any]
) -> None:
    """Statements are counted, not seconds."""
    card, _ = pages.office.printed_card()
    known = [code_of(pages, pages.office.complete()), code_of(pages, card), erased(pages)]
    asked: list[str] = []

    def note(*given: Any) -> None:
        if current_thread().name.startswith("AnyIO"):  # not the projector's own
            asked.append(given[2])

    event.listen(pages.house.views, "before_cursor_execute", note)
    counted = {}
    try:
        for code in (*known, NOBODYS, "x"):
            asked.clear()
            asks(code, None)
            counted[code] = list(asked)
    finally:
        event.remove(pages.house.views, "before_cursor_execute", note)

    assert len(counted["x"]) > 3
    assert all(counted["x"] == statements for statements in counted.values())


def test_nothing_is_kept_passed_on_or_indexed(pages: Pages, asks: Callable[..., Any]) -> None:
    code = code_of(pages, pages.office.complete())
    signed_in = pages.browser(pages.office.staff.approver).get(f"/status/{code}")

    for answer in (asks(code), asks(code, None), asks("x", None), signed_in):
        headers = answer.headers
        assert "no-referrer" == headers["referrer-policy"]
        assert "noindex" == headers["x-robots-tag"]
        assert "no-store" in headers["cache-control"]
        assert "set-cookie" not in headers
        assert "unsafe" not in headers["content-security-policy"]


def test_the_page_is_light_and_needs_no_script(pages: Pages, asks: Callable[..., Any]) -> None:
    html = asks(code_of(pages, pages.office.complete()), None).text
    files = re.findall(r'(?:href|src)="(/static/[^"#]+)', html)
    contents = [pages.stranger().get(path).content for path in sorted(set(files))]

    assert "<script" not in html
    assert len(contents) > 2
    assert sum(len(compress(one)) for one in (html.encode(), *contents)) < 30_000


def test_thirty_questions_a_minute_from_one_address(
    pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages.settle()
    now = [1_000_000.0]
    monkeypatch.setattr("limits.storage.memory.time.time", lambda: now[0])
    client = pages.stranger()
    let = [client.get("/status/x").status_code for _ in range(MOST)]
    late, script = client.get("/status/x"), client.get("/status/x", headers=JSON)
    with TestClient(pages.app, client=("10.9.9.9", 1)) as other:
        elsewhere = other.get("/status/x").status_code
    now[0] += 61
    again = client.get("/status/x").status_code

    assert [200] * MOST == let
    assert (429, "60") == (late.status_code, late.headers["retry-after"])
    assert "Terlalu banyak pertanyaan" in late.text
    assert (429, "Terlalu banyak") == (script.status_code, script.json()["says"][:14])
    assert (200, 200) == (elsewhere, again)


def test_who_cannot_scan_types_the_code(pages: Pages) -> None:
    code = code_of(pages, pages.office.complete())
    client = pages.stranger()
    spaced = " ".join(code.lower()[at : at + 4] for at in range(0, len(code), 4))
    form, sent = client.get("/status"), client.get("/status", params={"kode": spaced})
    odd = client.get("/status", params={"kode": "//lain.example/"})

    assert 'name="kode"' in form.text
    assert (303, f"/status/{code.lower()}") == (sent.status_code, sent.headers["location"])
    assert "/status/lainexample" == odd.headers["location"]
    assert "no-referrer" == sent.headers["referrer-policy"]


# ---- nobody is named, whatever the read models hold


def document_rows() -> Iterator[dict[str, Any]]:
    for number, (stage, job, kind, sent, (word, later)) in enumerate(
        product(
            [stage.value for stage in Stage],
            [None, *OF_JOBS, "printed", "cancelled"],
            ["ktp_el", "family_card"],
            [None, "SJ-22222222"],
            [(None, None), ("DUPLICATE_RECORD", None), (None, "2030-01-01")],
        )
    ):
        yield {
            "document": f"{number:032x}",
            "kind": kind,
            "cause": ("first", "lost", "damaged", "changed")[number % 4],
            "office": CURUG,
            "receipt": RECEIPT,
            "stage": stage,
            "name": NAME,
            "nik": NIK,
            "status_word": word,
            "not_before": later,
            "complete_since": NOW if number % 3 else None,
            "requested_at": NOW,
            "changed_at": NOW,
            "print_job": f"{number + 10_000:032x}" if job else None,
            "serial": SERIAL,
            "printed_at": NOW if stage in ("printed", "handed_over", "withdrawn") else None,
            "handed_over_at": NOW if stage == "handed_over" else None,
            "returned_code": "RAHASIA" if number % 2 else None,
            "lies_at": CURUG,
            "sent_to": KELAPA_DUA if sent else None,
            "slip": sent,
            "status_code": _code(number),
            "job": job,
        }


def _code(number: int) -> str:
    digits = "23456789ABCDEFGH"
    return "".join(digits[int(one, 16)] for one in f"{number + 16:x}").rjust(26, "Z")


class Unbraked(Brake):
    """Hundreds of questions from one test."""

    def lets(self, address: str) -> bool:
        return bool(address)


def job_row(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "print_job": row["print_job"],
        "document": row["document"],
        "office": CURUG,
        "kind": row["kind"],
        "cause": row["cause"],
        "status": row["job"],
        "not_before": NOW,
        "complete_since": NOW,
        "queued_at": NOW,
        "changed_at": NOW,
        "holds": ["RAHASIA", NAME],
        "attempts": [],
        "serial": SERIAL,
        "seen": "good",
    }


@pytest.mark.parametrize("frozen", [False, True])
def test_no_answer_in_any_state_names_anybody(pages: Pages, frozen: bool) -> None:
    if frozen:
        asked = FreezeOrder(
            scope=["print", "hand_over"],
            until="2026-11-30T10:00:00.000Z",
            reason="RAHASIA",
            ordered_by="470/1",
            notice="",
        )
        order = pages.office.order(pages.office.staff.head)
        freezing.freeze(pages.office.centre, order, [CURUG], asked)
        pages.settle()
    rows = list(document_rows())
    plain = [{name: value for name, value in row.items() if name != "job"} for row in rows]
    with pages.house.views.begin() as connection:
        connection.execute(documents.insert(), plain)
        connection.execute(jobs.insert(), [job_row(row) for row in rows if row["job"]])
    pages.app.state.brake = Unbraked()
    client = pages.stranger()
    lengths, states = set(), set()
    for row in rows[:: 5 if frozen else 1]:
        path = f"/status/{row['status_code']}"
        html, told = client.get(path), client.get(path, headers=JSON)
        assert told.json()["found"], row
        for answer in (html, told):
            assert 200 == answer.status_code, row
            assert [] == [word for word in SECRET if word in answer.text], row
            assert not re.search(r"\d{16}", answer.text), row
        lengths.add((len(html.content), len(told.content)))
        states.add(told.json()["state"])
        if row["job"] == "unknown" and row["stage"] in ("approved", "printed"):
            assert "printed" not in done(told.json()), row
    for path in ("/stok", "/pengumuman", "/pengumuman.rss", "/masuk", "/status"):
        said = pages.stranger().get(path)
        assert [] == [word for word in SECRET if word in said.text], path

    assert 1 == len(lengths)
    assert {stage.value for stage in Stage} | {"checked", "on_the_way"} == states
