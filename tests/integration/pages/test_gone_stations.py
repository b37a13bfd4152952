"""A station that nobody waits for any more, at the pages: revoked, looked for, taken back."""

from typing import Any

from application import revoking
from application.station_link.signing import signed_headers
from domain.event import StreamId
from domain.people.state import Role
from domain.stations import facts as f
from tests.integration.pages.conftest import PASSWORD, Pages
from tests.integration.pages.marks import marked, sent
from tests.support.gone import FIRST, box_of


def signed_by(pages: Pages, who: Any) -> dict[str, str]:
    return {"second_login": pages.login_of(who), "second_password": PASSWORD}


def leased(pages: Pages) -> StreamId:
    office = pages.office
    if office.box is None:
        office.box = office.open_box(count=5)
        office.journal.open_shift()
    job = office.approve(office.complete())
    office.lease(job, office.box)
    return job


def started(pages: Pages) -> StreamId:
    job = leased(pages)
    office = pages.office
    office.journal.start(job, office.box, box_of(office).next_serial())
    return job


def ask(pages: Pages, path: str, body: str, number: int) -> Any:
    """As the station itself asks."""
    office = pages.office
    headers = signed_headers(
        office.key,
        station=office.station,
        method="POST",
        path=f"/api/v1/station{path}",
        body=body.encode(),
        created=int(office.clock.now().timestamp()),
        nonce=f"nonce-{number}",
    )
    pages.settle()
    headers["Content-Type"] = "application/json"
    return pages.stranger().post(f"/api/v1/station{path}", content=body, headers=headers)


def test_two_people_break_a_lease_on_the_page_of_the_document(pages: Pages) -> None:
    office, job = pages.office, leased(pages)
    document = office.job(job).document
    approver, head = office.staff.approver, office.staff.head
    form = {"document": document, "reason": "silent"}

    html = pages.html(approver, f"/antrean/{document}")
    wrong = {"second_login": pages.login_of(head), "second_password": "falsch"}
    refused = sent(
        pages,
        approver,
        f"/antrean/{document}",
        "/antrean/putuskan",
        {**form, **wrong},
        "form#form-break",
    )
    pages.done(approver, "/antrean/putuskan", **form, **signed_by(pages, head))
    after = pages.get(approver, f"/antrean/{document}")

    assert "Putuskan sewa stasiun, dua orang…" in html
    assert ["f-second_loginbreak", "f-second_passwordbreak"] == sorted(marked(refused))
    assert ("pending", False) == (office.job(job).status, after["acts"]["break_lease"])
    assert "Sewa 1 diputus oleh dua orang: stasiun tidak menjawab." in [
        event["sentence"] for event in after["story"]
    ]
    assert "Putuskan sewa stasiun, dua orang…" not in pages.html(approver, f"/antrean/{document}")


def test_a_revoked_station_is_told_so_and_holds_nothing(pages: Pages) -> None:
    office, waiting, begun = pages.office, leased(pages), started(pages)
    admin, head = office.admin, office.staff.head
    path = f"/stasiun/{office.station}/cabut"

    assert "Cabut stasiun, dua orang…" in pages.html(admin, "/stasiun")
    assert "Cabut stasiun, dua orang…" not in pages.html(office.staff.operator, "/stasiun")
    assert 2 == len(ask(pages, "/assignment", "{}", 1).json()["leases"])
    pages.done(admin, path, reason="stolen", **signed_by(pages, head))
    told = ask(pages, "/assignment", "{}", 2).json()
    lease = {
        "command_id": "perintah-1",
        "operator": office.staff.operator.staff,
        "posting": office.staff.operator.posting,
        "printer": "Kartu 1",
        "count": 1,
    }
    asked = ask(pages, "/leases", str(lease).replace("'", '"'), 3)

    assert ("pending", "unknown") == (office.job(waiting).status, office.job(begun).status)
    assert (True, [], [], [], False) == tuple(
        told[name] for name in ("revoked", "leases", "boxes", "operators", "shift_open")
    )
    assert (409, "station_revoked") == (asked.status_code, asked.json()["reason"])
    (tile,) = pages.get(head, "/stasiun")["stations"]
    assert ("Dicabut", 1, 1, False) == (
        tile["link"]["word"],
        tile["unknown"],
        tile["boxes"],
        tile["may_revoke"],
    )
    assert "1 hasil tidak pasti perlu dilihat" in pages.html(head, "/stasiun")


def test_no_word_of_a_payload_reaches_a_revoked_station(pages: Pages) -> None:
    """Also of a lease that was given in the moment of revoking."""
    office, job = pages.office, leased(pages)
    order = office.order(office.admin, office.staff.head)
    revoking.revoke_station(office.centre, order, office.station, "stolen", ())
    path = f"/payloads/{job}?lease=1"
    headers = signed_headers(
        office.key,
        station=office.station,
        method="GET",
        path=f"/api/v1/station{path}",
        body=b"",
        created=int(office.clock.now().timestamp()),
        nonce="nonce-9",
    )
    pages.settle()
    answer = pages.stranger().get(f"/api/v1/station{path}", headers=headers)

    assert (409, "station_revoked") == (answer.status_code, answer.json()["reason"])


def test_a_card_is_looked_for_and_settled_at_the_centre_by_two(pages: Pages) -> None:
    office, job = pages.office, started(pages)
    operator, head, second = office.staff.operator, office.staff.head, office.staff.second
    path = f"/tak-pasti/{job}"

    at_station = pages.get(operator, "/tak-pasti")["jobs"]
    office.journal.post(f.AttemptUnknown(print_job=job, attempt="1.1", reason="cut"))
    too_early = pages.refused(operator, f"{path}/lihat", attempt="1.1", seen="good", serial=FIRST)
    form = {"document": office.job(job).document, "reason": "broken", **signed_by(pages, head)}
    pages.done(second, "/antrean/putuskan", **form)
    (row,) = pages.get(operator, "/tak-pasti")["jobs"]
    nik = pages.refused(operator, f"{path}/lihat", attempt="1.1", seen="good", serial="3" * 16)
    none = pages.refused(operator, f"{path}/lihat", attempt="1.1", seen="good", serial="")
    pages.done(operator, f"{path}/lihat", attempt="1.1", seen="good", serial="7412 0001")
    seen = pages.html(second, "/tak-pasti")
    pages.done(second, f"{path}/pastikan", attempt="1.1", outcome="good")

    assert ([], True, True, False) == (
        at_station, row["at_centre"], row["may_look"], row["may_settle"],
    )  # fmt: skip
    assert ("at_station", "serial", "serial") == (too_early, nik, none)
    assert "Dilihat Dani Model: Tercetak baik" in seen
    assert "printed" == office.job(job).status


def test_a_box_is_taken_back_by_scan_and_the_operator_does_not_see_the_figure(
    pages: Pages,
) -> None:
    office = pages.office
    leased(pages)
    store, head, box = office.staff.store, office.staff.head, office.box
    form = {"box": box, "serials": "7412 0001\n74120002\n\n", **signed_by(pages, head)}

    in_use = pages.refused(store, "/blangko/ambil", **form)
    before = pages.html(store, "/blangko")
    pages.done(
        office.admin, f"/stasiun/{office.station}/cabut", reason="broken", **signed_by(pages, head)
    )
    offered = pages.html(store, "/blangko")
    assert "Ambil kembali kotak dari printer" not in pages.html(office.staff.counter, "/blangko")
    answer = pages.done(store, "/blangko/ambil", **form)
    rows = pages.get(head, "/selisih")["rows"]

    assert ("station_in_use", 3) == (in_use, answer["short"])
    assert [False, True] == ["Ambil kembali kotak dari" in html for html in (before, offered)]
    assert ["Blangko tidak ada di tumpukan"] == [row["word"] for row in rows]
    assert "Ambil kembali kotak dari" not in pages.html(store, "/blangko")


def test_a_revoked_station_closes_its_shift_without_a_word_and_goes_to_the_list(
    pages: Pages,
) -> None:
    office = pages.office
    leased(pages)
    head, store = office.staff.head, office.staff.store
    revoke = f"/stasiun/{office.station}/cabut"
    pages.done(office.admin, revoke, reason="replaced", **signed_by(pages, head))
    close = f"/stasiun/{office.station}/tutup"

    uncounted = pages.refused(head, close, date="2026-11-25")
    serials = "\n".join(str(int(FIRST) + number) for number in range(5))
    form = {"box": office.box, "serials": serials, **signed_by(pages, head)}
    pages.done(store, "/blangko/ambil", **form)
    pages.done(head, close, date="2026-11-25")
    page = pages.get(head, "/stasiun")

    assert "not_counted" == uncounted
    assert ([], ["Curug 1"]) == (page["stations"], [row["name"] for row in page["over"]])
    assert "1 stasiun yang sudah dicabut…" in pages.html(head, "/stasiun")


def test_the_history_names_a_station_that_was_revoked(pages: Pages) -> None:
    office = pages.office
    auditor = office.hire("Nina Audit", Role.AUDITOR)
    pages.done(
        office.admin,
        f"/stasiun/{office.station}/cabut",
        reason="stolen",
        **signed_by(pages, office.staff.head),
    )
    html = pages.html(auditor, f"/riwayat/{office.station}")

    assert "Curug 1" in html
    assert "Stasiun dicabut: mini PC hilang atau dicuri." in html


def test_of_two_attempts_the_one_in_doubt_is_shown_and_settled(pages: Pages) -> None:
    """Lease 1 was broken before it began and printed after all; lease 2 died in mid card."""
    office, job = pages.office, leased(pages)
    order = office.order(office.staff.approver, office.staff.head)
    revoking.break_lease(office.centre, order, job, "silent")
    office.lease(job, office.box)
    assert office.box is not None
    office.journal.start(job, office.box, "74120002", attempt="2.1")
    order = office.order(office.staff.approver, office.staff.head)
    revoking.break_lease(office.centre, order, job, "broken")
    office.journal.start(job, office.box, FIRST)
    office.journal.printed(job)
    head, second = office.staff.head, office.staff.second
    (row,) = pages.get(head, "/tak-pasti")["jobs"]
    path = f"/tak-pasti/{job}"
    form = {"attempt": row["attempt"], "seen": "spoiled", "serial": "74120002"}
    unknown = pages.refused(head, f"{path}/lihat", **{**form, "serial": "99999999"})
    pages.done(head, f"{path}/lihat", **form)
    pages.done(second, f"{path}/pastikan", attempt="2.1", outcome="spoiled")

    assert ("2.1", "74120002", True) == (row["attempt"], row["serial"], row["at_centre"])
    assert ("serial", "printed") == (unknown, office.job(job).status)
    assert [] == pages.get(second, "/tak-pasti")["jobs"]
