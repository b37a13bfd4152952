"""`/tak-pasti`: a look, a second person, and at most one reprint."""

from domain.people.state import Role
from tests.integration.pages.conftest import Pages
from tests.support.office import nik_of


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
    assert 'href="/antrean?tab=stasiun"' in html
