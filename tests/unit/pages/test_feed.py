"""The feed takes any text that an order may hold."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from web.public.feed import rss

WORDS = st.text(max_size=40)


@given(text=WORDS, order=WORDS, where=WORDS)
def test_any_text_gives_xml_that_parses(text: str, order: str, where: str) -> None:
    one = {
        "what": "Persetujuan dan cetak",
        "where": where,
        "changed": "2026-11-25T03:00:00.000Z",
        "until_word": "sampai 30 Nov 17.00",
        "order": order,
        "text": text,
        "instead": ["Giliran tetap."],
    }
    root = ET.fromstring(rss([one, one], "https://terbit.example/"))  # noqa: S314

    assert 2 == len(root.findall("channel/item"))
    assert "https://terbit.example/pengumuman" == root.findtext("channel/link")
