"""Taking a list of bases, targets and counts in: good rows in one save, bad ones told."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from application.deciding import Answer, Centre, Desk, Order, at_office, decide
from application.importing.report import Rejected, Repeated, Report
from application.targets.reading import Statement, read_targets
from domain.figures import decide as figures
from domain.figures.events import Stated
from domain.figures.state import figure_id
from domain.offices.state import Office, office_id
from domain.people.permission import Act, covers

About = tuple[str, str, str, str]


def take_targets(centre: Centre, order: Order, path: Path, office: str) -> tuple[Report, Answer]:
    """Rows of `office` and its points. Twice the same list states nothing twice.

    Raises FileRefused, Refused.
    """
    report = Report()
    today = date.fromisoformat(at_office(centre, office).day)
    sound: dict[About, Statement] = {}
    for outcome in read_targets(path, office, today):
        judged = _judged(centre, outcome, office, sound)
        if isinstance(judged, Statement):
            sound[_about(judged)] = judged
        else:
            report.add(judged)
    answer = state(centre, order, office, sound.values())
    for _ in range(answer["stated"]):
        report.took()
    for _ in range(answer["known"]):
        report.add(Repeated(line=0))
    return report, answer


def state(centre: Centre, order: Order, office: str, statements: Iterable[Statement]) -> Answer:
    """Each as an event, unless that is what stands already."""
    said = list(statements)

    def work(desk: Desk) -> Answer:
        desk.permit(Act.SET_TARGETS, office)
        stated = 0
        for one in said:
            stream = figure_id(one.office, one.indicator, one.kind.value, one.as_of)
            event = Stated(
                by=desk.by,
                office=one.office,
                indicator=one.indicator,
                kind=one.kind.value,
                value=one.value,
                as_of=one.as_of,
                valid_from=one.valid_from,
                source=one.source,
                letter=one.letter,
            )
            events = figures.state(desk.load(stream), event)
            desk.add(stream, events)
            stated += len(events)
        return {"stated": stated, "known": len(said) - stated}

    return decide(centre, order, work)


def _judged(
    centre: Centre,
    outcome: Statement | Rejected,
    office: str,
    before: Mapping[About, Statement],
) -> Statement | Rejected | Repeated:
    """What a row alone does not show: its place, and the rows before it."""
    if isinstance(outcome, Rejected):
        return outcome
    known = isinstance(centre.registry.load_lasting(office_id(outcome.office)), Office)
    if not (known and covers(office, outcome.office)):
        problem = outcome.problem("office", "office_unknown")
        return Rejected(line=outcome.line, problems=(problem,))
    first = before.get(_about(outcome))
    if first is None:
        return outcome
    if _says(first) == _says(outcome):
        return Repeated(line=outcome.line)
    problem = outcome.problem("value", "stated_otherwise")
    return Rejected(line=outcome.line, problems=(problem,))


def _about(one: Statement) -> About:
    return one.office, one.indicator, one.kind.value, one.as_of


def _says(one: Statement) -> tuple[object, ...]:
    return one.value, one.valid_from, one.source, one.letter
