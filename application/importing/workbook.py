"""A workbook as a table: it is read in a process of its own, which may die without harm.

A file of one kilobyte with a cell in the last corner of its sheet asks for 500 GiB, and the library
then ends the whole process, not with an error that could be caught. So a child with little memory
reads, and its rows come over a pipe; whatever happens to it is one sentence here.
"""

import subprocess
import sys
from collections import deque
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from signal import SIGABRT, SIGKILL, SIGSEGV, SIGXCPU
from typing import Any

import orjson

from application.importing.archive import damaged, too_large
from application.importing.report import FileRefused
from application.importing.table import SERIAL_ZERO, SERIAL_ZERO_1904, Row, Sheet
from application.phrases import unpacked

CHILD = "application.importing.workbook_process"

_OUT_OF_BOUNDS = frozenset({-SIGABRT, -SIGKILL, -SIGSEGV, -SIGXCPU})
"""Exit codes of a child that met its limits."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """Raises FileRefused while it is read: what is wrong with a workbook is seen no earlier."""

    path: Path

    def sheets(self) -> Generator[Sheet]:
        words = [sys.executable, "-P", "-m", CHILD, str(self.path)]
        child = subprocess.Popen(  # noqa: S603 - our own words
            words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        try:
            yield from _sheets(_messages(child))
        finally:
            child.kill()
            if child.stdout is not None:
                child.stdout.close()
            child.wait()


def _sheets(messages: Iterator[Any]) -> Iterator[Sheet]:
    for head in messages:
        rows = _rows(messages)
        zero = SERIAL_ZERO_1904 if head["days_from_1904"] else SERIAL_ZERO
        yield Sheet(rows=rows, name=head["sheet"], serial_zero=zero)
        deque(rows, maxlen=0)  # what the reader left: the next sheet stands behind it


def _rows(messages: Iterator[Any]) -> Iterator[Row]:
    for line, cells in enumerate(messages, start=1):
        if cells is None:
            return
        yield Row(line, tuple(cells))


def _messages(child: subprocess.Popen[bytes]) -> Iterator[Any]:
    """See workbook_process. Raises FileRefused for what the child says or dies of."""
    for line in child.stdout or ():
        if not line.endswith(b"\n"):
            break
        message = orjson.loads(line)
        if message is True:
            return
        if isinstance(message, dict) and "refused" in message:
            raise FileRefused(message["refused"], unpacked(message["reason"]))
        yield message
    raise too_large() if child.wait() in _OUT_OF_BOUNDS else damaged()
