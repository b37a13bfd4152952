"""What was printed and its digest; exports from the page; rebuild equals live, on demand."""

import io
import json
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from zipfile import ZipFile

import pytest
from sqlalchemy import delete, update

from application.exporting.verifying import verify
from application.personal.attachments import attachments
from application.registry.decoder import decode
from domain.event import Person
from domain.people.state import Role
from projections import checking, rebuild
from projections.check_runs import CheckRuns, Stage
from projections.history.tables import entries
from projections.register.tables import documents
from projections.views import VIEWS
from terbit.wiring import make_house
from tests.integration.pages.conftest import Pages
from tests.support.live import until
from tests.support.office import CURUG


@pytest.fixture
def auditor(pages: Pages) -> Person:
    return pages.office.hire("Hesti Teladan", Role.AUDITOR)


def test_the_bytes_that_were_printed_are_shown_and_proved(pages: Pages, auditor: Person) -> None:
    office = pages.office
    document, _ = office.printed_card()
    digest = office.document(document).payload_digest or ""
    with office.installation.centre.attachments._engine.connect() as connection:
        query = attachments.select().where(attachments.c.digest == digest)
        sealed = connection.execute(query).one().sealed

    told = pages.get(auditor, f"/riwayat/cetakan/{document}")
    (one,) = told["payloads"]
    pictures = [pages.browser(auditor).get(picture["to"]) for picture in one["pictures"]]

    assert sha256(sealed).hexdigest() == one["digest"] == one["stored"] == digest
    assert ("equal", True, False) == (one["state"], one["printed"], one["erased"])
    assert ["print_job.leased", "print_job.attempt_started", "document.printed"] == [
        event["topic"] for event in one["events"]
    ]
    assert [200, 200] == [answer.status_code for answer in pictures]
    assert all(answer.content.startswith(b"\x89PNG") for answer in pictures)
    assert "Sidiknya sama" in pages.html(auditor, f"/riwayat/cetakan/{document}")
    assert f"/riwayat/cetakan/{document}" in pages.html(auditor, f"/riwayat/{document}")


def test_other_bytes_under_the_name_are_called_so_and_not_shown(
    pages: Pages, auditor: Person
) -> None:
    document, _ = pages.office.printed_card()
    digest = pages.office.document(document).payload_digest or ""
    engine = pages.office.installation.centre.attachments._engine
    with engine.begin() as connection:
        forged = update(attachments).where(attachments.c.digest == digest).values(sealed=b"x" * 99)
        connection.execute(forged)
    html = pages.html(auditor, f"/riwayat/cetakan/{document}")
    picture = pages.browser(auditor).get(f"/riwayat/cetakan/{document}/{digest}/depan.png")
    with engine.begin() as connection:
        connection.execute(delete(attachments).where(attachments.c.digest == digest))
    gone = pages.html(auditor, f"/riwayat/cetakan/{document}")

    assert "Sidiknya berbeda" in html
    assert "<img" not in html
    assert 409 == picture.status_code
    assert "Tidak tersimpan" in gone


def test_after_erasure_the_digest_still_stands_and_the_picture_does_not(
    pages: Pages, auditor: Person
) -> None:
    office = pages.office
    document, _ = office.printed_card()
    digest = office.document(document).payload_digest
    office.centre.keys.destroy([document])
    (one,) = pages.get(auditor, f"/riwayat/cetakan/{document}")["payloads"]
    html = pages.html(auditor, f"/riwayat/cetakan/{document}")
    picture = pages.browser(auditor).get(f"/riwayat/cetakan/{document}/{digest}/depan.png")

    assert ("equal", True, []) == (one["state"], one["erased"], one["pictures"])
    assert "sudah dihapus" in html
    assert 410 == picture.status_code


def exported(pages: Pages, who: Person, **form: str) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The manifest and the events of a JSONL export."""
    answer = pages.browser(who).post("/riwayat/ekspor", data={"bentuk": "jsonl", **form})
    assert 200 == answer.status_code, answer.text
    with ZipFile(io.BytesIO(answer.content)) as archive:
        lines = archive.read("events.jsonl").decode().splitlines()
        return json.loads(archive.read("manifest.json")), [json.loads(line) for line in lines]


def test_an_export_holds_the_filtered_events_and_nothing_personal(
    pages: Pages, auditor: Person
) -> None:
    office = pages.office
    document, _ = office.printed_card(name="BUDI RAHASIA")
    last = office.position()
    manifest, every = exported(pages, auditor)
    _, of_curug = exported(pages, auditor, tempat=CURUG, topik="print_job.leased")
    text = json.dumps(every, ensure_ascii=False)
    nik = office.document(document).nik or ""

    assert list(range(1, last + 1)) == [row["position"] for row in every]
    assert (last, {"from": 1, "to": last}) == (manifest["count"], manifest["positions"])
    assert (False, auditor.staff) == (manifest["personal"], manifest["exported_by"])
    for secret in ("BUDI RAHASIA", nik, "Rina Contoh", '"personal"'):
        assert secret not in text
    assert ["print_job.leased"] == [row["topic"] for row in of_curug]
    assert {CURUG} == {row["office"] for row in of_curug}


def test_personal_fields_come_by_a_tick_that_is_written_down(pages: Pages, auditor: Person) -> None:
    office = pages.office
    document, serial = office.printed_card(name="BUDI RAHASIA")
    nik = office.document(document).nik or ""
    location = pages.found(auditor, "/riwayat", nik)
    sealed = location.partition("cari=")[2]
    last = office.position()
    manifest, rows = exported(pages, auditor, pribadi="ya", cari=sealed)
    text = json.dumps(rows, ensure_ascii=False)
    (read,) = [row for row in office.rows() if row.topic == "staff.history_exported"]
    taken = decode(read.topic, read.state)

    assert "BUDI RAHASIA" in text
    assert "Rina Contoh" in {row["actor_name"] for row in rows}
    assert manifest["personal"]
    assert nik not in text + json.dumps(manifest)
    said = [taken[name] for name in ("actor", "form", "first", "last", "with_names")]
    assert [auditor.staff, "jsonl", 1, last, True] == said
    assert nik not in str(taken)
    assert serial in text


def test_an_export_by_number_ends_at_the_moment_its_page_shows(
    pages: Pages, auditor: Person
) -> None:
    """On the page what came after stands greyed; in a file it would stand as any other."""
    office = pages.office
    _document, serial = office.printed_card()
    moment = office.position() - 2
    location = pages.found(auditor, "/riwayat", serial, sampai=str(moment))
    given = dict(parse_qsl(urlsplit(location).query))
    every = [row["position"] for row in pages.get(auditor, location)["rows"]]
    page = pages.html(auditor, f"/riwayat/ekspor?{urlsplit(location).query}")
    manifest, rows = exported(pages, auditor, **given)
    (read,) = [row for row in office.rows() if row.topic == "staff.history_exported"]
    taken = decode(read.topic, read.state)

    assert max(every) > moment
    assert [at for at in every if at <= moment] == [row["position"] for row in rows]
    assert {"from": 1, "to": moment} == manifest["positions"]
    assert (1, moment) == (taken["first"], taken["last"])
    assert f"sampai posisi {moment}" in page


@pytest.mark.parametrize("form", ["csv", "xlsx", "jsonl"])
def test_each_form_is_whole(pages: Pages, auditor: Person, tmp_path: Path, form: str) -> None:
    pages.office.printed_card()
    answer = pages.browser(auditor).post("/riwayat/ekspor", data={"bentuk": form})
    path = tmp_path / "export.zip"
    path.write_bytes(answer.content)
    verdict = verify(path)

    assert ([], form) == (verdict.problems, verdict.manifest["format"])
    assert "attachment" in answer.headers["content-disposition"]


def test_the_export_page_says_what_it_will_hold(pages: Pages, auditor: Person) -> None:
    html = pages.html(auditor, f"/riwayat/ekspor?tempat={CURUG}&sejak=3")

    assert "sesuai 2 saringan" in html
    assert f'name="tempat" value="{CURUG}"' in html
    assert "Tempat: Curug" in html


def checked(pages: Pages, who: Person) -> dict[str, Any]:
    """A check from the button to its end."""
    answer = pages.post(who, "/riwayat/bangun-ulang")
    assert 200 == answer.status_code
    until(lambda: not pages.get(who, "/riwayat/bangun-ulang")["run"]["busy"], "the check")
    run: dict[str, Any] = pages.get(who, "/riwayat/bangun-ulang")["run"]
    return run


def test_rebuild_equals_live_on_demand(pages: Pages, auditor: Person) -> None:
    pages.office.printed_card()
    before = pages.html(auditor, "/riwayat/bangun-ulang")
    assert "Belum pernah dibandingkan" in before
    assert f"{pages.office.position()} peristiwa: kira-kira kurang dari satu menit" in before
    run = checked(pages, auditor)
    html = pages.html(auditor, "/riwayat/bangun-ulang")

    assert ("done", True, 0) == (run["stage"], run["equal"], run["different"])
    assert {pages.office.position()} == {one["position"] for one in run["views"]}
    assert run["rows"] > 50
    assert "Bangun ulang sama dengan keadaan langsung" in html
    assert "Hesti Teladan" in html
    left = [path.name for path in (pages.office.installation.settings.dir / "checks").iterdir()]
    assert ["last.json"] == left


def test_rows_that_differ_are_named_without_what_they_hold(pages: Pages, auditor: Person) -> None:
    document, _ = pages.office.printed_card()
    pages.settle()
    with pages.house.views.begin() as connection:
        connection.execute(update(documents).values(name="ORANG LAIN"))
        connection.execute(delete(entries).where(entries.c.position == 7))
    run = checked(pages, auditor)
    html = pages.html(auditor, "/riwayat/bangun-ulang")
    found = {one["view"]: one["differences"] for one in run["views"] if not one["equal"]}

    assert {"register", "history"} == set(found)
    assert [(str(document), ["name"])] == [(d["key"], d["columns"]) for d in found["register"]]
    assert [("7", "only in the rebuilt view")] == [(d["key"], d["what"]) for d in found["history"]]
    assert "2 tampilan berbeda" in html
    assert "ORANG LAIN" not in html
    with pages.house.views.connect() as connection:
        names = connection.execute(documents.select()).mappings().all()
    assert {"ORANG LAIN"} == {row["name"] for row in names}, "a check mends nothing"


def test_the_live_views_go_on_while_they_are_compared(
    pages: Pages, auditor: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Events that come in between are taken in, and the comparison is of one position."""
    office = pages.office
    office.complete()
    pages.settle()
    come = []

    def compare(view: Any, *rest: Any) -> Any:
        come.append(office.complete())
        assert pages.house.settle_views(office.position()), "the live views stood still"
        return real(view, *rest)

    real = rebuild.compare
    monkeypatch.setattr(checking, "compare", compare)
    run = checked(pages, auditor)

    assert run["equal"], run
    assert len(VIEWS) == len(come)


def test_one_check_at_a_time_and_it_outlives_the_process(pages: Pages, auditor: Person) -> None:
    office = pages.office
    office.printed_card()
    kept = office.installation.settings.dir / "checks" / "last.json"
    checks = pages.house.checks
    ending = [True]
    checks._is_ending = lambda: ending[0]
    first = checks.start(auditor.staff)
    again = checks.start(office.staff.head.staff)
    until(lambda: json.loads(kept.read_bytes())["stage"] == "running", "the check to begin")
    until(lambda: first.views and first.views[0].position, "its first page")

    assert first is again
    (kept.parent / "tmp-killed").mkdir()
    house, loops = make_house(office.installation)
    with closing(_Stopped(loops)):
        assert Stage.WAITING is house.checks.last().stage  # type: ignore[union-attr]
        loops.start()
        until(lambda: house.checks.last().stage is Stage.DONE, "the check after the restart")  # type: ignore[union-attr]
    run = house.checks.last()
    assert run is not None
    assert not (kept.parent / "tmp-killed").exists(), "names and numbers of a killed check"
    assert (run.id, run.by, 2, True) == (first.id, auditor.staff, run.beginnings, run.equal)


class _Stopped:
    def __init__(self, loops: Any) -> None:
        self._loops = loops

    def close(self) -> None:
        assert self._loops.stop(10)


def test_a_check_that_ends_its_process_each_time_is_given_up(pages: Pages, tmp_path: Path) -> None:
    kept = tmp_path / "last.json"
    told = {"id": "1", "by": "s", "asked_at": "2026-11-25T03:00:00+00:00", "stage": "running",
            "beginnings": 3, "views": []}  # fmt: skip
    kept.write_text(json.dumps(told))
    runs = CheckRuns(
        checker=pages.house.checks._checker,
        views=(),
        scratch=pages.house.checks._scratch,
        kept=kept,
        clock=pages.office.clock,
        identifiers=pages.office.identifiers,
        tell=lambda: None,
    )
    runs.begin(lambda: None, lambda: False)
    kept.write_text("{")
    broken = CheckRuns(
        checker=pages.house.checks._checker,
        views=(),
        scratch=pages.house.checks._scratch,
        kept=kept,
        clock=pages.office.clock,
        identifiers=pages.office.identifiers,
        tell=lambda: None,
    )

    run = runs.last()
    assert run is not None
    assert (Stage.FAILED, "cut_short") == (run.stage, run.why)
    assert broken.last() is None
