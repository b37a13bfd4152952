"""The command line as other programs call it: a child process, one JSON object by its schema."""

import json
import subprocess
from pathlib import Path
from typing import Any

import jsonschema

from terbit.demo.children import terbit

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
STOP_SECONDS = 60


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(terbit(*words), capture_output=True, text=True, check=False)


def answer(schema: str, *words: str) -> dict[str, Any]:
    """What a command that succeeded says with --json."""
    made = run(*words, "--json")
    assert 0 == made.returncode, made.stderr
    return valid(schema, made.stdout)


def valid(schema: str, text: str) -> dict[str, Any]:
    """The one JSON object in `text`; fails unless docs/schemas/`schema`.json allows it."""
    found: dict[str, Any] = json.loads(text)
    jsonschema.validate(found, json.loads((SCHEMAS / f"{schema}.json").read_text()))
    return found


def run_to_files(folder: Path, seconds: float, *words: str) -> tuple[int, str, str]:
    """Exit code, stdout, stderr of a command whose own children may outlive its pipes."""
    out, err = folder / "stdout", folder / "stderr"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            terbit(*words), stdout=stdout, stderr=stderr, stdin=subprocess.DEVNULL
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            # SIGTERM, not a kill: the command then stops its children itself.
            process.terminate()
            process.wait(STOP_SECONDS)
            raise
    return process.returncode, out.read_text(), err.read_text()
