"""What an applicant takes home: a code to ask by, and a code to fetch by. Neither is stored."""

from hmac import compare_digest

from application.personal.keys import Keys
from domain.event import StreamId

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
STATUS_BITS, PICKUP_BITS = 130, 40
"""Who has a status code sees no name; who has a pick-up code stands at a desk and is looked at."""


def status_code(keys: Keys, document: StreamId) -> str:
    """26 characters for the public page, drawn by a keyed hash: nobody can guess the next one."""
    return _code(keys, f"status:{document}", STATUS_BITS)


def pickup_code(keys: Keys, document: StreamId) -> str:
    """`XXXX-XXXX`: good for one hand-over, since a document is handed over once."""
    code = _code(keys, f"pickup:{document}", PICKUP_BITS)
    return f"{code[:4]}-{code[4:]}"


def fits(keys: Keys, document: StreamId, written: str) -> bool:
    bare = written.upper().replace("-", "").replace(" ", "")
    expected = pickup_code(keys, document).replace("-", "")
    return compare_digest(bare.encode(), expected.encode())


def _code(keys: Keys, text: str, bits: int) -> str:
    number = int(keys.lookup(text), 16)
    return "".join(ALPHABET[(number >> shift) % 32] for shift in range(0, bits, 5))
