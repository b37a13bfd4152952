"""`terbit`: the command line. One clear line for what goes wrong, never a traceback."""

import sys
from typing import NoReturn

from rich.console import Console
from typer.exceptions import TyperException

from application.errors import KeysMissing, TerbitError
from application.importing.report import FileRefused
from domain.refusal import Refused
from terbit.commands.root import app
from terbit.errors import BadConfig, ChildFailed, ClerkRefused, NoInstallation, is_of_a_database

PROBLEMS, USAGE, UNREACHABLE = 1, 2, 3


def main() -> None:
    """Exit codes: 0 ok, 1 found problems, 2 usage, 3 cannot reach."""
    try:
        sys.exit(app(standalone_mode=False))
    except TyperException as error:
        _misused(error)
    except NoInstallation as error:
        _fail(f"no installation at {error}; make one with: terbit init --dir {error}", USAGE)
    except BadConfig as error:
        _fail(str(error), USAGE)
    except FileRefused as error:
        where = f"baris {error.line}: " if error.line else ""
        _fail(f"{where}{error.reason}", PROBLEMS)
    except Refused as refused:
        details = " ".join(f"{name}={value}" for name, value in refused.details.items() if value)
        _fail(f"refused: {refused.reason.value} {details}".rstrip(), PROBLEMS)
    except (KeysMissing, ChildFailed, ClerkRefused) as error:
        _fail(str(error), PROBLEMS)
    except TerbitError as error:
        _fail(f"{type(error).__name__}: {error}", PROBLEMS)
    except Exception as error:
        _say_of_outside(error)
        raise


def _say_of_outside(error: Exception) -> None:
    """Network, files, databases. Returns when nobody at the console can mend it."""
    if isinstance(error, ConnectionError | TimeoutError):
        _fail(str(error), UNREACHABLE)
    if isinstance(error, OSError):
        _fail(f"{error.strerror or error}: {error.filename or ''}".rstrip(": "), UNREACHABLE)
    if is_of_a_database(error):
        _fail("a database cannot be used; terbit doctor says which", PROBLEMS)


def _misused(error: TyperException) -> None:
    """Without a message the help stands on stdout already."""
    message = error.format_message()
    if not message:
        sys.exit(error.exit_code)
    _fail(message, error.exit_code)


def _fail(sentence: str, code: int) -> NoReturn:
    # One line stays one line, however narrow the terminal.
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    console.print(f"terbit: {sentence}", markup=False)
    sys.exit(code)


if __name__ == "__main__":
    main()
