"""A person with a printer of another system answers for the outcome."""

import pytest

from printers.driver import CardDriver, Printed
from printers.drivers.manual import Answer, ManualCardDriver
from printers.errors import Doubt, NothingTaken, OutcomeUnknown
from printers.page import PLANE_BYTES, CardImage
from printers.status import CardPosition, Counters, Evidence, Identity

IMAGE = CardImage(front_k=bytes(PLANE_BYTES))


def person_who_says(answer: Answer, heard: list[object]) -> CardDriver:
    def ask(image: CardImage) -> Answer:
        heard.append(image)
        return answer

    return ManualCardDriver("loket-2", ask)


def test_the_start_is_durable_before_the_person_is_asked() -> None:
    heard: list[object] = []

    printed = person_who_says(Answer.PRINTED, heard).print(IMAGE, heard.append)

    assert printed == Printed(counters=None)
    assert heard == [None, IMAGE]


def test_a_person_may_say_that_nothing_was_taken() -> None:
    with pytest.raises(NothingTaken) as caught:
        person_who_says(Answer.NOTHING_TAKEN, []).print(IMAGE, lambda _: None)

    assert caught.value.counters is None


def test_a_person_may_be_unsure() -> None:
    with pytest.raises(OutcomeUnknown) as caught:
        person_who_says(Answer.UNSURE, []).print(IMAGE, lambda _: None)

    assert caught.value.reason is Doubt.PERSON_UNSURE


def test_nobody_counts_so_nothing_is_proved_afterwards() -> None:
    driver = person_who_says(Answer.PRINTED, [])
    driver.open()
    driver.close()

    evidence = driver.after_restart(Counters(inserted=0, panels=0), sides=1)

    assert evidence == Evidence(counters=None, position=CardPosition.UNKNOWN, proposal=None)
    assert driver.counters() is None
    assert driver.status().ready
    assert driver.identity() == Identity(model="manual", serial="loket-2")
