"""Every command that the docs name is one."""

import re
from pathlib import Path

from typer.testing import CliRunner

from terbit.commands.root import app

ROOT = Path(__file__).parents[2]


def test_every_terbit_command_in_the_docs_exists() -> None:
    pages = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    named = {
        tuple(found.split())
        for page in pages
        for found in re.findall(r"`terbit ([a-z]+(?: [a-z]+)?)[ `]", page.read_text())
    }

    assert named
    for words in sorted(named):
        assert 0 == CliRunner().invoke(app, [*words, "--help"]).exit_code, words
    assert 0 != CliRunner().invoke(app, ["stock", "nothing", "--help"]).exit_code
