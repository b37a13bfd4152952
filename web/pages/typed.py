"""The fields of a document as a form has them: which there are, and what was typed into them."""

import re
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import Depends, Request
from pydantic import ValidationError
from starlette.datastructures import FormData, UploadFile

from application.language import N_, _
from domain.documents.events import Fields
from domain.documents.households import MOST
from domain.documents.kinds import KINDS, KTP_EL, MARRIAGE_PROOF
from domain.documents.requirements import all_papers, required
from domain.values.dates import parse_iso
from web.acting import Command
from web.field_words import field, paper
from web.pages.fields import FIRST, no_control_characters
from web.problems import Problem
from web.words import day

LONGEST, LONGEST_NOTES, LONGEST_NAME = 120, 2_000, 60
MOST_FIELDS = 1_000
PHOTO_BYTES = 2_000_000
_PART = re.compile(r"^[0-9]+-")
"""Before the name of a field: which document of a bundle."""
_RULES: tuple[tuple[tuple[str, ...], Callable[[str], object], str], ...] = (
    (("nik", "family_card_number"), re.compile(r"[0-9]{16}").fullmatch, N_("Enam belas angka.")),
    (
        ("rt", "rw", "to_rt", "to_rw"),
        re.compile(r"[0-9]{1,3}").fullmatch,
        N_("Satu sampai tiga angka."),
    ),
    (("sex",), ("L", "P").__contains__, N_("L atau P.")),
)
NOT_TYPED = ("photo",)


@dataclass(frozen=True, slots=True)
class Input:
    """`form`: text, date, sex, notes."""

    name: str
    label: str
    form: str
    value: str
    required: bool
    in_table: bool


async def read_form(request: Request) -> AsyncIterator[FormData]:
    """A family card has some 270 fields, and a photo may come with them."""
    limits = {"max_files": 3, "max_fields": MOST_FIELDS, "max_part_size": PHOTO_BYTES}
    async with request.form(**limits) as form:
        yield form


Form = Annotated[FormData, Depends(read_form)]


def command_of(form: FormData) -> Command:
    """The id made when the page was rendered. Raises Problem."""
    try:
        return Command(command_id=str(form.get("command_id") or ""))
    except ValidationError as error:
        raise Problem(
            _("Isian belum lengkap."), _("Muat ulang halaman ini, lalu ulangi.")
        ) from error


def inputs(kind: str, known: Mapping[str, Any], *, but: Iterable[str] = ()) -> list[Input]:
    """Those that stand alone; rows of a table come by `row_inputs`."""
    kept = {*but, *NOT_TYPED}
    names = [name for name in KINDS[kind].fields if "." not in name and name not in kept]
    if kind == KTP_EL:
        names.append(MARRIAGE_PROOF)
    return [_input(kind, name, known) for name in names]


def carried_inputs(kind: str, carried: Iterable[str]) -> list[Input]:
    """Those that an earlier document of the bundle says already; none of them has to be typed."""
    return [replace(_input(kind, name, {}), required=False) for name in carried]


def row_inputs(kind: str, known: Mapping[str, Any]) -> list[tuple[str, list[Input]]]:
    """Heading and fields of each person of a table."""
    names = [name for name in KINDS[kind].fields if "." in name]
    rows = dict.fromkeys(name.partition(".")[0] for name in names)
    found = []
    for row in rows:
        for number in range(1, MOST + 1):
            start = f"{row}.{number}."
            own = [_input(kind, name, known) for name in names if name.startswith(start)]
            found.append((own[0].label.partition(":")[0], own))
    return found


def _input(kind: str, name: str, known: Mapping[str, Any]) -> Input:
    last = name.rpartition(".")[2]
    form = {"sex": "sex", "marginal_notes": "notes"}.get(last, "text")
    if last.endswith("_date"):
        form = "date"
    needed = name in KINDS[kind].required
    return Input(name, field(name), form, known.get(name) or "", needed, "." in name)


def typed(kind: str, form: Mapping[str, Any], today: str, prefix: str = "") -> Fields:
    """What is not typed is left out, what is emptied is None. Raises Problem, naming each field."""
    names = [*KINDS[kind].fields, MARRIAGE_PROOF]
    found: Fields = {}
    wrong: dict[str, str] = {}
    for name in names:
        text = form.get(prefix + name)
        if not isinstance(text, str) or name in NOT_TYPED:
            continue
        try:
            found[name] = _said(name.rpartition(".")[2], text, today)
        except ValueError as error:
            wrong[prefix + name] = str(error)
    if wrong:
        raise cannot_be_printed(wrong)
    return found


def cannot_be_printed(wrong: Mapping[str, str]) -> Problem:
    """`wrong`: why, by the names that the fields have on the form."""
    names = [field(_PART.sub("", name)) for name in wrong]
    cure = _("Periksa: {fields}.").format(fields=", ".join(names))
    return Problem(_("Ada isian yang tidak dapat dicetak."), cure, fields=wrong)


def _said(name: str, text: str, today: str) -> str | None:
    """In capitals, as these documents are written; no day to come. Raises ValueError: why not."""
    if name == "marginal_notes":
        lines = [_printable(line).strip() for line in text.splitlines()]
        return _within("\n".join(line for line in lines if line), LONGEST_NOTES) or None
    text = " ".join(_printable(text).split()).upper()
    if not text:
        return None
    for names, fits, why in _RULES:
        if name in names and not fits(text):
            raise ValueError(_(why))
    if name.endswith("_date") and not _is_past(text, today):
        raise ValueError(_("Tanggal sejak 1900 yang sudah tiba."))
    return _within(text, LONGEST_NAME if name in ("name", "head_name") else LONGEST)


def _is_past(text: str, today: str) -> bool:
    try:
        return parse_iso(text) >= FIRST and text <= today
    except ValueError:
        return False


def _printable(text: str) -> str:
    try:
        return no_control_characters(text)
    except ValueError as error:
        raise ValueError(_("Ada huruf yang tidak dapat dicetak; ketik ulang.")) from error


def _within(text: str, most: int) -> str:
    if len(text) > most:
        raise ValueError(_("Paling panjang {most} huruf.").format(most=most))
    return text


def papers_in(form: FormData, prefix: str = "") -> list[str]:
    """Codes of the papers that the clerk ticked, known ones only."""
    ticked = {str(value) for value in form.getlist(f"{prefix}papers")}
    return [code for code in all_papers() if code in ticked]


def papers_to_tick(kind: str, cause: str, today: str, shown: Iterable[str]) -> list[dict[str, Any]]:
    """Each requirement with its alternatives, its rule and since when it holds."""
    known = frozenset(shown)
    return [
        {
            "fulfilled": one.is_fulfilled(known),
            "choices": [
                {"code": code, "label": paper(code), "ticked": code in known}
                for code in (one.paper, *one.instead)
            ],
            "rule": _("{rule}, sejak {day}").format(rule=one.rule, day=day(one.since)),
        }
        for one in required(kind, cause, today)
    ]


def photo_in(form: FormData, prefix: str = "") -> bytes | None:
    """The uploaded picture, read no further than is allowed. Raises Problem."""
    upload = form.get(f"{prefix}photo")
    if not isinstance(upload, UploadFile) or not upload.filename:
        return None
    content = upload.file.read(PHOTO_BYTES + 1)
    if len(content) > PHOTO_BYTES:
        why, cure = _("Foto terlalu besar."), _("Paling besar 2 MB.")
        raise Problem(why, cure, status=413, fields={f"{prefix}photo": cure})
    return content or None
