"""One stored event as a CloudEvents message (binary mode): references, codes and counts only.

Source: CloudEvents 1.0, Kafka protocol binding: attributes as headers `ce_…`, data as value.
"""

from dataclasses import dataclass

import orjson

from application.registry.decoder import NEWEST, decode
from application.registry.reader import Stored

PUBLISHED = frozenset({
    "addressed_to", "attempt", "batch", "box", "break_glass", "card_position",
    "cause", "code", "complete_since", "computed", "count", "counted", "date", "digest",
    "dispatch", "document", "driver", "effective_from", "enrolment", "entitlement", "external",
    "from_box", "kind", "knew", "lease", "loan_due", "medium", "moved_from", "moved_to",
    "numbered", "office", "old_card", "outcome", "payload_digest", "place",
    "print_job", "rank", "recount", "replaced_by", "replaces", "role", "scope", "seen",
    "serials", "settled_by", "shift", "short", "staff", "stated", "station", "status", "streams",
    "surrendered_card", "template", "then", "to_box", "to_office", "type", "undo_seconds",
    "until", "valid_from", "valid_until", "version", "witnesses",
})  # fmt: skip
"""Fields that may leave the house. What a person typed (reasons, names, letters) is not here, and
neither is anything that an event class declares personal: that stays sealed, and a test looks."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Message:
    position: int
    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


def message_of(shard: str, stored: Stored) -> Message:
    """`key` is the shard, so that one shard stays in order; dedupe by (shard, position)."""
    fields = decode(stored.topic, stored.state)
    value = {
        "shard": shard,
        "position": stored.position,
        "stream": stored.stream,
        "stream_version": stored.version,
        "occurred_at": fields["occurred_at"],
        "data": {name: fields[name] for name in sorted(PUBLISHED & fields.keys())},
    }
    headers = {
        "ce_specversion": "1.0",
        "ce_id": f"{shard}-{stored.position}",
        "ce_source": f"/terbit/{shard}",
        "ce_type": f"id.terbit.{stored.topic}.v{NEWEST.get(stored.topic, 1)}",
        "ce_subject": stored.stream,
        "ce_time": fields["recorded_at"],
        "ce_partitionkey": shard,
        "content-type": "application/json",
    }
    return Message(
        position=stored.position,
        key=shard.encode(),
        value=orjson.dumps(value),
        headers=[(name, text.encode()) for name, text in headers.items()],
    )
