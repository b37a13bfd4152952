"""What the command line says in one line. Light to import: every verb needs it."""

import sqlite3


class NoInstallation(Exception):
    """There is nothing at this place; `terbit init` makes one."""


class BadConfig(ValueError):
    """A file of settings cannot be used; one sentence says where and why."""


class ChildFailed(Exception):
    """A process of the demo ended or never became ready."""


class ClerkRefused(Exception):
    """The centre or a station said no to a scripted clerk; the sentence is for people."""


def is_of_a_database(error: BaseException) -> bool:
    """A file that is damaged, locked or full, however many libraries pass it on."""
    found: BaseException | None = error
    while found is not None and not isinstance(found, sqlite3.Error):
        found = found.__cause__ or found.__context__
    return found is not None and not isinstance(found, sqlite3.ProgrammingError)
