"""The text of a journal entry: one signed JSON object, its head and what it says."""

import json
import re
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from domain.stations.facts import KINDS, Fact

T = TypeVar("T")
_UTC = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


@dataclass(frozen=True, kw_only=True, slots=True)
class Head:
    """The part that every entry has. `knew`: last centre position the station had."""

    station: str
    station_seq: int
    previous: str
    knew: int
    kind: str
    at: str
    boot: str
    monotonic: int
    operator: str | None = None
    posting: str | None = None


class Unreadable(ValueError):
    """A text that is no journal entry of a known version; it is stored all the same."""


def write(head: Head, fact: Fact) -> str:
    """The text to be signed: one JSON object, head and body together, version first."""
    both = {field.name: getattr(head, field.name) for field in fields(head)}
    body = {field.name: getattr(fact, field.name) for field in fields(fact)}
    return json.dumps({"v": 1, **both, "body": body}, separators=(",", ":"), ensure_ascii=False)


def read_seq(text: str) -> int | None:
    """Where an entry belongs, also of a version that only a newer centre knows."""
    try:
        text.encode()
        whole = json.loads(text)
    except (ValueError, RecursionError):
        return None
    seq = whole.get("station_seq") if isinstance(whole, dict) else None
    return seq if isinstance(seq, int) and not isinstance(seq, bool) and seq > 0 else None


def read_head(text: str) -> Head:
    """Raises Unreadable; `at` is UTC, as `By` keeps it."""
    head = _build(Head, _object(text))
    if _UTC.fullmatch(head.at) is None or not _is_moment(head.at):
        raise Unreadable("at is no time")
    return head


def _is_moment(text: str) -> bool:
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def read_fact(text: str) -> Fact:
    """Raises Unreadable, also for a kind that a newer station may know."""
    whole = _object(text)
    kind = KINDS.get(str(whole.get("kind")))
    body = whole.get("body")
    if kind is None or not isinstance(body, dict):
        raise Unreadable("unknown kind")
    return _build(kind, body)


def _object(text: str) -> dict[str, Any]:
    try:
        whole = json.loads(text, parse_int=_storable, parse_constant=_not_json)
        # A lone surrogate can be escaped in JSON and can never be stored.
        json.dumps(whole, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise Unreadable("not JSON") from error
    if not isinstance(whole, dict) or whole.get("v") != 1:
        raise Unreadable("unknown version")
    return whole


def _build(kind: type[T], values: dict[str, Any]) -> T:
    hints = get_type_hints(kind)
    found: dict[str, Any] = {}
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name not in values and field.default is MISSING:
            raise Unreadable(f"{field.name} is missing")
        value = values.get(field.name)
        if not _fits(value, hints[field.name]):
            raise Unreadable(f"{field.name} has the wrong type")
        found[field.name] = value
    return kind(**found)


def _fits(value: Any, hint: Any) -> bool:
    return any(_is(value, part) for part in (get_args(hint) if _is_union(hint) else (hint,)))


def _is_union(hint: Any) -> bool:
    return get_origin(hint) is UnionType


def _is(value: Any, kind: Any) -> bool:
    if get_origin(kind) is dict:  # counters: numbers by name; of a device anything
        each = get_args(kind)[1]
        return isinstance(value, dict) and all(
            each is Any or _is(inner, each) for inner in value.values()
        )
    if get_origin(kind) is list:
        return isinstance(value, list)
    return isinstance(value, kind) and not (isinstance(value, bool) and kind is not bool)


def _storable(digits: str) -> int:
    number = int(digits)
    if abs(number) >= 2**63:
        raise ValueError("a number beyond 64 bits")
    return number


def _not_json(constant: str) -> None:
    raise ValueError(constant)
