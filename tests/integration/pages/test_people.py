"""`/pengguna` and `/darurat`: accounts, postings, sessions, a role for an hour."""

from typing import Any

from domain.event import Person, StreamId
from domain.people.state import Role
from projections.stations import queries as stations
from tests.integration.pages.conftest import PASSWORD, Pages
from tests.support.office import CURUG, DINAS, nik_of

NEWLY = {
    "login": "nina",
    "name": "Nina Umpama",
    "nik": "3603010101880009",
    "role": "approver",
    "office": CURUG,
    "valid_from": "2026-11-25",
    "valid_until": "2026-12-31",
    "letter": "800/99",
}


def member(pages: Pages, name: str) -> dict[str, Any]:
    found = pages.get(pages.office.admin, "/pengguna")["members"]
    return next(row for row in found if row["name"] == name)


def test_an_account_is_made_posted_and_signs_in_by_its_code(pages: Pages) -> None:
    admin = pages.office.admin
    answer = pages.done(admin, "/pengguna", **NEWLY)
    code = answer["code"]["code"]
    stranger = pages.stranger()
    stranger.post("/kode", data={"code": code, "password": "kalimat panjang"})
    used = stranger.post("/kode", data={"code": code, "password": "kalimat lain"})
    signed = stranger.post("/masuk", data={"login": "nina", "password": "kalimat panjang"})
    row = member(pages, "Nina Umpama")

    assert ("/", 409) == (signed.headers["location"], used.status_code)
    assert [("approver", CURUG, True)] == [
        (one["role"], one["office"], one["live"]) for one in row["postings"]
    ]
    assert "login_taken" == pages.refused(admin, "/pengguna", **{**NEWLY, "name": "Lain"})


def test_the_same_form_sent_twice_makes_one_account(pages: Pages) -> None:
    admin = pages.office.admin
    pages.done(admin, "/pengguna", **NEWLY, command_id="satu-formulir")
    pages.done(admin, "/pengguna", **NEWLY, command_id="satu-formulir")

    topics = [row.topic for row in pages.office.rows()]
    names = [row["name"] for row in pages.get(admin, "/pengguna")["members"]]
    assert 1 == names.count("Nina Umpama")
    assert topics.count("staff.registered") == len(names)


def test_a_posting_is_given_and_ended_and_never_to_oneself(pages: Pages) -> None:
    office = pages.office
    admin, counter = office.admin, office.staff.counter
    grant = {key: NEWLY[key] for key in ("office", "valid_from", "valid_until", "letter")}
    pages.done(admin, "/pengguna/penugasan", staff=counter.staff, role="verifier", **grant)
    before = member(pages, "Lina Teladan")["postings"]
    posting = next(one["posting"] for one in before if one["role"] == "verifier")
    ended = pages.done(admin, "/pengguna/akhiri", posting=posting, reason="mutasi")

    assert "posting" in ended
    assert ["counter"] == [one["role"] for one in member(pages, "Lina Teladan")["postings"]]
    own = {"staff": admin.staff, "role": "approver", **grant}
    assert "own_posting" == pages.refused(admin, "/pengguna/penugasan", **own)
    late = {**grant, "staff": counter.staff, "role": "counter", "valid_until": "2026-01-01"}
    assert "bad_period" == pages.refused(admin, "/pengguna/penugasan", **late)


def test_a_new_code_closes_what_was_open_under_the_old_password(pages: Pages) -> None:
    admin, counter = pages.office.admin, pages.office.staff.counter
    browser = pages.browser(counter)
    before = browser.get("/serah").status_code
    code = pages.done(admin, "/pengguna/kode", staff=counter.staff)["code"]["code"]

    assert (200, "/masuk") == (before, browser.get("/serah").headers["location"])
    assert len(code) == 19


def test_one_session_of_many_is_closed(pages: Pages) -> None:
    admin, counter = pages.office.admin, pages.office.staff.counter
    first = pages.browser(counter)
    second = pages.stranger()
    form = {"login": pages.login_of(counter), "password": PASSWORD}
    assert 303 == second.post("/masuk", data=form).status_code
    pages.office.clock.advance(seconds=30)
    listed = pages.get(admin, "/pengguna")["sessions"]
    own = [one for one in listed if one["name"] == "Lina Teladan"]
    pages.done(admin, "/pengguna/sesi", session=own[0]["handle"])
    codes = sorted(browser.get("/serah").status_code for browser in (first, second))

    assert (2, [200, 303]) == (len(own), codes)
    assert "not_found" == pages.refused(admin, "/pengguna/sesi", session=own[0]["handle"])


def test_two_people_take_a_role_for_an_hour_and_a_third_reviews_it(pages: Pages) -> None:
    """Flow 16.4, 16.5: and four eyes stand."""
    office = pages.office
    clerk, head = office.staff.enroller, office.staff.head
    own = office.complete()
    other_clerk = office.hire("Nina Umpama", Role.ENROLLER)
    second = {"second_login": pages.login_of(other_clerk), "second_password": PASSWORD}
    asked = {"role": "approver", "office": DINAS, "reason": "Penyetuju sakit", **second}
    taken = pages.done(clerk, "/darurat", **asked)
    glass = type(clerk)(staff=clerk.staff, person=clerk.person, posting=taken["posting"])
    (refused,) = pages.post(glass, "/antrean/setujui", pick=[pages.picked(own)]).json()["refused"]
    with pages.house.views.connect() as connection:
        (mismatch,) = stations.open_discrepancies(connection, [DINAS])

    assert ("same_person", "break_glass") == (refused["reason"], mismatch["cause"])
    assert "2026-11-27" == mismatch["due"]
    where = f"/selisih/{mismatch['discrepancy']}"
    pages.done(clerk, f"{where}/jelaskan", text="Penyetuju sakit, warga menunggu")
    for person in (clerk, other_clerk):
        auditor = office.post(person, Role.AUDITOR)
        assert "same_person" == pages.refused(auditor, f"{where}/tutup", outcome="wajar")
    pages.done(head, f"{where}/tutup", outcome="wajar")
    seen = [_after_half_an_hour(pages, clerk) for _ in range(3)]
    assert [(200, None), (200, None), (303, "/penugasan")] == seen


def _after_half_an_hour(pages: Pages, who: Person) -> tuple[int, str | None]:
    pages.office.clock.advance(minutes=29)
    answer = pages.browser(who).get("/")
    return answer.status_code, answer.headers.get("location")


def test_an_hour_is_not_taken_alone_nor_without_a_reason_nor_for_overseeing(pages: Pages) -> None:
    office = pages.office
    clerk, store = office.staff.enroller, office.staff.store
    same = office.hire("Sari Kedua", Role.COUNTER, nik=None)
    twin = office.hire("Sari Lagi", Role.COUNTER, nik=nik_of("Sari Umpama"))
    second = {"second_login": pages.login_of(store), "second_password": PASSWORD}
    asked = {"role": "approver", "office": DINAS, "reason": "Penyetuju sakit", **second}

    assert "no_reason" == pages.refused(clerk, "/darurat", **{**asked, "reason": " "})
    assert "bad_period" == pages.refused(clerk, "/darurat", **{**asked, "role": "head"})
    own = {**asked, "second_login": pages.login_of(twin)}
    assert "same_person" == pages.refused(clerk, "/darurat", **own)
    admin = {**asked, "second_login": pages.login_of(office.admin)}
    assert "second" == pages.refused(clerk, "/darurat", **admin)
    assert same.person != twin.person == clerk.person


def test_the_pages_show_what_they_hold(pages: Pages) -> None:
    html = pages.html(pages.office.admin, "/pengguna")
    glass = pages.html(pages.office.staff.counter, "/darurat")

    assert "Sari Umpama" in html
    assert "800/12/BKPSDM" in html
    assert "60 menit" in glass
    assert StreamId(str(pages.office.admin.posting)) not in glass


def test_a_new_code_leaves_nobody_else_a_way_in(pages: Pages) -> None:
    """Neither the old password, nor a session under it, nor a code of before."""
    admin, counter = pages.office.admin, pages.office.staff.counter
    login = pages.login_of(counter)
    first = pages.done(admin, "/pengguna/kode", staff=counter.staff)["code"]["code"]
    thief = pages.stranger()
    old = thief.post("/masuk", data={"login": login, "password": PASSWORD})
    second = pages.done(admin, "/pengguna/kode", staff=counter.staff)["code"]["code"]
    stranger = pages.stranger()
    set_first = stranger.post("/kode", data={"code": first, "password": "kalimat panjang"})
    set_second = stranger.post("/kode", data={"code": second, "password": "kalimat panjang"})

    assert [401, 409, 303] == [old.status_code, set_first.status_code, set_second.status_code]


def test_a_form_sent_again_after_the_newcomer_came_gives_no_code(pages: Pages) -> None:
    admin = pages.office.admin
    form = {**NEWLY, "command_id": "satu-formulir"}
    code = pages.done(admin, "/pengguna", **form)["code"]["code"]
    pages.stranger().post("/kode", data={"code": code, "password": "kalimat panjang"})

    assert "" == pages.done(admin, "/pengguna", **form)["code"]["code"]


def test_a_broken_glass_does_not_break_another(pages: Pages) -> None:
    office = pages.office
    clerk, other = office.staff.enroller, office.hire("Nina Umpama", Role.ENROLLER)
    second = {"second_login": pages.login_of(other), "second_password": PASSWORD}
    asked = {"role": "counter", "office": DINAS, "reason": "sakit", **second}
    taken = pages.done(clerk, "/darurat", **asked)
    glass = type(clerk)(staff=clerk.staff, person=clerk.person, posting=taken["posting"])

    assert "no_live_posting" == pages.refused(glass, "/darurat", **asked)


def test_a_screen_that_nobody_looks_at_idles_out_however_much_it_hears(pages: Pages) -> None:
    browser = pages.browser(pages.office.staff.counter)
    asking = {"hx-request": "true", "hx-target": "div#board"}
    codes = []
    for _ in range(3):
        pages.office.clock.advance(minutes=14)
        codes.append(browser.get("/", headers=asking).status_code)

    assert [200, 200, 401] == codes


def test_signing_in_again_ends_the_session_before(pages: Pages) -> None:
    counter = pages.office.staff.counter
    browser = pages.browser(counter)
    before = dict(browser.cookies)
    browser.post("/masuk", data={"login": pages.login_of(counter), "password": PASSWORD})
    stranger = pages.stranger()
    stranger.cookies.update(before)

    assert "/masuk" == stranger.get("/serah").headers["location"]


def test_an_id_of_another_form_is_another_command(pages: Pages) -> None:
    admin, counter = pages.office.admin, pages.office.staff.counter
    grant = {key: NEWLY[key] for key in ("office", "valid_from", "valid_until", "letter", "role")}
    form = {"staff": counter.staff, "command_id": "satu-nomor", **grant}
    pages.done(admin, "/pengguna/penugasan", **form)

    made = pages.done(admin, "/pengguna", **NEWLY, command_id="satu-nomor")
    assert made["code"]["code"]


def test_an_account_is_found_by_login_name_or_place(pages: Pages) -> None:
    """And neither a name nor a place is left in an address as it was typed."""
    admin = pages.office.admin
    pages.done(admin, "/pengguna", **NEWLY)
    everybody = pages.get(admin, "/pengguna")
    found = {
        words: pages.get(admin, pages.found(admin, "/pengguna", words))
        for words in ("NINA", "umpama nina", "Nina Curug", "nobody here")
    }
    here = pages.get(admin, f"/pengguna?tempat={CURUG}")
    address = pages.found(admin, "/pengguna", "nina", tempat=DINAS)
    elsewhere = pages.get(admin, address)
    empty = pages.html(admin, address)

    names = {words: [row["name"] for row in one["members"]] for words, one in found.items()}
    assert {**{key: ["Nina Umpama"] for key in found}, "nobody here": []} == names
    assert everybody["total"] == here["total"] == len(everybody["members"])
    assert 1 < len(here["members"]) < len(everybody["members"])
    assert all(CURUG in [post["office"] for post in row["postings"]] for row in here["members"])
    assert ([], "nina", DINAS) == (elsewhere["members"], elsewhere["q"], elsewhere["place"])
    assert "nina" not in address
    assert "Tidak ada akun yang cocok." in empty
