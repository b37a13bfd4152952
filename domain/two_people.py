"""The rule of two people, for every decision that one alone may not take."""

from domain.event import By, same_person
from domain.refusal import Reason, refuse_if


def two_people(by: By) -> None:
    """Two accounts of one person are one."""
    second = (by.second or {}).get("person")
    alone = second is None or same_person(second, by.actor_person)
    refuse_if(alone, Reason.SAME_PERSON, other="second")
