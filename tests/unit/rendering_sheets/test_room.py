"""Nothing stands on anything else, however long the texts are."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from application.rendering.sheets.birth import lay_birth
from application.rendering.sheets.death import lay_death
from application.rendering.sheets.family_card import lay_family_card
from application.rendering.sheets.form import feet
from application.rendering.sheets.moving_letter import lay_moving_letter
from application.rendering.sheets.plan import Plan, Rule, Text
from application.rendering.sheets.render import sheet_problems
from application.rendering.sheets.typeface import width_of
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, MOVING
from tests.unit.rendering_sheets.papers import CODE, FILLED, ISSUE, NOTES, Texts, household, movers

LAYOUTS = {
    BIRTH: lay_birth,
    DEATH: lay_death,
    FAMILY_CARD: lay_family_card,
    MOVING: lay_moving_letter,
}
LONG_NAME = "ENDANG SRI WAHYUNINGSIH KUSUMANINGRUM PUSPITASARI WIDYASTUTI"
LONG_ISSUE = replace(
    ISSUE,
    regency="Kabupaten Administrasi Kepulauan Seribu",
    place="Kepulauan Seribu Selatan",
    day=date(1999, 9, 29),
)
Box = tuple[float, float, float, float]
CAPITAL = 0.73
"""Height of a capital of size 1."""


def _longest(kind: str) -> Texts:
    fields = dict(FILLED[kind])
    if kind == FAMILY_CARD:
        fields = household(15)
    if kind == MOVING:
        fields |= movers(15)
    for field in fields:
        column = field.rsplit(".", maxsplit=1)[-1].removeprefix("to_")
        if column in ("name", "head_name", "father", "mother", "address"):
            fields[field] = LONG_NAME
        if column in ("birth_place", "death_place", "district", "village", "regency"):
            fields[field] = "KEPULAUAN CONTOH SELATAN TIMUR"
        if column.endswith("_date"):
            fields[field] = "1999-09-29"
    if "marginal_notes" in fields:
        fields["marginal_notes"] = "\n".join([NOTES] * 12)
    return fields


def _box(text: Text) -> Box:
    right = text.x + width_of(text.text, text.size, bold=text.bold)
    return text.x, text.y - CAPITAL * text.size, right, text.y


CASES = {
    f"{kind}, {length}, {office}": (kind, fields, issue)
    for kind in LAYOUTS
    for length, fields in (("filled", FILLED[kind]), ("longest", _longest(kind)))
    for office, issue in (("short", ISSUE), ("long", LONG_ISSUE))
}


@pytest.fixture(params=list(CASES.values()), ids=list(CASES))
def plan(request: pytest.FixtureRequest) -> Plan:
    kind, fields, issue = request.param
    laid = LAYOUTS[kind](fields, issue, CODE)
    feet(laid, "template-1")
    return laid


def _meet(one: Box, other: Box) -> bool:
    across = one[0] < other[2] and other[0] < one[2]
    return across and one[1] < other[3] and other[1] < one[3]


def _ruled(rule: Rule) -> Box:
    return rule.x0, min(rule.y0, rule.y1), rule.x1, max(rule.y0, rule.y1)


def test_no_text_touches_another(plan: Plan) -> None:
    touching = [
        (one.text, other.text)
        for page in plan.pages
        for one, other in combinations([text for text in page.texts if text.text], 2)
        if _meet(_box(one), _box(other))
    ]

    assert [] == touching


def test_no_rule_runs_through_a_text(plan: Plan) -> None:
    """Unless it slants: it strikes out rows without a text."""
    struck = [
        text.text
        for page in plan.pages
        for rule in page.rules
        for text in page.texts
        if (rule.x0 == rule.x1 or rule.y0 == rule.y1) and _meet(_ruled(rule), _box(text))
    ]

    assert [] == struck


def test_everything_is_between_the_margins(plan: Plan) -> None:
    width, height = plan.size
    beyond = [
        text.text
        for page in plan.pages
        for text in page.texts
        for left, top, right, bottom in [_box(text)]
        if left < plan.margin - 1
        or right > width - plan.margin + 1
        or top < 24
        or bottom > height - 20
    ]

    assert [] == beyond


def test_no_code_covers_a_text_or_a_rule(plan: Plan) -> None:
    for page in plan.pages:
        (code,) = page.codes
        box = (code.x, code.y, code.x + code.side, code.y + code.side)
        things = [*map(_box, page.texts), *map(_ruled, page.rules)]

        assert [] == [thing for thing in things if _meet(box, thing)]


@pytest.mark.parametrize("kind", LAYOUTS)
def test_the_longest_texts_are_no_problem(kind: str) -> None:
    assert [] == sheet_problems(kind, _longest(kind))
