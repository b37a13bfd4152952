"""`/tak-pasti`: a look, a second person, and at most one reprint."""

import re

from domain.documents.kinds import BIRTH
from domain.people.state import Role
from domain.stations import facts as f
from tests.integration.pages.conftest import Pages
from tests.support.office import nik_of
from tests.support.papers import approved


def test_the_serial_stands_large_with_what_is_known(pages: Pages) -> None:
    job, serial = pages.unknown_card()
    second = pages.office.staff.second

    (row,) = pages.get(second, "/tak-pasti")["jobs"]
    html = pages.html(second, "/tak-pasti")

    assert (job, serial, None) == (row["print_job"], row["serial"], row["seen"])
    assert [("Kartu masuk", 1, 2, 1), ("Lapis tercetak", 2, 3, 1)] == [
        (c["word"], c["before"], c["after"], c["change"]) for c in row["counters"]
    ]
    assert f'<p class="serial">{serial[:4]} {serial[4:]}</p>' in html
    assert "Menunggu operator melihat kartunya" in html


def test_before_the_look_nothing_is_settled(pages: Pages) -> None:
    job, _ = pages.unknown_card()

    assert "not_seen" == pages.refused(
        pages.office.staff.second, f"/tak-pasti/{job}/pastikan", attempt="1.1", outcome="good"
    )


def test_a_second_person_confirms_what_was_seen_and_allows_one_reprint(pages: Pages) -> None:
    job, serial = pages.unknown_card("spoiled")
    second = pages.office.staff.second
    path = f"/tak-pasti/{job}"
    (row,) = pages.get(second, "/tak-pasti")["jobs"]

    other = pages.refused(second, f"{path}/pastikan", attempt="1.1", outcome="good")
    pages.done(second, f"{path}/pastikan", attempt="1.1", outcome="spoiled")
    (waiting,) = pages.get(second, "/tak-pasti")["jobs"]
    empty = pages.refused(second, f"{path}/izinkan", reason="")
    pages.done(second, f"{path}/izinkan", reason="Blangko disimpan, data benar")

    assert ("Dani Model", False) == (row["seen_by"], row["mine"])
    assert "not_as_seen" == other
    assert "awaiting_reprint" == waiting["status"]
    assert "no_reason" == empty
    assert "pending" == pages.office.job(job).status
    assert "spoiled" == pages.get(second, f"/blangko/{serial}")["blank"]["place"]


def test_who_looked_cannot_confirm_under_another_account(pages: Pages) -> None:
    job, _ = pages.unknown_card("good")
    same = pages.office.hire("Dani M.", Role.APPROVER, nik=nik_of("Dani Model"))

    reason = pages.refused(same, f"/tak-pasti/{job}/pastikan", attempt="1.1", outcome="good")

    assert "same_person" == reason
    assert "Anda sendiri yang melihat kartu ini" in pages.html(same, "/tak-pasti")


def test_a_card_that_is_nowhere_ends_its_document_and_opens_a_discrepancy(pages: Pages) -> None:
    job, serial = pages.unknown_card("absent")
    office, second = pages.office, pages.office.staff.second

    pages.done(second, f"/tak-pasti/{job}/pastikan", attempt="1.1", outcome="absent")

    assert "withdrawn" == office.document(office.job(job).document).stage  # type: ignore[arg-type]
    assert "missing" == pages.get(second, f"/blangko/{serial}")["blank"]["place"]
    rows = pages.get(office.staff.head, "/selisih")["rows"]
    assert ["Kartu tidak ditemukan"] == [row["word"] for row in rows]


def test_nothing_unknown_is_said_with_a_next_act(pages: Pages) -> None:
    html = pages.html(pages.office.staff.second, "/tak-pasti")

    assert "Tidak ada hasil yang tidak pasti" in html
    assert 'href="/stasiun"' in html


def test_who_asked_for_one_card_is_never_shown_another_in_its_place(pages: Pages) -> None:
    """Somebody else settled it while the hands of this one were on their way to the button."""
    job, _ = pages.unknown_card("good")
    second = pages.office.staff.second
    mine, first = pages.get(second, f"/tak-pasti?job={job}"), pages.get(second, "/tak-pasti")
    gone = pages.html(second, f"/tak-pasti?job={'0' * 32}")
    here = pages.html(second, "/tak-pasti")

    assert job == mine["chosen"]["print_job"] == first["chosen"]["print_job"]
    assert "Yang Anda buka sudah dicatat hasilnya." in gone
    assert [True, False] == ["/pastikan" in html for html in (here, gone)]
    assert f'id="form-s{job}-1-1"' in here, "a form that is taken for no other"


def test_a_spoiled_sheet_has_a_way_to_the_operator_who_may_have_it_printed_again(
    pages: Pages,
) -> None:
    """Decision 14; of cards the operator is told nothing there."""
    office, operator = pages.office, pages.office.staff.operator
    office.journal.open_shift()
    before = pages.html(operator, "/")
    _document, job = approved(office, BIRTH)
    office.lease(job, None)
    office.journal.start(job, None, None, counters=None)
    office.journal.post(
        f.AttemptSeen(print_job=job, attempt="1.1", seen="spoiled", method="look", cause="damaged")
    )
    lines = {
        who.staff: {line["act"]: line["count"] for line in pages.get(who, "/")["lines"]}
        for who in (operator, office.staff.approver)
    }

    item = re.compile(r'<a href="/tak-pasti"[^>]*>.*?</a>', re.DOTALL)
    counts = [">1<" in item.findall(html)[0] for html in (before, pages.html(operator, "/"))]
    assert [False, True] == counts
    assert 1 == lines[operator.staff]["reprint_sheet"]
    assert "reprint" not in lines[operator.staff]
    assert 1 == lines[office.staff.approver.staff]["reprint_sheet"]
    assert [job] == [one["print_job"] for one in pages.get(operator, "/tak-pasti")["jobs"]]
