"""The compressed form of a black plane (A5013, "Dbc", codec K and O).

Per line: 0x00 = white; 0xFF = black; else N (1..81) and N bytes, the rest of the line is white.
"""

from printers.errors import GarbledImage
from printers.page import LINE_BYTES, LINES

_WHITE = bytes(LINE_BYTES)
_BLACK = b"\xff" * LINE_BYTES


def encode_k(plane: bytes) -> bytes:
    """Compress a plane of 82,296 bytes to at most 83,312."""
    return b"".join(
        _encode_line(plane[start : start + LINE_BYTES])
        for start in range(0, LINES * LINE_BYTES, LINE_BYTES)
    )


def _encode_line(line: bytes) -> bytes:
    if line == _BLACK:
        return b"\xff"
    useful = line.rstrip(b"\0")
    return bytes([len(useful)]) + useful


def decode_k(data: bytes) -> bytes:
    """Restore the plane; `GarbledImage` unless it is exactly 1016 lines with no byte left over."""
    lines: list[bytes] = []
    at = 0
    while at < len(data) and len(lines) < LINES:
        length = data[at]
        at += 1
        if length == 0xFF:
            lines.append(_BLACK)
        elif length <= LINE_BYTES and at + length <= len(data):
            lines.append(data[at : at + length] + _WHITE[length:])
            at += length
        else:
            raise GarbledImage(f"line {len(lines)}: impossible length {length}")
    if len(lines) != LINES or at != len(data):
        raise GarbledImage(f"{len(lines)} lines, {len(data) - at} bytes left over")
    return b"".join(lines)
