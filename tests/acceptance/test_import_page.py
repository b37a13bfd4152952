"""The import page of a real centre: killed in the middle, cut off, and in a real Chromium."""

import re
import signal
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Browser, Page, expect

from domain.event import Person
from tests.support.clerks import PASSWORD, SECONDS, Clerk
from tests.support.hands import Keys
from tests.support.live import until
from tests.support.office import DINAS
from tests.support.yard import Yard
from tests.unit.importing.lists import HEAD, person

ROWS = 3_000
KILLS = 2
BAD = range(0, ROWS, 100)
GOOD = ROWS - len(BAD)
SUMS = ("rows", "imported", "duplicates", "rejected_rows")


@pytest.fixture
def yard(tmp_path: Path) -> Iterator[Yard]:
    with Yard(tmp_path, 1) as made:
        yield made


@pytest.fixture
def sari(yard: Yard) -> Iterator["Sender"]:
    made = Sender(yard, yard.office.staff.enroller)
    yield made
    made.client.close()


def list_of(rows: int) -> bytes:
    lines = [person(at, sex="X") if at in BAD else person(at) for at in range(rows)]
    return "\n".join([HEAD, *lines, ""]).encode()


class Sender:
    """A signed-in script; its session outlives the server's process."""

    def __init__(self, yard: Yard, who: Person) -> None:
        accounts = yard.office.installation.accounts
        accounts.add("sari", who.staff)
        accounts.set_password(who.staff, PASSWORD)
        self.client = httpx2.Client(
            base_url=f"http://127.0.0.1:{yard.centre_port}",
            headers={"Accept": "application/json"},
            timeout=60,
            trust_env=False,
        )
        form = {"login": "sari", "password": PASSWORD}
        assert self.client.post("/masuk", data=form).status_code == 200
        self.sent = 0

    def job(self) -> Any:
        return self.client.get("/impor").json()["job"]

    def answers(self) -> bool:
        try:
            return self.client.get("/impor").status_code == 200
        except httpx2.HTTPError:
            return False

    def start(self, content: bytes) -> None:
        files = {"file": ("daftar.csv", content, "text/csv")}
        form = {"kind": "enrolments", "office": DINAS}
        sent = self.client.post("/impor", data=form, files=files)
        assert sent.status_code == 200, sent.text
        self.sent += 1
        about = {"command_id": f"perintah-{self.sent}", "job": sent.json()["job"]}
        assert self.client.post("/impor/mulai", data=about).status_code == 200

    def report(self, content: bytes) -> tuple[int, ...]:
        self.start(content)
        until(lambda: not self.job()["busy"], "the import to end", 120)
        told = self.job()["report"]
        return tuple(told[name] for name in SUMS)


def captured(yard: Yard) -> tuple[int, int]:
    """Recordings, and persons who have one; counted in the log itself."""
    place = yard.folder / "terbit" / "events.sqlite"
    with closing(sqlite3.connect(f"file:{place}?mode=ro", uri=True)) as log:
        query = (
            "SELECT COUNT(*), COUNT(DISTINCT originator_id) FROM stored_events "
            "WHERE topic LIKE 'enrolment.captured%'"
        )
        rows, persons = log.execute(query).fetchone()
    return int(rows), int(persons)


def uploads(yard: Yard) -> list[Path]:
    folder = yard.folder / "terbit" / "uploads"
    return list(folder.iterdir()) if folder.exists() else []


@pytest.mark.timeout(400)
def test_a_killed_server_takes_the_rest_of_the_same_file_and_nobody_twice(
    yard: Yard, sari: "Sender"
) -> None:
    content = list_of(ROWS)
    left = [0]
    for _ in range(KILLS):
        sari.start(content)
        until(lambda: captured(yard)[0] > left[-1], "the import to take some")
        assert uploads(yard) != []
        yard.kill("serve")
        left.append(captured(yard)[0])
        until(sari.answers, "the centre")
        assert (None, []) == (sari.job(), uploads(yard)), "what a crash left goes at the start"
    first, again = sari.report(content), sari.report(content)
    log = (yard.folder / "serve.log").read_text()

    # The fault must have fired: each kill left something, and none left everything.
    assert sorted(set(left)) == left
    assert left[-1] < GOOD
    assert (ROWS, GOOD - left[-1], left[-1], len(BAD)) == first
    assert (ROWS, 0, GOOD, len(BAD)) == again
    assert (GOOD, GOOD) == captured(yard)
    assert [] == re.findall(r"[0-9]{16}", log)
    assert "BUDI SANTOSO" not in log


@pytest.mark.timeout(400)
def test_a_server_that_is_switched_off_ends_soon_and_in_order(yard: Yard, sari: "Sender") -> None:
    sari.start(list_of(20_000))
    until(lambda: captured(yard)[0] > 0, "the import to take some")
    assert yard.serve is not None
    yard.serve.stop(signal.SIGTERM)

    assert 0 == yard.serve.process.returncode
    rows, persons = captured(yard)
    assert (rows, rows < 19_000) == (persons, True)


@pytest.mark.timeout(400)
def test_an_upload_that_is_cut_off_leaves_nothing(yard: Yard, sari: "Sender") -> None:
    cookie = "; ".join(f"{name}={value}" for name, value in sari.client.cookies.items())
    head = (
        f"POST /impor HTTP/1.1\r\nHost: 127.0.0.1:{yard.centre_port}\r\nCookie: {cookie}\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 9000000\r\n\r\n"
        '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    )
    with socket.create_connection(("127.0.0.1", yard.centre_port)) as line:
        line.sendall(head.encode() + list_of(1_000))
        until(lambda: any(path.stat().st_size for path in uploads(yard)), "the upload to begin")
    until(lambda: uploads(yard) == [], "the upload to be put away")

    assert sari.job() is None


# ---- in a browser


@pytest.mark.timeout(400)
def test_a_list_goes_in_by_hand(browser: Browser, yard: Yard, tmp_path: Path) -> None:
    """Upload, look, start, see it move without a page load, download, mend, upload again."""
    sari = Clerk(browser, yard, "sari", yard.office.staff.enroller)
    path = tmp_path / "daftar perekaman.csv"
    path.write_bytes(list_of(ROWS))

    sari.visit("/impor")
    refuse_what_is_no_list(sari, tmp_path / "surat.csv")
    look_at(sari, path)
    see_it_go(sari)
    mend_the_rest(sari, tmp_path / "buruk.csv")

    assert (ROWS, ROWS) == captured(yard)
    assert [] == sari.inaccessible
    # The browser itself notes each answer that says no.
    said = [words for words in sari.said if "422" not in words]
    assert [] == said, "console"


def upload(page: Page, path: Path) -> None:
    """By the keyboard alone."""
    hands = Keys(page)
    hands.attach(page.get_by_label("Berkas .csv"), path)
    hands.press(page.get_by_role("button", name="Unggah dan periksa"))


def refuse_what_is_no_list(sari: Clerk, path: Path) -> None:
    """Said on the page itself; the form stays as it was."""
    path.write_bytes(b"%PDF-1.7 surat")
    upload(sari.page, path)
    expect(sari.page.locator("#notice")).to_contain_text("Berkas ini PDF", timeout=SECONDS)
    expect(sari.page.get_by_label("Berkas .csv")).to_be_visible()
    sari.judge()


def look_at(sari: Clerk, path: Path) -> None:
    main = sari.page.locator("main")
    upload(sari.page, path)
    expect(main).to_contain_text("5 baris pertama", timeout=SECONDS)
    expect(main).to_contain_text("pemisah titik koma")
    expect(main).to_contain_text("Akan ditolak.")
    sari.judge()
    fit_on_a_phone(sari)


def see_it_go(sari: Clerk) -> None:
    """By keyboard; the bar and then the report come by themselves."""
    page = sari.page
    page.evaluate("window.kept = true")
    page.get_by_role("button", name="Mulai impor 3.000 baris").press("Enter")
    expect(page.locator("progress")).to_be_visible(timeout=SECONDS)
    expect(page.get_by_role("link", name="Unduh 30 baris")).to_be_visible(timeout=SECONDS)
    expect(page.locator(".sums")).to_contain_text("2.970masuk")
    assert page.evaluate("window.kept"), "the page was loaded again"
    sari.judge()


def mend_the_rest(sari: Clerk, bad: Path) -> None:
    page = sari.page
    with page.expect_download() as download:
        page.get_by_role("link", name="Unduh 30 baris").click()
    download.value.save_as(bad)
    bad.write_bytes(bad.read_bytes().replace(b";X;", b";L;"))
    page.get_by_role("button", name="Selesai, impor daftar lain").click()
    upload(page, bad)
    page.get_by_role("button", name="Mulai impor 30 baris").click()
    expect(page.locator(".sums")).to_contain_text("30masuk", timeout=SECONDS)


def fit_on_a_phone(sari: Clerk) -> None:
    desk = sari.page.viewport_size
    assert desk is not None
    sari.page.set_viewport_size({"width": 320, "height": 640})
    assert 320 == sari.page.evaluate("document.documentElement.scrollWidth")
    sari.page.set_viewport_size(desk)
