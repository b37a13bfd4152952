"""Documents as they go on, day by day, each with the time that its service took."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from application.deciding import stamp
from domain.documents.state import TRANSITIONS
from domain.figures.service_clock import LIMIT, PAUSING, Pause, running
from domain.offices.state import office_id
from domain.people.permission import DINAS_DIGITS
from projections.figures.days import INSTALLATION, add, note
from projections.folding import Entry, Folding, Handler, Row

NEXT = {
    (None if stage is None else stage.value, event.TOPIC): after.value
    for (stage, event), after in TRANSITIONS.items()
}
COUNTED = {
    "document.completed": "completed",
    "document.approved": "approved",
    "document.returned": "returned",
}


def office_opened(folding: Folding, entry: Entry) -> None:
    e = entry.fields
    known = folding.rows["figures_zone"].get(INSTALLATION)
    if known is None or e["code"] < known["code"]:
        folding.rows["figures_zone"].put(name=INSTALLATION, code=e["code"], zone=e["timezone"])
    if folding.rows["figures_offices"].get(entry.stream) is None:
        folding.rows["figures_offices"].put(
            stream=entry.stream, code=e["code"], pauses=[], outages=[], doubtful=[]
        )


def frozen(folding: Folding, entry: Entry) -> None:
    """Ordered anew: with another scope printing goes on, with the same it stands as before."""
    row = folding.rows["figures_offices"].edit(entry.stream)
    if row is None:
        return
    pausing = PAUSING in entry.fields["scope"]
    if pausing and row["frozen_since"] is None:
        row["frozen_since"] = entry.fields["recorded_at"]
    elif not pausing:
        _goes_on(row, entry)


def resumed(folding: Folding, entry: Entry) -> None:
    row = folding.rows["figures_offices"].edit(entry.stream)
    if row is not None:
        _goes_on(row, entry)


def _goes_on(row: Row, entry: Entry) -> None:
    if row["frozen_since"] is not None:
        ended = [row["frozen_since"], entry.fields["recorded_at"]]
        row["pauses"] = [*row["pauses"], ended]
        row["frozen_since"] = None


def outage_began(folding: Folding, entry: Entry) -> None:
    row, e = folding.rows["figures_offices"].edit(entry.stream), entry.fields
    if row is not None:
        said = {name: e[name] for name in ("cause", "began_at", "note", "actor")}
        row["outages"] = [*row["outages"], {**said, "ended_at": None}]


def outage_ended(folding: Folding, entry: Entry) -> None:
    row, e = folding.rows["figures_offices"].edit(entry.stream), entry.fields
    if row is None:
        return
    row["outages"] = [
        {**one, "ended_at": e["ended_at"]}
        if one["cause"] == e["cause"] and one["ended_at"] is None
        else one
        for one in row["outages"]
    ]
    _judge_again(folding, row)


def _judge_again(folding: Folding, row: Row) -> None:
    """An outage that was over before anybody said so made no print of its time a quick one."""
    stood = _pauses(folding, row["code"])
    for position, day, kind, complete, printed in row["doubtful"]:
        entry = folding.rows["figures_entries"].edit(position, kind)
        late = running(_moment(complete), _moment(printed), stood) > LIMIT
        detail = "late" if late else "in_time"
        if entry is None or entry["detail"] == detail:
            continue
        about = {"day": day, "office": row["code"], "what": "printed", "kind": kind}
        add(folding, "figures_counts", -1, **about, detail=entry["detail"])
        add(folding, "figures_counts", 1, **about, detail=detail)
        entry["detail"] = detail
    if not _is_out(row):
        row["doubtful"] = []


def _doubt(folding: Folding, office: str, said: list[Any]) -> None:
    """A print while an outage is open: whether it was in time is known when that has ended."""
    here = folding.rows["figures_offices"].get(office_id(office))
    if here is not None and _is_out(here):
        folding.rows["figures_offices"].put(**{**here, "doubtful": [*here["doubtful"], said]})


def _is_out(row: Row) -> bool:
    return any(one["ended_at"] is None for one in row["outages"])


def pauses_of(row: Row) -> Iterator[Pause]:
    """Freezes of printing of one office."""
    for begin, end in row["pauses"]:
        yield Pause(datetime.fromisoformat(begin), datetime.fromisoformat(end))
    if row["frozen_since"] is not None:
        yield Pause(datetime.fromisoformat(row["frozen_since"]))


def outages_of(row: Row) -> Iterator[Pause]:
    """Outages of one office: where the lights are out in one place, others may print."""
    for one in row["outages"]:
        end = one["ended_at"]
        yield Pause(_moment(one["began_at"]), _moment(end) if end else None)


def _pauses(folding: Folding, office: str) -> list[Pause]:
    """Its own and the freezes of its kabupaten."""
    rows = folding.rows["figures_offices"]
    found = [rows.get(office_id(code)) for code in {office, office[:DINAS_DIGITS]}]
    own = rows.get(office_id(office))
    stood = [pause for row in found if row is not None for pause in pauses_of(row)]
    return [*stood, *outages_of(own)] if own is not None else stood


def requested(folding: Folding, entry: Entry) -> None:
    if folding.rows["figures_documents"].get(entry.stream) is not None:
        return
    e = entry.fields
    about = {"office": e["office"], "kind": e["kind"]}
    folding.rows["figures_documents"].put(document=entry.stream, **about)
    note(folding, entry, "requested", about)


def changed(folding: Folding, entry: Entry) -> None:
    """Any other event of a document; one that the table has no arrow for changes nothing."""
    row = folding.rows["figures_documents"].edit(entry.stream)
    if row is None:
        return
    office = entry.fields.get("office")
    if isinstance(office, str):
        row["office"] = office
    before = row["stage"]
    after = NEXT.get((before, entry.topic))
    if after is None or after == before:
        return
    row["stage"] = after
    if entry.topic == "document.completed":
        row["complete_since"] = entry.fields["recorded_at"]
    if entry.topic == "document.printed":
        _printed(folding, entry, row)
    elif entry.topic == "document.handed_over":
        _handed_over(folding, entry, row)
    elif entry.topic in COUNTED:
        note(folding, entry, COUNTED[entry.topic], row)
    if before == "handed_over":
        add(folding, "figures_held", -1, office=row["office"], kind=row["kind"])


def _printed(folding: Folding, entry: Entry, row: Row) -> None:
    complete, recorded = _moment(row["complete_since"]), _moment(entry.fields["recorded_at"])
    # A station that was cut off is believed about when, within what the centre knows.
    printed = max(complete, min(_moment(entry.fields["occurred_at"]), recorded))
    late = running(complete, printed, _pauses(folding, row["office"])) > LIMIT
    day = note(folding, entry, "printed", row, detail="late" if late else "in_time")
    said = [entry.position, day, row["kind"], row["complete_since"], stamp(printed)]
    _doubt(folding, row["office"], said)
    _span(folding, day, row, "printed", complete, printed)


def _handed_over(folding: Folding, entry: Entry, row: Row) -> None:
    day = note(folding, entry, "handed_over", row)
    complete, given = _moment(row["complete_since"]), _moment(entry.fields["recorded_at"])
    _span(folding, day, row, "handed_over", complete, given)
    add(folding, "figures_held", 1, office=row["office"], kind=row["kind"])


def _span(
    folding: Folding, day: str, row: Row, what: str, complete: datetime, end: datetime
) -> None:
    minutes = max(0, int((end - complete).total_seconds()) // 60)
    office = row["office"]
    add(folding, "figures_spans", 1, day=day, office=office, what=what, minutes=minutes)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


HANDLERS: dict[str, Handler] = {
    "office.opened": office_opened,
    "office.frozen": frozen,
    "office.resumed": resumed,
    "office.outage_began": outage_began,
    "office.outage_ended": outage_ended,
    "document.requested": requested,
    **{topic: changed for stage, topic in NEXT if stage is not None},
}
