"""Cells that no spreadsheet takes for a formula."""

RECKONED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""The last four are the wide forms, which some spreadsheets fold to the narrow ones."""


def guarded(text: str) -> str:
    """An apostrophe before what a spreadsheet would reckon; other texts as they are."""
    return f"'{text}" if text.lstrip(" ").startswith(RECKONED) else text
