"""What the command line says in one line. Light to import: every verb needs it."""


class NoInstallation(Exception):
    """There is nothing at this place; `terbit init` makes one."""


class BadConfig(ValueError):
    """A file of settings cannot be used; one sentence says where and why."""


class ChildFailed(Exception):
    """A process of the demo ended or never became ready."""


class ClerkRefused(Exception):
    """The centre or a station said no to a scripted clerk; the sentence is for people."""
