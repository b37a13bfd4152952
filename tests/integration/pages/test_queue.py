"""The queue page: what is shown, and one command per ticked row."""

from datetime import date

from application import enrolling
from application.enrolling import Into
from application.importing.statuses import Observation
from domain.enrolment.state import PRINT_READY
from domain.event import StreamId
from domain.people.state import Role
from projections.queue_board import queries as queue
from projections.register import queries as register
from tests.integration.pages.conftest import JSON, Pages
from tests.support.office import CURUG, KELAPA_DUA


def test_a_row_shows_the_next_act_and_never_a_whole_nik(pages: Pages) -> None:
    document = pages.office.complete()
    approver = pages.office.staff.approver
    nik = pages.office.document(document).nik or ""

    row = pages.get(approver, "/antrean")["rows"][0]
    html = pages.html(approver, "/antrean")

    assert (document, "complete", "Siap disetujui") == (
        row["document"],
        row["status"],
        row["state"]["word"],
    )
    assert f"{nik[:4]}••••••••{nik[12:]}" == row["nik"]
    assert nik not in html
    assert row["nik"] in html


def test_ticked_rows_are_approved_and_the_row_counts_down_in_its_place(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    first, second = office.complete(name="ANI UMPAMA"), office.complete(name="BAYU MISAL")

    answer = pages.post(approver, "/antrean/setujui", {}, pick=[pages.picked(first)])
    shown = pages.get(approver, "/antrean")

    assert (303, "/antrean") == (answer.status_code, answer.headers["location"])
    assert "approved" == office.document(first).stage
    assert {first: True, second: False} == {row["document"]: row["window"] for row in shown["rows"]}
    assert [(first, 10)] == [(one["document"], one["left"]) for one in shown["undo"]]
    assert "Dilepas pukul 10.00.10" in pages.html(approver, "/antrean")


def test_an_approval_is_taken_back_within_the_window_and_not_after_it(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    early, late = office.complete(), office.complete()
    for document in (early, late):
        pages.done(approver, "/antrean/setujui", pick=[pages.picked(document)])

    pages.done(approver, "/antrean/urungkan", pick=[early])
    office.clock.advance(seconds=11)
    reason = pages.refused(approver, "/antrean/urungkan", pick=[late])

    assert "window_over" == reason
    assert ("complete", "approved") == (office.document(early).stage, office.document(late).stage)


def test_what_changed_after_it_was_shown_is_not_approved(pages: Pages) -> None:
    document = pages.office.complete()
    stale = f"{document}:{'0' * 64}"

    assert "digest_differs" == pages.refused(
        pages.office.staff.approver, "/antrean/setujui", pick=[stale]
    )


def test_the_same_form_sent_twice_is_done_once(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    document = office.complete()
    form = {"command_id": "sekali-saja", "pick": [pages.picked(document)]}
    first = pages.done(approver, "/antrean/setujui", **form)
    at = office.position()

    again = pages.done(approver, "/antrean/setujui", **form)

    assert first["done"][0]["print_job"] == again["done"][0]["print_job"]
    assert at == office.position()


def test_of_a_bulk_the_possible_is_done_and_the_rest_is_said_one_by_one(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    good, young = office.complete(), office.complete(birth_date=date(2009, 12, 10))
    picks = [pages.picked(good), pages.picked(young)]

    told = pages.done(approver, "/antrean/setujui", pick=picks)

    assert ["before_17"] == [one["reason"] for one in told["refused"]]
    assert "10 Des 2026" in told["refused"][0]["cure"]
    assert ("approved", "complete") == (office.document(good).stage, office.document(young).stage)


def test_a_refusal_is_a_sentence_on_the_page_in_the_form_that_was_asked_for(pages: Pages) -> None:
    approver = pages.office.staff.approver
    young = pages.office.complete(birth_date=date(2009, 12, 10), name="DEWI PERAGA")
    form = {"pick": [pages.picked(young)]}

    fragment = pages.post(approver, "/antrean/setujui", {"hx-request": "true"}, **form)
    page = pages.post(approver, "/antrean/setujui", {}, **form)
    problem = pages.post(approver, "/antrean/setujui", JSON, **form)

    assert [409, 409, 409] == [a.status_code for a in (fragment, page, problem)]
    for html in (fragment.text, page.text):
        receipt = pages.office.document(young).receipt
        assert f"{receipt}: Pemohon belum berusia 17 tahun." in html
        assert "DEWI PERAGA" not in html
    assert "<html" not in fragment.text
    assert "<html" in page.text


def test_nothing_ticked_is_said(pages: Pages) -> None:
    assert "none_picked" == pages.refused(pages.office.staff.approver, "/antrean/setujui")


def test_a_job_is_held_with_a_reason_and_released(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    document = office.complete()
    office.approve(document)

    nothing = pages.refused(approver, "/antrean/tahan", pick=[document], reason=" ")
    pages.done(approver, "/antrean/tahan", pick=[document], reason="Foto diperiksa")
    held = pages.get(approver, "/antrean?tab=tertahan")
    pages.done(approver, "/antrean/lepas", pick=[document])

    assert "no_reason" == nothing
    assert [document] == [row["document"] for row in held["rows"]]
    assert 1 == held["counts"]["tertahan"]
    assert [] == pages.get(approver, "/antrean?tab=tertahan")["rows"]


def test_what_is_not_approved_cannot_be_held(pages: Pages) -> None:
    document = pages.office.complete()

    assert "wrong_state" == pages.refused(
        pages.office.staff.approver, "/antrean/tahan", pick=[document], reason="x"
    )


def test_a_document_is_returned_rejected_or_its_approval_cancelled_with_a_reason(
    pages: Pages,
) -> None:
    office, approver = pages.office, pages.office.staff.approver
    back, ended, cancelled = office.complete(), office.complete(), office.complete()
    office.approve(cancelled)

    pages.done(approver, "/antrean/kembalikan", pick=[back], reason="Alamat salah")
    pages.done(approver, "/antrean/tolak", pick=[ended], reason="Bukan penduduk")
    pages.done(approver, "/antrean/batalkan", pick=[cancelled], reason="Salah pilih")

    assert ["incomplete", "rejected", "complete"] == [
        office.document(stream).stage for stream in (back, ended, cancelled)
    ]
    returned = pages.get(approver, "/antrean?tab=dikembalikan")["rows"]
    assert [(back, "Dikembalikan")] == [(r["document"], r["state"]["word"]) for r in returned]


def test_filters_stand_in_the_address_but_what_is_typed_does_not(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    budi = office.complete(name="BUDI CONTOH")
    office.complete(name="SITI TELADAN")

    ticket = str(office.document(budi).receipt)
    addresses = [pages.found(approver, "/antrean", q, tab="setujui") for q in ("budi", ticket)]
    by_name, by_ticket = (pages.get(approver, address)["rows"] for address in addresses)
    here = pages.get(approver, f"/antrean?tempat={CURUG}")["rows"]
    elsewhere = pages.get(approver, f"/antrean?tempat={KELAPA_DUA}")["rows"]

    assert [[budi], [budi]] == [[r["document"] for r in rows] for rows in (by_name, by_ticket)]
    assert (2, 0) == (len(here), len(elsewhere))
    nothing = pages.found(approver, "/antrean", "tidak-ada")
    assert "Tidak ada yang cocok" in pages.html(approver, nothing)
    assert not [word for word in ("budi", ticket) if word in "".join(addresses)]
    assert {"/antrean?tab=setujui"} == {address.partition("&cari=")[0] for address in addresses}
    assert 422 == pages.browser(approver).get("/antrean?tab=lain").status_code


def test_a_search_finds_what_stands_beyond_the_rows_that_are_shown(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    recordings = [office.recording(name=f"ORANG {n:03d}") for n in range(230)]
    office.capture(*recordings)
    into = Into(office=CURUG, source="pusat.csv")
    seen = [
        Observation(line=n, nik=one.nik, status=PRINT_READY, seen_at=None, source=None)
        for n, one in enumerate(recordings, 2)
    ]
    list(enrolling.observe(office.centre, office.order(office.staff.enroller), into, seen))
    shown = pages.get(approver, "/antrean")
    receipts = {row["receipt"] for row in shown["rows"]}
    waiting = [office.document(office.complete_of(one.nik)) for one in recordings]
    beyond = next(one for one in waiting if one.receipt not in receipts)
    searches = (str(beyond.nik), beyond.receipt, str((beyond.fields or {})["name"]))

    found = [pages.get(approver, pages.found(approver, "/antrean", q)) for q in searches]

    assert (40, 230) == (len(shown["rows"]), shown["total"])
    assert "40 dari 230 dokumen, yang terlama dahulu" in pages.html(approver, "/antrean")
    assert [True, True, True] == [
        beyond.receipt in {row["receipt"] for row in one["rows"]} for one in found
    ]
    assert [len(one["rows"]) for one in found] == [one["total"] for one in found]


def test_jobs_and_returned_documents_are_searched_before_the_limit_too(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    for name in ("ANI UMPAMA", "BAYU MISAL"):
        office.approve(office.complete(name=name))
        office.clock.advance(minutes=1)
        back = office.complete(name=f"{name} DUA")
        pages.done(approver, "/antrean/kembalikan", pick=[back], reason="Alamat salah")

    with pages.house.views.connect() as connection:
        jobs = [
            (
                [row["name"] for row in queue.listed(connection, limit=1, sought=text)],
                queue.listed_count(connection, sought=text),
            )
            for text in (register.ALL, register.Sought("bayu"))
        ]
        wanted = (connection, [CURUG], ["incomplete"])
        returned = [
            (
                [row["name"] for row in register.by_stage(*wanted, text, 1)],
                register.by_stage_count(*wanted, text),
            )
            for text in (register.ALL, register.Sought("bayu"))
        ]

    assert [(["ANI UMPAMA"], 2), (["BAYU MISAL"], 1)] == jobs
    assert [(["ANI UMPAMA DUA"], 2), (["BAYU MISAL DUA"], 1)] == returned


def test_a_printed_job_says_so_until_its_discrepancy_is_closed(pages: Pages) -> None:
    """Flows section 8."""
    office = pages.office
    _, first = office.printed_card()
    document = office.complete()
    job = office.approve(document)
    office.lease(job, office.box or StreamId(""))
    expected, other = f"{int(first) + 1:08d}", f"{int(first) + 2:08d}"
    office.journal.start(job, office.box or StreamId(""), expected)
    office.journal.printed(job, serial=other)
    before = states(pages)
    (row,) = pages.get(office.staff.head, "/selisih")["rows"]
    address = f"/selisih/{row['discrepancy']}"
    pages.done(office.staff.counter, f"{address}/jelaskan", text="Blangko tertukar")
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    pages.done(auditor, f"{address}/tutup", outcome="Diterima")

    assert ["successfully", "with-warnings"] == before
    assert ["successfully", "successfully"] == states(pages)


def states(pages: Pages) -> list[str]:
    pages.settle()
    with pages.house.views.connect() as connection:
        blanks, doubted = queue.blanks_at(connection), queue.doubted(connection)
        waiting = queue.Waiting(now="2026-11-25", blanks=blanks, doubted=doubted)
        told = [queue.ipp(row, waiting) for row in queue.listed(connection)]
    assert {9} == {state for state, _ in told}
    return [reason.removeprefix("job-completed-") for _, (reason,) in told]


def test_who_took_it_in_is_told_before_trying(pages: Pages) -> None:
    office = pages.office
    office.complete()
    from_both = office.post(office.staff.enroller, Role.APPROVER)

    row = pages.get(from_both, "/antrean")["rows"][0]

    assert ("Perlu dilihat", "Anda perekamnya") == (row["state"]["word"], row["state"]["detail"])


def test_the_queue_is_for_those_who_work_on_it(pages: Pages) -> None:
    store = pages.browser(pages.office.staff.store)

    answer = store.get("/antrean", headers=JSON)

    assert (403, "no_live_posting") == (answer.status_code, answer.json()["reason"])
    assert 'href="/antrean"' not in store.get("/blangko").text


def test_no_tick_approves_what_the_posting_does_not_allow(pages: Pages) -> None:
    document = pages.office.complete()

    assert "no_live_posting" == pages.refused(
        pages.office.staff.counter, "/antrean/setujui", pick=[pages.picked(document)]
    )
    assert "complete" == pages.office.document(document).stage


def test_a_page_of_approvals_loses_none_while_something_can_be_taken_back(pages: Pages) -> None:
    office = pages.office
    made = [office.complete() for _ in range(44)]
    office.approve(made[-1])
    approver = office.staff.approver
    first = pages.get(approver, "/antrean")
    rest = pages.get(approver, f"/antrean?sesudah={first['next']}")
    seen = {row["document"] for page in (first, rest) for row in page["rows"]}

    assert (set(made), "") == (seen, rest["next"])


def test_the_queue_is_narrowed_to_one_kind_and_kept_as_a_view(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    office.complete()
    office.approve(office.complete())
    kinds = pages.get(approver, "/antrean")["kinds"]
    found = [
        pages.get(approver, f"/antrean?tab={tab}&jenis={kind}")
        for tab in ("setujui", "stasiun")
        for kind in ("ktp_el", "kia")
    ]
    pages.done(approver, "/antrean/tampilan", name="Kartu anak", tab="setujui", jenis="kia")
    (kept,) = pages.get(approver, "/antrean")["views"]

    assert {"ktp_el": 1} == kinds
    assert [2, 0, 1, 0] == [one["total"] for one in found], "an approval can still be undone"
    assert [one["total"] for one in found] == [len(one["rows"]) for one in found]
    assert "/antrean?tab=setujui&jenis=kia" == kept["address"]


def test_what_is_left_of_the_24_hours_stands_in_the_row(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    office.complete()

    def due() -> tuple[str, str]:
        row = pages.get(approver, "/antrean")["rows"][0]
        return row["due"]["word"], row["due"]["tone"]

    said = []
    for hours in (1, 21, 1, 2):
        pages.leave()
        office.clock.advance(hours=hours)
        said.append(due())

    assert [
        ("Sisa 23 jam", ""),
        ("Sisa 2 jam", "warn"),
        ("Sisa 1 jam", "warn"),
        ("Lewat 1 jam", "bad"),
    ] == said


def test_the_clock_of_what_was_returned_does_not_run(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    document = office.complete()
    pages.done(approver, "/antrean/kembalikan", pick=[document], reason="alamat salah")
    pages.leave()
    office.clock.advance(days=3)
    (row,) = pages.get(approver, "/antrean?tab=dikembalikan")["rows"]

    assert ("belum lengkap", "") == (row["due"]["word"], row["due"]["tone"])


def test_from_one_document_to_the_next_in_the_order_of_the_queue(pages: Pages) -> None:
    office, approver = pages.office, pages.office.staff.approver
    documents = []
    for _one in range(3):
        documents.append(office.complete())
        office.clock.advance(minutes=1)
    found = [pages.get(approver, f"/antrean/{one}") for one in documents]

    assert [(None, documents[1]), (documents[0], documents[2]), (documents[1], None)] == [
        (one["before"], one["after"]) for one in found
    ]
    assert f'href="/antrean/{documents[2]}" data-key="j"' in pages.html(
        approver, f"/antrean/{documents[1]}"
    )
