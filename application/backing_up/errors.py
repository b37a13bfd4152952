"""Why a backup was not taken, or cannot be put back: one sentence each."""

from application.errors import TerbitError


class CopyFailed(TerbitError):
    """A file could not be read or written: damage, a full disk."""


class NotWhole(TerbitError):
    """A backup that is damaged, incomplete, or not the one that it is said to be."""
