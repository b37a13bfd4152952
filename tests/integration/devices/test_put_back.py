"""A blank that was taken out clean goes back on top of the stack."""

from pathlib import Path

from tests.support.emulators import CardEmulator


def test_a_blank_put_back_is_the_next_to_be_taken(tmp_path: Path) -> None:
    with CardEmulator(tmp_path) as emulator:
        emulator.control("load", serials=["74120002", "74120003"])
        emulator.control("put_back", serials=["74120001"])
        emulator.restart()

        assert ["74120001", "74120002", "74120003"] == emulator.state()["feeder"]
