"""What the desk shows: the card in hand with what may be done with it, and those that wait."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Connection

from application.deciding import stamp
from application.language import N_, _
from domain.documents.intake import HAND_IN, old_card_of
from domain.documents.kinds import KINDS
from domain.documents.situation import lies_at, situation
from domain.documents.state import Document
from domain.event import StreamId
from domain.people.permission import Act
from domain.printing.state import PrintJob
from domain.surrendered.state import surrendered_card_id
from domain.values.serials import tidy
from projections.queue_board import queries as queue
from projections.register import queries as register
from web.house import House
from web.signed_in import Me
from web.states import STAGES, job_state, scene_of
from web.words import ERASED, age, cause_word, kind, masked, when

Row = dict[str, Any]
AGES = (0, 7, 30, 90)
"""Days that a card has waited at least."""
BUTTONS = (
    Act.HAND_OVER, Act.INSPECT, Act.ABSENT, Act.CALL, Act.SEND_CARDS, Act.WITHDRAW_UNCOLLECTED,
)  # fmt: skip
LEAVING = {
    "died": N_("Pemegang meninggal"),
    "moved": N_("Pemegang pindah"),
    "uncollected": N_("Tidak diambil lebih dari 90 hari"),
}


MOST_HITS = 50


def found(connection: Connection, me: Me, document: str, text: str) -> list[Row]:
    """The document chosen, the card with this very number, or all that fit what was typed."""
    if document:
        row = register.document(connection, document)
        mine = row and ({row["office"], row["lies_at"], row["sent_to"]} & set(me.codes))
        return [row] if row and mine else []
    rows = register.search(connection, me.codes, text, MOST_HITS) if text else []
    scanned = tidy(text).upper()
    exact = [row for row in rows if scanned in (row["serial"], tidy(row["receipt"]))]
    return exact[:1] or rows


def hit(house: House, me: Me, row: Row) -> Row:
    """One of several, to be chosen: no form stands beside it."""
    return {**listed(house, me, row), "state": STAGES[row["stage"]]}


def listed(house: House, me: Me, row: Row) -> Row:
    return {
        "document": row["document"],
        "kind": kind(row),
        "cause": cause_word(row["cause"]),
        "receipt": row["receipt"],
        "name": row["name"] or _(ERASED),
        "nik": masked(row["nik"]),
        "place": me.office_name(row["lies_at"]),
        "serial": row["serial"],
        "asks_for": _asks_for(row),
        "printed": when(row["printed_at"], me.zone),
        "age": age(row["printed_at"], house.centre.clock.now()),
    }


def detail(house: House, connection: Connection, me: Me, row: Row) -> Row:
    """With the state and the buttons, by the guard's own function."""
    registry = house.centre.registry
    document = registry.load(StreamId(row["document"])).state
    job = registry.load(StreamId(row["print_job"])).state if row["print_job"] else None
    acts = _acts(me, document, job) if isinstance(document, Document) else {}
    called = bool(job and job.called)
    asked = acts.get("call") and _waits_for_applicant(house, connection, me, row)
    return {
        **listed(house, me, row),
        "stage": row["stage"],
        "state": _state(house, connection, me, row),
        "old_card": _old_card(house, row),
        "acts": {**acts, "call": bool(asked) and not called},
        "sent_to": me.office_name(row["sent_to"]) if row["sent_to"] else "",
        "slip": row["slip"],
        "elsewhere": row["stage"] == "printed" and row["lies_at"] not in me.codes,
    }


def place_of(house: House, document: StreamId) -> str:
    """The office where it lies; nothing of what is no document."""
    found = house.centre.registry.load(document).state
    if not isinstance(found, Document):
        return ""
    job = house.centre.registry.load(StreamId(found.print_job)).state if found.print_job else None
    return lies_at(found, job)


def _acts(me: Me, document: Document, job: PrintJob | None) -> dict[str, bool]:
    thing = situation(document, job, me.at.now)
    place = lies_at(document, job)
    return {act.value: me.may(act, place, thing) for act in BUTTONS}


def _state(house: House, connection: Connection, me: Me, row: Row) -> Any:
    """While approved the job says where it is."""
    if row["stage"] != "approved" or not row["print_job"]:
        return STAGES[row["stage"]]
    job = queue.job(connection, row["print_job"])
    scene = scene_of(connection, house.centre.clock.now(), me.zone)
    return STAGES[row["stage"]] if job is None else job_state(job, scene)


def _waits_for_applicant(house: House, connection: Connection, me: Me, row: Row) -> bool:
    job = queue.job(connection, row["print_job"])
    scene = scene_of(connection, house.centre.clock.now(), me.zone)
    waiting = queue.Waiting(now="", blanks=frozenset(), policies=scene.policies)
    return job is not None and waiting.waits_for_applicant(job)


def ages(house: House, connection: Connection, me: Me) -> list[Row]:
    """How many wait, and how many of them for at least so many days."""
    marks = [before(house, days) for days in AGES[1:]]
    counts = register.drawer_ages(connection, me.codes, marks)
    return [{"days": days, "count": count} for days, count in zip(AGES, counts, strict=True)]


PAGE = 80


def waiting(
    house: House, connection: Connection, me: Me, days: int, place: str
) -> tuple[list[Row], str]:
    """A page of them, and where the next one begins. `place`: where the one before ended."""
    moment, _, document = place.partition("~")
    after = (moment, document) if place else None
    rows = register.drawer(connection, me.codes, before(house, days) if days else None, PAGE, after)
    last = rows[-1] if len(rows) == PAGE else None
    following = f"{last['printed_at']}~{last['document']}" if last else ""
    return [listed(house, me, row) for row in rows], following


def before(house: House, days: int) -> str:
    """Of cards that were printed before it, that they have waited for so many days."""
    return stamp(house.centre.clock.now() - timedelta(days=days))


def _asks_for(row: Row) -> str:
    """What is scanned at the desk: a card's number or its code; a sheet is known by its text."""
    of = KINDS[row["kind"]]
    if not of.is_card:
        return "nothing"
    return "serial" if of.numbered else "code"


def _old_card(house: House, row: Row) -> str:
    """`wanted`: to be handed in first; `here`: in custody; empty: none is asked for."""
    old_card = old_card_of(KINDS[row["kind"]], row["cause"])
    if row["stage"] != "printed" or old_card != HAND_IN:
        return ""
    taken_in = house.centre.registry.load(surrendered_card_id(row["document"])).state
    return "wanted" if taken_in is None else "here"
