"""Draws both faces of a child card (KIA) specimen in black dots; the card itself is pink."""

from datetime import date, timedelta
from functools import lru_cache

from PIL import Image, ImageDraw

from application.labels import labels_of
from application.language import N_
from application.phrases import Phrase
from application.rendering.card import CardFaces
from application.rendering.card_parts import Columns, draw_code, draw_line, specimen_card
from application.rendering.checks import FieldProblem, cut_problems, glyph_problems
from application.rendering.faces import Fields, Issue, Line, blood_line, fit, one_line, shown
from application.rendering.fonts import font
from application.rendering.photo import photo_dots, silhouette
from domain.documents.kinds import KIA
from domain.values.dates import age_on, birthday_17, on_card, parse_iso

PHOTO_FROM = 5
"""Years of age from which the card bears a photo."""

PHOTO_SIZE = (208, 312)
"""Dots: 17.6 x 26.4 mm, the 2 x 3 of the photo."""

KIA_LABELS = labels_of(KIA)

_COLUMNS = Columns(left=36, colon=262, value=280, step=30)
_BESIDE = Columns(left=540, colon=668, value=686, step=30)
_NIK_TOP, _TOP, _UNDER_STEP = 122, 168, 26
_PHOTO_AT = (772, 140)
_UNDER_TOP = 464
_QR_BOX = (672, 150, 960, 438)


def render_kia(
    fields: Fields, issue: Issue, *, photo: bytes | None, qr: str, attempt: str
) -> CardFaces:
    """As render_card; the day of issue says which of the two cards it is.

    Under 5 no photo is printed, whatever is given; from 5 None is a silhouette.
    """
    front = _empty_front(issue.province, issue.regency).copy()
    _draw_front(ImageDraw.Draw(front), fields, issue)
    if bears_photo(fields, issue.day):
        picture = silhouette(PHOTO_SIZE) if photo is None else photo_dots(photo, PHOTO_SIZE)
        front.paste(picture, _PHOTO_AT)
    back = _empty_back().copy()
    draw_code(back, qr, _QR_BOX)
    ImageDraw.Draw(back).text((816, 452), attempt, fill=0, font=font(28, bold=True), anchor="ma")
    return CardFaces(front, back)


def kia_problems(fields: Fields) -> list[FieldProblem]:
    """What keeps the fields from a child card; empty when all can be printed."""
    found = glyph_problems(fields, KIA_LABELS)
    lines = (*kia_lines(fields), blood_line(fields))
    found += cut_problems((line for line in lines if line.fields), KIA_LABELS)
    if one_line(fields.get("birth_date")) and _birth(fields) is None:
        wrong = N_("{label} bukan tanggal (TTTT-BB-HH).")
        reason = Phrase(wrong, label=KIA_LABELS["birth_date"])
        found.append(FieldProblem(field="birth_date", code="not_a_date", reason=reason))
    return found


def bears_photo(fields: Fields, day: date) -> bool:
    """From the 5th birthday; a child without a date of birth has none."""
    birth = _birth(fields)
    return birth is not None and age_on(birth, day) >= PHOTO_FROM


def valid_until(birth: date, day: date) -> date:
    """Under 5 the 5th birthday, from 5 the day before the 17th."""
    if age_on(birth, day) >= PHOTO_FROM:
        return birthday_17(birth) - timedelta(days=1)
    if (birth.month, birth.day) == (2, 29):
        return date(birth.year + PHOTO_FROM, 3, 1)  # no leap year is 5 after one
    return birth.replace(year=birth.year + PHOTO_FROM)


def kia_lines(fields: Fields) -> tuple[Line, ...]:
    """The front between the NIK and Berlaku Hingga, in order."""

    def line(label: str, *names: str, lines: int = 1, indent: int = 0, width: int = 470) -> Line:
        text = "/".join(shown(fields, name) for name in names)
        return Line(label=label, text=text, fields=names, lines=lines, indent=indent, width=width)

    birth = _birth(fields)
    day = on_card(birth) if birth else one_line(fields.get("birth_date")) or "-"
    place = shown(fields, "birth_place")
    return (
        line("Nama", "name", lines=2),
        Line(label="Tempat/Tgl Lahir", text=f"{place}, {day}", fields=("birth_place",), width=470),
        line("Jenis Kelamin", "sex", width=240),
        line("No. KK", "family_card_number"),
        line("Kepala Keluarga", "head_name"),
        line("No. Akta Kelahiran", "birth_deed_number"),
        line("Agama", "religion"),
        line("Kewarganegaraan", "nationality"),
        line("Alamat", "address", lines=2),
        line("RT/RW", "rt", "rw", indent=22),
        line("Kel/Desa", "village", indent=22),
        line("Kecamatan", "district", indent=22),
    )


def _birth(fields: Fields) -> date | None:
    try:
        return parse_iso(one_line(fields.get("birth_date")))
    except ValueError:
        return None


def _draw_front(pen: ImageDraw.ImageDraw, fields: Fields, issue: Issue) -> None:
    number = one_line(fields.get("nik")) or "-"
    pen.text((_COLUMNS.value + 6, _NIK_TOP), number, fill=0, font=font(32, bold=True))
    birth = _birth(fields)
    until = on_card(valid_until(birth, issue.day)) if birth else "-"
    top = _TOP
    for line in (*kia_lines(fields), Line(label="Berlaku Hingga", text=until, fields=())):
        if line.fields == ("sex",):
            draw_line(pen, blood_line(fields), top, _BESIDE)
        top = draw_line(pen, line, top, _COLUMNS)
    _draw_issue(pen, issue)


def _draw_issue(pen: ImageDraw.ImageDraw, issue: Issue) -> None:
    """Place and day under the photo, or where it would be."""
    middle = _PHOTO_AT[0] + PHOTO_SIZE[0] // 2
    place = fit(issue.place.upper(), PHOTO_SIZE[0], 3)
    day = fit(on_card(issue.day), PHOTO_SIZE[0], 1)
    under = [(text, place.size) for text in place.lines] + [(day.lines[0], day.size)]
    for at, (text, size) in enumerate(under):
        spot = (middle, _UNDER_TOP + _UNDER_STEP * at)
        pen.text(spot, text, fill=0, font=font(size), anchor="ma")


@lru_cache(maxsize=64)
def _empty_front(province: str, regency: str) -> Image.Image:
    """All that is the same for every child card of an office."""
    card = specimen_card()
    pen = ImageDraw.Draw(card)
    heads = (
        (16, 28, f"PROVINSI {province.upper()}"),
        (50, 28, regency.upper()),
        (86, 24, "KARTU IDENTITAS ANAK"),
    )
    for top, size, text in heads:
        pen.text((508, top), text, fill=0, font=font(size, bold=True), anchor="ma")
    pen.text((_COLUMNS.left, _NIK_TOP), "NIK", fill=0, font=font(32, bold=True))
    pen.text((_COLUMNS.colon - 2, _NIK_TOP), ":", fill=0, font=font(32, bold=True))
    left, right = _PHOTO_AT[0], _PHOTO_AT[0] + PHOTO_SIZE[0]
    pen.rectangle((left, 580, right, 620), fill=0)
    middle = ((left + right) // 2, 600)
    pen.text(middle, "SPESIMEN", fill=255, font=font(28, bold=True), anchor="mm")
    return card


@lru_cache(maxsize=1)
def _empty_back() -> Image.Image:
    card = specimen_card()
    pen = ImageDraw.Draw(card)
    pen.text((50, 44), "KARTU IDENTITAS ANAK", fill=0, font=font(34, bold=True))
    pen.text((50, 92), "Contoh tata letak, bukan dokumen resmi", fill=0, font=font(23))
    lines = (
        "Kartu tanpa cip.",
        "Di bawah 5 tahun: tanpa foto,",
        "berlaku sampai ulang tahun ke-5.",
        "Sejak 5 tahun: dengan foto 2 x 3,",
        "berlaku sampai sehari sebelum umur 17.",
    )
    for at, text in enumerate(lines):
        pen.text((50, 200 + 34 * at), text, fill=0, font=font(23))
    pen.text((816, 488), "nomor percobaan cetak", fill=0, font=font(22), anchor="ma")
    return card
