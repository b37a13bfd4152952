"""A list as a browser sends it, straight into a private file: never in memory as a whole.

The framework's own parser would keep it in the system's folder for temporary files, and would not
notice that it is too large before it is all there.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import category

from fastapi import Request
from python_multipart import MultipartParser
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect

from application.importing.limits import MEBIBYTE
from application.importing.uploads import Uploads
from application.language import _
from web.problems import Problem

LONGEST_FIELD = 200
LONGEST_HEADER = 2_000
MOST_FIELDS = 10
LONGEST_NAME = 80
MOST_DRAINED = 4
"""Times the limit: so much of a file that is too large is let pass unread, that a browser hears why
it was refused; whatever is larger is cut off."""

_LONG_NUMBER = re.compile(r"[0-9]{10,}")
_COPY = re.compile(r"\s*\([0-9]{1,3}\)(?=(?:\.[A-Za-z]{1,5})?$)")
"""What a browser adds to the name of a file that it has saved before."""


@dataclass(kw_only=True)
class Upload:
    """`name` is what people are shown; the file itself has another."""

    path: Path
    name: str
    fields: dict[str, str]


@dataclass
class _Parts:
    """What the parser says, put together; the file's bytes wait here for the next write."""

    fields: dict[str, str] = field(default_factory=dict)
    name: str | None = None
    pending: list[bytes] = field(default_factory=list)
    size: int = 0
    _header: bytes = b""
    _value: bytes = b""
    _disposition: bytes = b""
    _field: str = ""
    _text: bytes = b""
    _in_file: bool = False

    def on_part_begin(self) -> None:
        self._disposition, self._field, self._text, self._in_file = b"", "", b"", False

    def on_header_field(self, data: bytes, start: int, end: int) -> None:
        self._header = _longer(self._header, data[start:end], LONGEST_HEADER)

    def on_header_value(self, data: bytes, start: int, end: int) -> None:
        self._value = _longer(self._value, data[start:end], LONGEST_HEADER)

    def on_header_end(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._disposition = self._value
        self._header, self._value = b"", b""

    def on_headers_finished(self) -> None:
        _, options = parse_options_header(self._disposition)
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" in options:
            if self.name is not None:
                raise _unreadable()
            self._in_file = True
            self.name = options[b"filename"].decode("utf-8", "replace")
        elif len(self.fields) >= MOST_FIELDS:
            raise _unreadable()

    def on_part_data(self, data: bytes, start: int, end: int) -> None:
        if self._in_file:
            self.size += end - start
            self.pending.append(data[start:end])
        else:
            self._text = _longer(self._text, data[start:end], LONGEST_FIELD)

    def on_part_end(self) -> None:
        if not self._in_file:
            self.fields[self._field] = self._text.decode("utf-8", "replace")


async def received(request: Request, uploads: Uploads) -> Upload:
    """Raises Problem. Whatever goes wrong, nothing of the file stays."""
    try:
        return await _kept(request, uploads)
    except OSError as error:
        raise Problem(
            _("Berkas tidak dapat disimpan: ruang simpan server penuh atau tidak dapat ditulisi."),
            _("Panggil administrator; belum ada yang dicatat."),
            status=507,
            code="no_space",
        ) from error
    except ClientDisconnect as error:
        raise _unreadable() from error


async def _kept(request: Request, uploads: Uploads) -> Upload:
    path = await run_in_threadpool(uploads.new)
    try:
        parts = await _into(request, path, uploads.most)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return Upload(path=path, name=shown_name(parts.name), fields=parts.fields)


async def _into(request: Request, path: Path, most: int) -> _Parts:
    parts = _Parts()
    parser = _parser(request, parts)
    body = 0
    with path.open("wb") as out:
        async for chunk in request.stream():
            body += len(chunk)
            if parts.size > most:
                if body > MOST_DRAINED * most:
                    break
                continue
            try:
                parser.write(chunk)
            except FormParserError as error:
                raise _unreadable() from error
            if parts.pending and parts.size <= most:
                await run_in_threadpool(out.writelines, parts.pending)
            parts.pending.clear()
    if parts.size > most:
        raise Problem(
            _("Berkas lebih besar dari {most} MiB.").format(most=most // MEBIBYTE),
            _("Bagi menjadi beberapa berkas; belum ada yang dicatat."),
            status=413,
            code="file_too_large",
        )
    try:
        parser.finalize()
    except FormParserError as error:
        raise _unreadable() from error
    if not parts.name or not parts.size:
        raise Problem(_("Belum ada berkas yang dipilih."), _("Pilih berkasnya, lalu unggah."))
    return parts


def _parser(request: Request, parts: _Parts) -> MultipartParser:
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise _unreadable()
    return MultipartParser(
        boundary,
        {
            "on_part_begin": parts.on_part_begin,
            "on_part_data": parts.on_part_data,
            "on_part_end": parts.on_part_end,
            "on_header_field": parts.on_header_field,
            "on_header_value": parts.on_header_value,
            "on_header_end": parts.on_header_end,
            "on_headers_finished": parts.on_headers_finished,
        },
    )


def _longer(text: bytes, more: bytes, most: int) -> bytes:
    if len(text) + len(more) > most:
        raise _unreadable()
    return text + more


def _unreadable() -> Problem:
    return Problem(_("Unggahan tidak terbaca."), _("Muat ulang halaman ini, lalu unggah lagi."))


def shown_name(given: str | None) -> str:
    """Without folders, control characters and long numbers: it stands on pages and in events.

    A saved copy has the name of its first: by it a status without a time is known again.
    """
    last = re.split(r"[/\\]", given or "")[-1]
    plain = "".join(letter for letter in last if not category(letter).startswith("C"))
    named = _COPY.sub("", _LONG_NUMBER.sub("•••", plain)).strip()
    if len(named) > LONGEST_NAME:
        named = f"{named[: LONGEST_NAME - 13]}…{named[-12:]}"
    return named or "daftar"
