"""All steps: `(topic, from version) -> function(dict) -> dict`. Old bytes are never edited."""

from collections.abc import Callable
from typing import Any

Fields = dict[str, Any]


def _completed_1_2(fields: Fields) -> Fields:
    """Version 1 knew no warnings; none had been shown to the approver."""
    return {**fields, "warnings": []}


def _blank_missing_1_2(fields: Fields) -> Fields:
    """Version 1 knew numbered boxes only: no attempt is named, and none is needed."""
    return fields


STEPS: dict[tuple[str, int], Callable[[Fields], Fields]] = {
    ("document.completed", 1): _completed_1_2,
    ("blank_box.blank_missing", 1): _blank_missing_1_2,
}


def upcast(topic: str, version: int, fields: Fields, newest: int) -> Fields:
    """Raises KeyError for a step that does not exist."""
    while version < newest:
        fields = STEPS[topic, version](fields)
        version += 1
    return fields
