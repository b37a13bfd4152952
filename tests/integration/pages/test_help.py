"""`/bantuan`: what to do when something happens, by what the product really does."""

import re

from domain.people.permission import Act
from tests.integration.pages.conftest import Pages
from web.app import doors
from web.pages.signing_second import SIGNED, who_may


def test_every_way_that_help_points_to_is_a_page(pages: Pages) -> None:
    shown = pages.html(pages.office.staff.counter, "/bantuan")
    _, _, helps = shown.partition('<div class="helps">')
    ways = set(re.findall(r'href="(/[^"#]*)"', helps.partition("</main>")[0]))
    marks = set(re.findall(r'href="#([a-z]+)"', shown)) - {"isi"}

    assert {f"GET {way}" for way in ways} <= set(doors())
    assert len(ways) > 5
    assert marks == {one for one in marks if f'id="{one}"' in shown}
    assert {"macet", "kedua", "putus", "blangko", "kode"} <= marks


def test_who_may_be_the_second_person_is_what_the_guard_says(pages: Pages) -> None:
    shown = pages.html(pages.office.staff.counter, "/bantuan")
    said = {act: row["who"] for (act, _), row in zip(SIGNED, who_may(), strict=True)}

    assert "Penyetuju, Kepala" == said[Act.SETTLE]
    assert "Penyimpan blangko" == said[Act.RECEIVE_BOX]
    assert "semua, kecuali Pemeriksa, Administrator" == said[Act.BREAK_GLASS]
    assert all(who in shown for who in said.values())
