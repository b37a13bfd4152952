"""What the command line says in one line. Light to import: every verb needs it."""


class NoInstallation(Exception):
    """There is nothing at this place; `terbit init` makes one."""


class ChildFailed(Exception):
    """A process of the demo ended or never became ready."""


class ClerkRefused(Exception):
    """The centre or a station said no to a scripted clerk; the sentence is for people."""
