"""kill -9 of station, centre and printer at random moments; the printer's record judges."""

from collections import Counter
from pathlib import Path
from random import Random
from threading import Event

import pytest

from domain.printing.state import Outcome
from tests.support.live import until
from tests.support.yard import FACES, Yard

KILLS = 100
BLANKS = 400
BAUD = 460_800
CARD_SECONDS = 1.4  # at this pace a card takes about a second: a kill finds it under way
SEED = 20261125
VICTIMS = ("station", "station", "serve", "emulator", "emulator")
FATES = {Outcome.GOOD: "printed", Outcome.SPOILED: "spoiled"}


@pytest.mark.timeout(1500)
def test_nothing_is_lost_printed_twice_or_unaccounted(tmp_path: Path) -> None:
    """A hundred kills while cards are printed; then everything is finished and compared."""
    print(f"seed {SEED}")
    draw = Random(SEED)
    killed: Counter[str] = Counter()
    with Yard(tmp_path, BLANKS, BAUD) as yard:
        for _ in range(KILLS):
            until(yard.works, "centre and station to work again")
            yard.tend()
            yard.approve(max(0, 2 - yard.waiting()))
            victim = draw.choice(VICTIMS)
            Event().wait(draw.uniform(0.0, CARD_SECONDS))
            yard.kill(victim)
            killed[victim] += 1
        _finish(yard)
        outcomes = _compare(yard)
    print(f"attempts {dict(outcomes)}, kills {dict(killed)}")

    assert KILLS == killed.total()
    assert min(killed[victim] for victim in set(VICTIMS)) > 0
    assert outcomes["spoiled"] + outcomes["untouched"] > 0, "no kill ever hit a card"


@pytest.mark.parametrize("station", ["terbit", "tests.support.forgetful"])
def test_a_station_that_notes_no_start_is_found_out(tmp_path: Path, station: str) -> None:
    """The mutant of this suite: killed before it heard of a good card, it prints another."""
    with Yard(tmp_path, 4, BAUD, station) as yard:
        until(yard.works, "centre and station to work")
        yard.emulator.control("fault", at="slow_reply", command="Se", seconds=2.0)
        yard.approve(1)
        until(lambda: yard.panels() == FACES, "both faces of the first card")
        yard.kill("station")
        _finish(yard)
        if station == "terbit":
            _compare(yard)
        else:
            with pytest.raises(AssertionError, match="printed twice, or lost"):
                _compare(yard)


def _finish(yard: Yard) -> None:
    """People tend to what waits for them until every approved card is printed."""

    def all_printed() -> bool:
        yard.tend()
        return yard.finished()

    until(all_printed, "every approved card", 180)


def _compare(yard: Yard) -> Counter[str]:
    """The outcomes counted, once the books equal the printer's own record."""
    truth = yard.truth()
    outcomes: Counter[str] = Counter()
    good: list[str] = []
    for _, job in yard.attempts():
        mine = [a for a in job.attempts.values() if a.outcome is Outcome.GOOD]
        outcomes.update(a.outcome.value for a in job.attempts.values())

        assert 1 == len(mine), job

        good.append(mine[0].serial or "")
    box = yard.office.centre.registry.load(yard.box).state
    printed = {serial for serial, fate in truth.items() if fate.faces == FACES}
    computed: dict[str, set[str]] = {}
    for serial in truth:
        computed.setdefault(box.spot(serial).place, set()).add(serial)

    assert sorted(printed) == sorted(good), "printed twice, or lost"
    assert all(fate.ejections <= 1 for fate in truth.values())
    assert printed == computed.get("printed", set())
    assert {s for s, fate in truth.items() if fate.laid_aside} == computed.get("spoiled", set())
    assert {s for s, fate in truth.items() if fate.in_feeder} == computed.get("at_station", set())
    assert set() == computed.get("unsettled", set())
    return outcomes
