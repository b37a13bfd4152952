"""A date without an hour: its whole day where the office is, at either end of a stretch."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from domain.event import Person, StreamId
from domain.people.state import Role
from tests.integration.pages.conftest import JSON, Pages

SPELLINGS = ("26-11-2026", "2026-11-26")


@dataclass(frozen=True, kw_only=True)
class Midnights:
    """A document that came the minute before the 26th and was approved the minute after.

    `before`, `first`, `last`: the positions with which the 25th, the first minute of the 26th
    and the 26th end.
    """

    auditor: Person
    document: StreamId
    before: int
    first: int
    last: int


@pytest.fixture
def midnights(pages: Pages) -> Midnights:
    office = pages.office
    auditor = office.hire("Hesti Teladan", Role.AUDITOR)
    positions: list[int] = []

    def at(day: int, hour: int, minute: int) -> None:
        office.clock.moment = datetime(2026, 11, day, hour, minute, 30, tzinfo=UTC)

    at(25, 16, 59)
    document = office.complete()
    positions.append(office.position())
    at(25, 17, 0)
    office.approve(document)
    positions.append(office.position())
    at(26, 16, 59)
    office.complete()
    positions.append(office.position())
    at(26, 17, 0)
    office.complete()
    before, first, last = positions
    return Midnights(auditor=auditor, document=document, before=before, first=first, last=last)


@pytest.mark.parametrize("day", SPELLINGS)
def test_a_list_holds_its_first_and_its_last_day(
    pages: Pages, midnights: Midnights, day: str
) -> None:
    rows = pages.get(midnights.auditor, f"/riwayat?sejak={day}&hingga={day}")["rows"]

    expected = list(range(midnights.last, midnights.before, -1))
    assert expected == [row["position"] for row in rows]


@pytest.mark.parametrize("day", SPELLINGS)
def test_as_of_a_day_is_as_of_its_end(pages: Pages, midnights: Midnights, day: str) -> None:
    for path in ("/riwayat", "/riwayat/stok", f"/riwayat/{midnights.document}"):
        found = pages.get(midnights.auditor, f"{path}?sampai={day}")

        assert midnights.last == found["as_of"]["position"], path


@pytest.mark.parametrize("day", SPELLINGS)
def test_from_a_day_to_itself_is_what_happened_on_it(
    pages: Pages, midnights: Midnights, day: str
) -> None:
    found = pages.get(midnights.auditor, f"/riwayat/beda?dari={day}&sampai={day}")

    ends = (found["first"]["position"], found["second"]["position"])
    assert (midnights.before, midnights.last) == ends
    assert f"/riwayat?sejak={midnights.before + 1}&hingga={midnights.last}" == found["between"]


@pytest.mark.parametrize("clock", ["catat", "kejadian"])
def test_of_one_thing_by_either_clock(pages: Pages, midnights: Midnights, clock: str) -> None:
    address = f"/riwayat/beda?hal={midnights.document}&dari=26-11-2026&sampai=26-11-2026"
    found = pages.get(midnights.auditor, f"{address}&waktu={clock}")
    fields = {row["label"]: (row["before"], row["after"]) for row in found["groups"][0]["rows"]}
    html = pages.html(midnights.auditor, f"{address}&waktu={clock}")

    assert ("Siap disetujui", "Disetujui") == fields["Keadaan"]
    assert ("terjadi sampai 26-11-2026 00.00" in html) == (clock == "kejadian")
    assert "Tanggal tanpa jam" in html


def test_an_hour_that_is_named_includes_its_minute_and_no_more(
    pages: Pages, midnights: Midnights
) -> None:
    midnight = "26-11-2026 00.00"
    rows = pages.get(midnights.auditor, f"/riwayat?hingga={midnight}")["rows"]
    found = pages.get(midnights.auditor, f"/riwayat/beda?dari={midnight}&sampai={midnight}")

    assert midnights.first == max(row["position"] for row in rows)
    ends = (found["first"]["position"], found["second"]["position"])
    assert (midnights.first, midnights.first) == ends


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("name", ["sejak", "hingga", "sampai"])
def test_what_another_zone_has_no_calendar_for_is_refused(
    pages: Pages, name: str, day: str
) -> None:
    auditor = pages.office.hire("Hesti Teladan", Role.AUDITOR)
    answer = pages.browser(auditor).get(f"/riwayat?{name}={day}", headers=JSON)

    assert 422 == answer.status_code
