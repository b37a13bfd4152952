"""Notices as RSS 2.0: whoever follows them sees a freeze without visiting the page."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from application.language import N_, _, spoken

Row = dict[str, Any]
FIRST, HALVES, NOTHING = 0x20, (0xD800, 0xDFFF), (0xFFFE, 0xFFFF)
TITLE = N_("Pengumuman layanan dokumen kependudukan")


def rss(found: Sequence[Row], base: str) -> bytes:
    """`base`: the address of the installation, with its last slash."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    page = f"{base}pengumuman"
    title = _(TITLE)
    _say(channel, title=title, link=page, description=title, language=spoken())
    for one in found:
        item = SubElement(channel, "item")
        said = " ".join(
            [one["text"], *one["instead"], _("Perintah: {order}.").format(order=one["order"])]
        )
        # Extended it is news again, though it stands since the day it stood.
        changed = datetime.fromisoformat(one["changed"])
        _say(
            item,
            title=_("{what} dibekukan {until_word}. {where}").format_map(one),
            link=page,
            description=said.strip(),
            pubDate=format_datetime(changed),
        )
        guid = SubElement(item, "guid", isPermaLink="false")
        guid.text = _plain(f"{one['changed']} {one['where']}")
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _say(element: Element, **texts: str) -> None:
    for name, text in texts.items():
        SubElement(element, name).text = _plain(text)


def _plain(text: str) -> str:
    return "".join(filter(_is_xml, text))


def _is_xml(letter: str) -> bool:
    """What XML 1.0 has no way to write is left out."""
    at = ord(letter)
    if at < FIRST:
        return letter in "\t\n\r"
    return not HALVES[0] <= at <= HALVES[1] and at not in NOTHING
