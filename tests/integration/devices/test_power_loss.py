"""The printer loses power at every named point; counters and position tell what a look confirms."""

import pytest

from printers.drivers.card import EvolisCardDriver
from printers.emulator.card.machine import POWER_LOST_EXIT
from printers.errors import Doubt, OutcomeUnknown
from printers.status import CardPosition, Condition, Counters, Evidence, Proposal
from tests.integration.devices.pictures import ONE_SIDE, TWO_SIDES
from tests.support.emulators import CardEmulator

NONE, INSIDE = CardPosition.NONE, CardPosition.INSIDE
GOOD, SPOILED = Proposal.GOOD, Proposal.SPOILED
POINTS = [
    # point, passes let through, faces printed whole, position, proposal
    ("after_insert", 0, [], (INSIDE, SPOILED)),
    ("mid_download", 0, [], (INSIDE, SPOILED)),
    ("mid_panel", 0, [], (INSIDE, SPOILED)),
    ("mid_download", 1, ["front"], (INSIDE, SPOILED)),
    ("mid_panel", 1, ["front"], (INSIDE, SPOILED)),
    ("after_print", 0, ["front", "back"], (INSIDE, GOOD)),
    ("before_eject", 0, ["front", "back"], (INSIDE, GOOD)),
    ("after_eject", 0, ["front", "back"], (NONE, GOOD)),
]


def print_and_lose_power(emulator: CardEmulator, driver: EvolisCardDriver) -> OutcomeUnknown:
    """Print two sides until the power goes; leave the printer switched on again."""
    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(TWO_SIDES, lambda _: None)
    assert emulator.wait_for_power_loss() == POWER_LOST_EXIT
    emulator.start()
    return caught.value


@pytest.mark.parametrize(("at", "skip", "faces", "traces"), POINTS)
def test_the_evidence_after_a_power_loss_tells_where_it_struck(
    emulator: CardEmulator,
    driver: EvolisCardDriver,
    at: str,
    skip: int,
    faces: list[str],
    traces: tuple[CardPosition, Proposal],
) -> None:
    position, proposal = traces
    before = driver.counters()
    emulator.control("fault", at=at, skip=skip)

    unknown = print_and_lose_power(emulator, driver)

    assert unknown.reason is Doubt.DISCONNECTED
    assert driver.after_restart(before, sides=2) == Evidence(
        counters=Counters(inserted=1, panels=len(faces)), position=position, proposal=proposal
    )
    found = emulator.control("clear")["cards"] if position is INSIDE else []
    assert [card["faces"] for card in found] == ([faces] if position is INSIDE else [])
    assert emulator.state()["hopper"] == ([] if position is INSIDE else ["74120001"])
    assert [card for what, card in emulator.happenings() if what == "inserted"] == ["74120001"]
    assert ("power_lost", None) in emulator.happenings()


def test_without_a_loss_the_evidence_is_a_good_card(driver: EvolisCardDriver) -> None:
    before = driver.counters()
    driver.print(TWO_SIDES, lambda _: None)

    assert driver.after_restart(before, sides=2).proposal is GOOD


def test_a_loss_before_the_insert_command_leaves_the_card_untouched(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    before = driver.counters()

    def power_goes(_: Counters | None) -> None:
        emulator.kill()

    with pytest.raises(OutcomeUnknown):
        driver.print(TWO_SIDES, power_goes)
    emulator.start()

    assert driver.after_restart(before, sides=2) == Evidence(
        counters=before, position=NONE, proposal=Proposal.UNTOUCHED
    )


def test_hands_that_clear_the_path_destroy_the_evidence(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    before = driver.counters()
    emulator.control("fault", at="mid_panel")
    print_and_lose_power(emulator, driver)

    emulator.control("clear")

    assert driver.after_restart(before, sides=2).proposal is None


def test_no_card_is_taken_while_one_is_inside(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    emulator.control("fault", at="after_insert")
    print_and_lose_power(emulator, driver)

    assert driver.status().conditions == (Condition.CARD_INSIDE,)

    emulator.control("clear")
    driver.print(ONE_SIDE, lambda _: None)
    assert emulator.state()["hopper"] == ["74120002"]


def test_ink_outlives_the_power(emulator: CardEmulator, driver: EvolisCardDriver) -> None:
    emulator.control("fault", at="before_eject")
    print_and_lose_power(emulator, driver)
    assert not (emulator.out / "74120001-front.png").exists()

    emulator.control("clear")

    assert emulator.picture("74120001", "front").getextrema() == (0, 255)
    assert emulator.picture("74120001", "back").getextrema() == (0, 255)


def test_error_handling_is_taken_again_after_the_power_came_back(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    emulator.control("fault", at="after_eject")
    print_and_lose_power(emulator, driver)
    emulator.control("jam")

    with pytest.raises(OutcomeUnknown):
        driver.print(TWO_SIDES, lambda _: None)

    assert [card for what, card in emulator.happenings() if what == "inserted"] == [
        "74120001",
        "74120002",
    ]
