"""Why something is refused, until when, and who can help, as pages and scripts are told."""

from collections.abc import Mapping

from application.language import N_, _
from domain.people.state import Role
from domain.refusal import Refused
from domain.values.serials import display, is_serial
from web.field_words import field, paper
from web.reasons import OTHERS, SENTENCES, STATES, Said
from web.words import ROLES, SCOPES, SEEN, clock, day, freeze_ends, when

CONFLICT = (
    N_("Orang lain baru saja mengubah ini."),
    N_("Muat ulang untuk melihat keadaan terbaru, lalu ulangi bila masih perlu."),
)


class Problem(Exception):
    """Refused by the page itself, before any decision is asked for: why, and what helps.

    `fields`: why, of each field of the form that it is about.
    """

    def __init__(
        self,
        why: str,
        cure: str = "",
        *,
        status: int = 422,
        code: str = "",
        fields: Mapping[str, str] | None = None,
        details: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(why)
        self.why, self.cure, self.status, self.code = why, cure, status, code or "form"
        self.fields, self.details = dict(fields or {}), dict(details or {})


def about(refused: Refused, fields: Mapping[str, str], zone: str) -> Problem:
    """A refusal of which the page knows the fields better than the decision does."""
    words, code = said(refused, zone), refused.reason.value
    return Problem(
        words.why, words.cure, status=409, code=code, fields=fields, details=refused.details
    )


class _Details(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "–"


def conflict() -> Said:
    """Somebody else was first."""
    return Said(*map(_, CONFLICT))


def said(refused: Refused, zone: str = "Asia/Jakarta") -> Said:
    """The sentences of a refusal with its facts in them; times where the office is."""
    found = SENTENCES[refused.reason]
    worded = {name: _worded(name, value, zone) for name, value in refused.details.items()}
    if "ends" in worded:
        worded["ends"] = freeze_ends(worded["ends"], overdue="overdue" in worded)
    details = _Details(worded)
    return Said(_(found.why).format_map(details), _(found.cure).format_map(details))


def _worded(name: str, value: str, zone: str) -> str:
    match name:
        case "roles":
            return ", ".join(_(ROLES[Role(role)]) for role in value.split())
        case "other":
            return _(OTHERS.get(value, value))
        case "state":
            return _(STATES.get(value, value))
        case "until" | "ends":
            return _moment(name, value, zone)
        case "scope":
            return _(SCOPES.get(value, value))
        case "seen":
            return _(SEEN.get(value, value))
        case "fields" | "papers":
            called = field if name == "fields" else paper
            return ", ".join(called(one) for one in value.split())
        case "expected" | "key" if is_serial(value):
            return display(value)
        case _:
            return value or "–"


def _moment(name: str, value: str, zone: str) -> str:
    if name == "ends":
        return when(value, zone)
    if "T" not in value:
        return day(value)
    return _("pukul {at}").format(at=clock(value, zone, seconds=True))


def as_problem(reason: str, said_: Said, details: Mapping[str, str]) -> dict[str, str]:
    """RFC 9457 members of a refusal."""
    return {
        "title": "refused",
        "reason": reason,
        "detail": said_.why,
        "cure": said_.cure,
        **details,
    }
