"""Numbers of deeds: `3507-LT-02022015-0190`, and the free forms of older registers."""

import re

_OLD_PAPER = re.compile(r"AL\W*\d", re.IGNORECASE)
_FREE = re.compile(r"(?=.*\d)[\w ./,()-]{3,40}", re.ASCII)


def is_deed_number(text: str) -> bool:
    """Anything a register may have written, but not the serial of the old security paper.

    That one stands in the sheet's corner as `AL. 705.0123456` and is often taken for the number.
    """
    text = text.strip()
    return _FREE.fullmatch(text) is not None and _OLD_PAPER.match(text) is None
