"""Applications from a list: what belongs together in one save, each known again by its number."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from time import sleep
from zoneinfo import ZoneInfo

from application.deciding import (
    DEFAULT_ZONE,
    JITTER_SECONDS,
    TRIES,
    Centre,
    Desk,
    Order,
    open_desk,
    refusal,
)
from application.enrolling import Into
from application.errors import ClaimTaken, Conflict
from application.importing.asked import Asked
from application.importing.refusals import Local, problems_of
from application.importing.report import Problem, Rejected, Repeated
from application.judging_lists import Draft, drafts_of
from application.labels import paper
from application.language import N_
from application.phrases import Listing, Phrase, either
from application.taking_in import Application, add, papers_of
from domain.documents.requirements import Requirement, lacking
from domain.documents.state import Document
from domain.offices.state import Office, office_id
from domain.people.permission import Act
from domain.refusal import Reason, Refused
from domain.values.dates import on_card, parse_iso


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    line: int
    warnings: tuple[Problem, ...]


Outcome = Taken | Repeated | Rejected


def take_in_lists(
    centre: Centre, order: Order, into: Into, groups: Iterable[Sequence[Asked]]
) -> Iterator[list[Outcome]]:
    """Flows 3.1, 4.1, 5.1: all rows of an application in one save, or none of them.

    One outcome a row, in the order of the group. Raises Refused where nobody may import.
    """
    for group in groups:
        drafts = {_place(draft.row): draft for draft in _saved(centre, order, into.office, group)}
        wrong = next((row for row in group if drafts[_place(row)].problems), None)
        yield [_outcome(drafts[_place(row)], wrong) for row in group]


def _place(row: Asked) -> tuple[str | None, int]:
    return row.sheet, row.line


def _saved(centre: Centre, order: Order, office: str, group: Sequence[Asked]) -> list[Draft]:
    """Against another writer it is read and judged again."""
    for tries in range(1, TRIES + 1):
        desk = open_desk(centre, order)
        desk.permit(Act.IMPORT, office, freeze="intake")
        drafts = _worked(desk, office, group)
        try:
            centre.registry.record(desk.changes, claims=desk.claims, judged=True)
        except ClaimTaken as taken:
            refused = refusal(centre, taken)
            if refused.reason is Reason.FROZEN:
                return _frozen(desk, office, drafts, refused)
            if refused.reason is Reason.NO_LIVE_POSTING or tries == TRIES:
                raise refused from taken
        except Conflict:
            if tries == TRIES:
                raise
            sleep(JITTER_SECONDS * centre.identifiers.token(1)[0] / 255)
        else:
            return drafts
    raise Conflict("unreachable")


def _worked(desk: Desk, office: str, group: Sequence[Asked]) -> list[Draft]:
    drafts = drafts_of(desk, office, group, _local(desk, office))
    if any(draft.problems for draft in drafts):
        return drafts
    for draft in drafts:
        if draft.is_new and draft.asked and draft.requested and draft.stream:
            add(desk, draft.stream, draft.asked, draft.requested)
            draft.warnings = _warnings(desk, draft, draft.asked)
    return drafts


def _frozen(desk: Desk, office: str, drafts: list[Draft], refused: Refused) -> list[Draft]:
    for draft in drafts:
        if draft.is_new:
            draft.tell(problems_of(draft.row, refused, _local(desk, office)))
    return drafts


def _local(desk: Desk, office: str) -> Local:
    """A moment as the office's clock shows it."""

    def local(moment: str) -> str:
        found = desk.load(office_id(office))
        zone = ZoneInfo(found.timezone if isinstance(found, Office) else DEFAULT_ZONE)
        return f"{datetime.fromisoformat(moment).astimezone(zone):%d-%m-%Y %H.%M}"

    return local


def _warnings(desk: Desk, draft: Draft, asked: Application) -> list[Problem]:
    """What is odd about the data, and which papers are still to be brought."""
    row = draft.row
    document = desk.load(draft.stream) if draft.stream else None
    odd = document.warnings if isinstance(document, Document) else ()
    found = [row.problem("name" if code.startswith("name") else "nik", code) for code in odd]
    missing = lacking(asked.kind, asked.cause, papers_of(asked), desk.today(asked.office))
    if missing:
        found.append(row.problem("papers", "papers_lacking", _named(missing)))
    return found


def _named(missing: Iterable[Requirement]) -> Listing:
    """`Kartu keluarga; KTP-el orang tua (Perpres 96/2018, sejak 18-10-2018)`."""
    rules: dict[tuple[str, str], list[str]] = {}
    for one in missing:
        papers = either(paper(code) for code in (one.paper, *one.instead))
        rules.setdefault((one.rule, one.since), []).append(papers)
    return Listing("; ", (_by_rule(*rule, papers) for rule, papers in rules.items()))


def _by_rule(rule: str, since: str, papers: list[str]) -> Phrase:
    named = Listing("; ", papers)
    return Phrase(
        N_("{papers} ({rule}, sejak {day})"),
        papers=named,
        rule=rule,
        day=on_card(parse_iso(since)),
    )


def _outcome(draft: Draft, wrong: Asked | None) -> Outcome:
    """`wrong`: the first row of the application that cannot be taken."""
    row = draft.row
    if draft.problems:
        return Rejected(line=row.line, problems=tuple(draft.problems))
    if not draft.known and wrong is not None:
        place = f"{wrong.sheet} {wrong.line}" if wrong.sheet else str(wrong.line)
        return Rejected(line=row.line, problems=(row.problem("", "application_together", place),))
    if not draft.is_new:
        return Repeated(line=row.line, sheet=row.sheet)
    return Taken(line=row.line, warnings=(*row.warnings, *draft.warnings))
