"""Which field of a form a refusal is about, and why, in a few words."""

from collections.abc import Iterable, Mapping
from typing import Any

from application.language import N_, _
from domain.refusal import Reason, Refused
from web.reasons import Said

ABOUT: Mapping[Reason, tuple[str, ...]] = {
    Reason.BAD_DEED_NUMBER: ("deed_number", "birth_deed_number"),
    Reason.NO_BIRTH_DEED: ("birth_deed_number",),
    Reason.NOT_IN_AGE_BAND: ("birth_date",),
    Reason.PHOTO_MISSING: ("photo",),
    Reason.NO_POLICE_LETTER: ("letter",),
    Reason.NOT_HOME_OFFICE: ("home",),
    Reason.NO_REASON: ("reason",),
    Reason.LOGIN_TAKEN: ("login",),
    Reason.BAD_PERIOD: ("valid_until",),
    Reason.SERIAL_DIFFERS: ("serial",),
    Reason.CODE_DIFFERS: ("serial",),
    Reason.PICKUP_DIFFERS: ("code",),
    Reason.NOTHING_CAME: ("counted",),
}
"""Reasons that are about what was typed; `LACKING` names its fields itself."""

FILL = N_("Wajib diisi.")
_WORDS = {
    "missing": FILL,
    "string_too_short": FILL,
    "string_too_long": N_("Paling panjang {max_length} huruf."),
    "string_pattern_mismatch": N_("Bentuknya tidak benar."),
    "greater_than_equal": N_("Paling sedikit {ge}."),
    "less_than_equal": N_("Paling banyak {le}."),
    "int_parsing": N_("Tulis dengan angka saja."),
}
_SHAPES = {
    r"^[0-9]{16}$": N_("Enam belas angka."),
    r"^[a-z0-9][a-z0-9._-]{1,63}$": N_("Huruf kecil, angka, titik dan garis, tanpa spasi."),
}
"""What is asked for, where a person can be told it in a few words."""
OTHER = N_("Tidak dapat dibaca.")


def of_refusal(refused: Refused, why: str) -> dict[str, str]:
    """By the name of the field."""
    lacking = refused.details.get("fields", "").split()
    return dict.fromkeys(lacking, _(FILL)) or dict.fromkeys(ABOUT.get(refused.reason, ()), why)


def beside_the_fields(reason: str, words: Said, left: Iterable[str]) -> Said:
    """Where each field says it, the sentence names only those `left`: no mark can be put there."""
    cure = _("Periksa: {fields}.").format(fields=", ".join(left)) if left else ""
    if reason == Reason.LACKING:
        return Said(_("Data belum lengkap."), cure)
    return Said(words.why, cure) if reason == "form" else words


def of_form(errors: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """As the form was read: an empty field of a number or a day is not filled in."""
    return {str(one["loc"][-1]): _in_words(one) for one in errors}


def _in_words(error: Mapping[str, Any]) -> str:
    if error.get("input") == "":
        return _(FILL)
    facts = error.get("ctx", {})
    shape = _SHAPES.get(str(facts.get("pattern")))
    return _(shape) if shape else _(_WORDS.get(error["type"], OTHER)).format_map(facts)
