"""The emulator's record and its state agree, wherever a kill struck: it is the oracle of others."""

import json
import random
import threading
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from printers.driver import Printed
from printers.drivers.card import EvolisCardDriver
from printers.emulator.card.hands import obey
from printers.emulator.card.happenings import State, What
from printers.emulator.card.machine import Machine
from printers.emulator.card.record import Record
from printers.errors import OutcomeUnknown
from printers.page import PLANE_BYTES
from printers.status import Counters, Proposal
from tests.integration.devices.conftest import driver_for
from tests.integration.devices.pictures import TWO_SIDES
from tests.support.emulators import CardEmulator

PLACES = ("feeder", "inside", "hopper", "aside")


def places_by(record: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Follow each card through the record, without the emulator's own fold."""
    found: dict[str, list[str]] = {place: [] for place in PLACES}
    moves = {"inserted": ("feeder", "inside"), "ejected": ("inside", "hopper")}
    moves["cleared"] = ("inside", "aside")
    for line in record:
        if line["what"] == "loaded":
            found["feeder"] += line["serials"]
            found["aside"] = [card for card in found["aside"] if card not in line["serials"]]
        if line["what"] in moves and line["serial"] is not None:
            source, target = moves[line["what"]]
            found[source].remove(line["serial"])
            found[target].append(line["serial"])
    return found


def places_in(state: dict[str, Any]) -> dict[str, list[str]]:
    inside = [card["serial"] for card in state["inside"]]
    return {place: inside if place == "inside" else state[place] for place in PLACES}


def print_and_kill(
    emulator: CardEmulator, rng: random.Random
) -> tuple[Counters, Printed | OutcomeUnknown]:
    """Print a card; kill the printer at a random moment after the insert command was allowed."""
    driver = driver_for(emulator)
    started: list[Counters] = []
    timer = threading.Timer(rng.uniform(0, 0.06), emulator.kill)

    def start(before: Counters | None) -> None:
        assert before is not None
        started.append(before)
        timer.start()

    outcome: Printed | OutcomeUnknown
    try:
        outcome = driver.print(TWO_SIDES, start)
    except OutcomeUnknown as unknown:
        outcome = unknown
    timer.join()
    driver.close()
    return started[0], outcome


@pytest.mark.seed
def test_record_and_state_agree_after_kills_at_random_moments(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(2**32)
    print(f"seed {seed}")
    rng = random.Random(seed)
    emulator = CardEmulator(tmp_path)
    with emulator:
        emulator.control("load", serials=[f"7412{n:04}" for n in range(30)])
        for _ in range(30):
            before, outcome = print_and_kill(emulator, rng)
            record = emulator.record()
            kept = json.loads(emulator.state_path.read_text())
            assert record[-1]["n"] - kept["n"] in (0, 1)

            emulator.start()
            state = emulator.state()
            assert places_by(emulator.record()) == places_in(state)
            assert [line["n"] for line in emulator.record()] == list(range(1, state["n"] + 1))
            check_outcome(emulator, before, outcome)
            if state["inside"]:
                emulator.control("clear")


def check_outcome(
    emulator: CardEmulator, before: Counters, outcome: Printed | OutcomeUnknown
) -> None:
    """Neither the driver's word nor the proposal ever says more than the record."""
    this_card = [line for line in emulator.record() if line["inserted"] == before.inserted + 1]
    happened = [line["what"] for line in this_card if line["what"] != "power_on"]
    driver = driver_for(emulator)
    proposal = driver.after_restart(before, sides=2).proposal
    driver.close()
    printed = ["inserted", "printed_panel", "printed_panel"]

    if isinstance(outcome, Printed):
        assert happened == [*printed, "ejected"]
    expected = Proposal.GOOD if happened[:3] == printed else Proposal.SPOILED
    assert proposal is (expected if happened else Proposal.UNTOUCHED)


def through_a_card(folder: Path) -> list[tuple[bytes, bytes, State]]:
    """Record, state file and state after each step of a card, as a kill would leave them."""
    state_path, record = folder / "state.json", Record(folder / "out")
    machine = Machine(state_path, record)
    seen: list[tuple[bytes, bytes, State]] = []

    def see() -> None:
        lines = (folder / "out" / "record.jsonl").read_bytes()
        seen.append((lines, state_path.read_bytes(), machine.state))

    plane = bytes(PLANE_BYTES)
    see()
    machine.happen(What.LOADED, serials=("A", "B"))
    see()
    for step in (
        machine.insert,
        lambda: machine.print_panel("front", plane),
        lambda: machine.print_panel("back", plane),
        machine.eject,
        machine.insert,
        machine.clear,
        lambda: obey(machine, b'{"do": "take"}'),
    ):
        step()
        see()
    record.close()
    return seen


def restored(folder: Path, lines: bytes, state: bytes | None) -> State:
    (folder / "out").mkdir(parents=True)
    (folder / "out" / "record.jsonl").write_bytes(lines)
    if state is not None:
        (folder / "state.json").write_bytes(state)
    record = Record(folder / "out")
    machine = Machine(folder / "state.json", record)
    record.close()
    return machine.state


def without_n(state: State) -> dict[str, Any]:
    return {key: value for key, value in json.loads(state.to_json()).items() if key != "n"}


def test_a_state_that_is_one_happening_behind_is_brought_up_from_the_record(
    tmp_path: Path,
) -> None:
    seen = through_a_card(tmp_path / "whole")

    for step, ((_, state, _), (lines, _, after)) in enumerate(pairwise(seen)):
        assert without_n(after) == without_n(restored(tmp_path / str(step), lines, state))


def test_a_lost_state_file_is_rebuilt_from_the_record(tmp_path: Path) -> None:
    lines, _, after = through_a_card(tmp_path / "whole")[-1]

    assert without_n(after) == without_n(restored(tmp_path / "again", lines, None))
    assert (after.hopper, after.aside, after.inserted, after.panels) == ((), ("B",), 2, 2)


def test_a_torn_last_line_never_happened(tmp_path: Path) -> None:
    seen = through_a_card(tmp_path / "whole")
    (before, state, expected), (lines, _, _) = seen[2], seen[3]
    torn = lines[: len(before) + 9]

    assert without_n(expected) == without_n(restored(tmp_path / "again", torn, state))
    first, *_, last = (tmp_path / "again" / "out" / "record.jsonl").read_text().splitlines()
    assert [json.loads(line)["what"] for line in (first, last)] == ["power_on", "power_on"]


@pytest.mark.parametrize(
    "request_line",
    [
        b"{",
        b"[]",
        b"{}",
        b'{"do": "dance"}',
        b'{"do": "load", "serials": ["../../etc"]}',
        b'{"do": "load", "serials": ["A", "A"]}',
        b'{"do": "fault", "at": "somewhere"}',
        b'{"do": "fault", "at": "mid_download", "kind": "jam"}',
        b'{"do": "fault", "at": "after_eject", "kind": "jam"}',
        b'{"do": "fault", "at": "slow_reply", "command": "Se"}',
    ],
)
def test_hands_say_what_they_cannot_do(tmp_path: Path, request_line: bytes) -> None:
    record = Record(tmp_path / "out")
    machine = Machine(tmp_path / "state.json", record)

    reply = json.loads(obey(machine, request_line))
    record.close()

    assert reply["ok"] is False
    assert reply["error"]
    assert machine.faults.armed == []
    assert machine.state.n == 1


def test_a_card_laid_aside_may_be_put_back(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    emulator.control("fault", at="after_insert", kind="jam")
    with pytest.raises(OutcomeUnknown):
        driver.print(TWO_SIDES, lambda _: None)
    emulator.control("clear")

    emulator.control("load", serials=["74120001"])

    state = emulator.state()
    assert state["feeder"] == ["74120002", "74120003", "74120001"]
    assert state["aside"] == []


def test_a_printer_switched_off_in_good_order_leaves_no_line_behind(
    emulator: CardEmulator,
) -> None:
    assert emulator.stop() == 0
    assert not emulator.link.is_symlink()
