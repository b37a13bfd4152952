"""Cards over a real pseudo-terminal; the oracle is the printer's own record."""

import json
import time
from pathlib import Path

import pytest

from printers.dialects.evolis import commands
from printers.dialects.evolis.settings import DIALECTS
from printers.driver import CardDriver, Printed
from printers.drivers.card import EvolisCardDriver
from printers.errors import ConditionError, Doubt, NothingTaken, OutcomeUnknown
from printers.status import CardPosition, Condition, Counters, PrinterStatus, Proposal
from tests.integration.devices.conftest import driver_for
from tests.integration.devices.pictures import BACK, FRONT, ONE_SIDE, TWO_SIDES
from tests.support.emulators import CardEmulator


def nothing_to_keep(_: Counters | None) -> None:
    pass


def must_not_start(_: Counters | None) -> None:
    pytest.fail("an attempt was started on a printer that is not ready")


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_what_was_sent_is_on_the_card_in_every_dialect(tmp_path: Path, dialect: str) -> None:
    with CardEmulator(tmp_path, dialect=dialect) as emulator:
        emulator.control("load", serials=["74120001"])
        driver = driver_for(emulator)

        printed = driver.print(TWO_SIDES, nothing_to_keep)
        driver.close()

        assert printed == Printed(counters=Counters(inserted=1, panels=2))
        assert emulator.picture("74120001", "front").tobytes() == FRONT.tobytes()
        assert emulator.picture("74120001", "back").tobytes() == BACK.tobytes()
        sidecar = json.loads((emulator.out / "74120001.json").read_text())
        assert sidecar == {"serial": "74120001", "faces": ["front", "back"], "tray": "hopper"}
        assert emulator.happenings() == [
            ("power_on", None),
            ("loaded", None),
            ("inserted", "74120001"),
            ("printed_panel", "74120001"),
            ("printed_panel", "74120001"),
            ("ejected", "74120001"),
        ]


def test_a_card_of_one_side_has_a_bare_back(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    printed = driver.print(ONE_SIDE, nothing_to_keep)

    assert printed == Printed(counters=Counters(inserted=1, panels=1))
    assert emulator.picture("74120001", "front").tobytes() == FRONT.tobytes()
    assert not (emulator.out / "74120001-back.png").exists()


def test_cards_lie_in_the_hopper_until_hands_take_them(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    driver.print(ONE_SIDE, nothing_to_keep)
    driver.print(ONE_SIDE, nothing_to_keep)

    assert emulator.control("take") == {"serials": ["74120001", "74120002"]}
    assert emulator.control("take") == {"serials": []}
    assert emulator.state()["feeder"] == ["74120003"]


def test_a_printer_tells_who_it_is_and_stays_the_same(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    first = driver.identity()
    emulator.restart()
    driver.close()

    assert driver.identity() == first
    assert first.model == "Dualys emulator"
    assert first.serial.startswith("EM")


def test_the_drivers_are_card_drivers(driver: EvolisCardDriver) -> None:
    any_driver: CardDriver = driver

    assert any_driver.status() == PrinterStatus(conditions=(), position=CardPosition.NONE)


@pytest.mark.parametrize(
    ("do", "details", "condition"),
    [
        ("cover", {"open": True}, Condition.COVER_OPEN),
        ("ribbon", {"left": 0}, Condition.MARKER_SUPPLY_EMPTY),
    ],
)
def test_a_printer_that_needs_hands_takes_no_card_and_goes_on_after_them(
    emulator: CardEmulator,
    driver: EvolisCardDriver,
    do: str,
    details: dict[str, object],
    condition: Condition,
) -> None:
    emulator.control(do, **details)
    assert driver.status().conditions == (condition,)
    with pytest.raises(ConditionError) as caught:
        driver.print(TWO_SIDES, must_not_start)
    assert caught.value.conditions == (condition,)

    emulator.control("cover", open=False)
    emulator.control("ribbon", left=100)
    driver.print(TWO_SIDES, nothing_to_keep)

    assert emulator.state()["hopper"] == ["74120001"]


def test_an_empty_feeder_takes_no_card(tmp_path: Path) -> None:
    with CardEmulator(tmp_path) as emulator:
        driver = driver_for(emulator)
        with pytest.raises(ConditionError) as caught:
            driver.print(TWO_SIDES, must_not_start)
        driver.close()

        assert caught.value.conditions == (Condition.MEDIA_EMPTY,)
        assert emulator.happenings() == [("power_on", None)]


def test_a_full_hopper_is_found_at_the_insert_command_and_proved_harmless(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    emulator.control("hopper", capacity=0)
    started: list[Counters | None] = []

    with pytest.raises(NothingTaken) as caught:
        driver.print(TWO_SIDES, started.append)

    assert caught.value.conditions == (Condition.OUTPUT_AREA_FULL,)
    assert [caught.value.counters] == started
    assert emulator.state()["feeder"] == ["74120001", "74120002", "74120003"]


@pytest.mark.parametrize("at", ["after_insert", "mid_panel", "before_eject"])
def test_a_jam_is_unknown_until_a_person_has_looked(
    emulator: CardEmulator, driver: EvolisCardDriver, at: str
) -> None:
    emulator.control("fault", at=at, kind="jam")

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(TWO_SIDES, nothing_to_keep)

    assert (caught.value.reason, caught.value.last_words) == (Doubt.CARD_JAM, "CARD JAM")
    assert driver.status().conditions == (Condition.CARD_INSIDE,)
    [card] = emulator.control("clear")["cards"]
    assert (card["serial"], card["went"]) == ("74120001", "aside")
    driver.print(TWO_SIDES, nothing_to_keep)
    assert emulator.state()["hopper"] == ["74120002"]
    assert ("jammed", "74120001") in emulator.happenings()
    assert emulator.armed() == []


@pytest.mark.parametrize("at", ["after_insert", "mid_panel", "after_print", "before_eject"])
def test_a_printer_that_answers_before_it_moves_is_not_believed(tmp_path: Path, at: str) -> None:
    with CardEmulator(tmp_path, dialect="evolis-early-ack") as emulator:
        emulator.control("load", serials=["74120001", "74120002"])
        emulator.control("fault", at=at, kind="jam")
        driver = driver_for(emulator)

        with pytest.raises(OutcomeUnknown):
            driver.print(TWO_SIDES, nothing_to_keep)
        driver.close()

        assert [card["serial"] for card in emulator.state()["inside"]] == ["74120001"]
        assert emulator.state()["feeder"] == ["74120002"]
        assert emulator.armed() == []


def test_a_half_printed_card_bears_half_the_picture(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    emulator.control("jam")
    with pytest.raises(OutcomeUnknown):
        driver.print(TWO_SIDES, nothing_to_keep)
    emulator.control("clear")

    picture = emulator.picture("74120001", "front")

    left, right = (0, 0, 508, 648), (508, 0, 1016, 648)
    assert picture.crop(left).tobytes() == FRONT.crop(left).tobytes()
    assert picture.crop(right).getextrema() == (255, 255)


def test_two_cards_stuck_together_come_out_one_bare(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    emulator.control("fault", at="double_feed")

    printed = driver.print(TWO_SIDES, nothing_to_keep)

    assert printed.counters == Counters(inserted=1, panels=2)
    assert emulator.state()["hopper"] == ["74120001", "74120002"]
    assert emulator.picture("74120001", "front").tobytes() == FRONT.tobytes()
    assert not (emulator.out / "74120002-front.png").exists()
    assert emulator.armed() == []


@pytest.mark.parametrize("command", ["Si", "Dbc", "Sv", "Se"])
def test_noise_for_an_answer_is_unknown(
    emulator: CardEmulator, driver: EvolisCardDriver, command: str
) -> None:
    emulator.control("fault", at="garbage", command=command)

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(TWO_SIDES, nothing_to_keep)

    assert caught.value.reason is Doubt.GARBLED_REPLY
    assert emulator.armed() == []


def test_an_answer_that_comes_too_late_is_unknown_though_the_card_is_good(
    emulator: CardEmulator,
) -> None:
    emulator.control("fault", at="slow_reply", command="Se", seconds=1.0)
    hasty = driver_for(emulator, answer_s=0.3)
    with pytest.raises(OutcomeUnknown) as caught:
        hasty.print(TWO_SIDES, nothing_to_keep)
    hasty.close()

    patient = driver_for(emulator)
    evidence = patient.after_restart(Counters(inserted=0, panels=0), sides=2)
    patient.close()

    assert caught.value.reason is Doubt.TIMED_OUT
    assert evidence.proposal is Proposal.GOOD
    assert emulator.state()["hopper"] == ["74120001"]


def test_a_printer_left_to_itself_burns_a_second_blank(
    emulator: CardEmulator, driver: EvolisCardDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mutant that shows why error handling is taken: `Pem;0` in place of `Pem;2`."""
    monkeypatch.setattr(commands, "HOST_MODE", 0)
    emulator.control("jam")

    with pytest.raises(OutcomeUnknown) as caught:
        driver.print(TWO_SIDES, nothing_to_keep)

    assert caught.value.reason is Doubt.COUNTERS
    assert [card for what, card in emulator.happenings() if what == "inserted"] == [
        "74120001",
        "74120002",
    ]
    assert emulator.state()["reject"] == ["74120001"]


def test_a_printer_that_leaves_errors_to_us_burns_one_blank(
    emulator: CardEmulator, driver: EvolisCardDriver
) -> None:
    emulator.control("jam")

    with pytest.raises(OutcomeUnknown):
        driver.print(TWO_SIDES, nothing_to_keep)

    assert [card for what, card in emulator.happenings() if what == "inserted"] == ["74120001"]


def test_a_hundred_cards_of_two_sides_fit_in_a_minute(tmp_path: Path) -> None:
    with CardEmulator(tmp_path) as emulator:
        emulator.control("load", serials=[str(serial) for serial in range(10)])
        driver = driver_for(emulator)
        driver.open()
        started = time.perf_counter()
        for _ in range(10):
            driver.print(TWO_SIDES, nothing_to_keep)
        seconds_a_card = (time.perf_counter() - started) / 10
        driver.close()

        assert len(emulator.state()["hopper"]) == 10
    assert seconds_a_card < 0.15


def test_a_paced_line_takes_as_long_as_its_bytes(tmp_path: Path) -> None:
    with CardEmulator(tmp_path, baud=460_800) as emulator:
        emulator.control("load", serials=["74120001"])
        driver = driver_for(emulator)
        driver.open()
        started = time.perf_counter()
        driver.print(TWO_SIDES, nothing_to_keep)
        seconds = time.perf_counter() - started
        driver.close()

    bits = 10 * sum(len(command) for command in commands.job(TWO_SIDES, DIALECTS["evolis"]))
    assert seconds > 0.9 * bits / 460_800
