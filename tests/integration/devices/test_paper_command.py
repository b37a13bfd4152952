"""`terbit emulator paper` as an operator types it."""

import socket
from pathlib import Path

import pytest

from tests.support.commands import run
from tests.support.live import free_port
from tests.support.paper import PaperEmulator, a_document, paper_driver


class TypedEmulator(PaperEmulator):
    """The same printer, started by its command."""

    def command(self) -> list[str]:
        return ["terbit", "emulator", "paper", *super().command()[1:]]


def test_the_command_is_the_printer(tmp_path: Path) -> None:
    with TypedEmulator(tmp_path) as emulator:
        driver = paper_driver(emulator.url)

        driver.print(a_document(2), "L1.1", lambda _: None, lambda _: None)

        assert emulator.sheets() == [("L1.1", 1), ("L1.1", 2)]
        assert emulator.stop() == 0
        assert not (tmp_path / "hands").exists()


@pytest.mark.parametrize("memory", ["junk", "[]", '{"n": 1}', "\x80"])
def test_a_record_that_is_no_printers_is_one_line(tmp_path: Path, memory: str) -> None:
    (tmp_path / "record.jsonl").write_text(memory + "\n", encoding="latin-1")

    made = run("emulator", "paper", "--port", str(free_port()), "--out", str(tmp_path))

    assert (1, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr


def test_a_port_that_is_taken_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        made = run("emulator", "paper", "--port", port, "--out", str(tmp_path))

    assert (1, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr
    assert f"port {port}" in made.stderr


def test_a_port_that_cannot_be_is_one_line(tmp_path: Path) -> None:
    made = run("emulator", "paper", "--port", "99999", "--out", str(tmp_path))

    assert (2, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr
