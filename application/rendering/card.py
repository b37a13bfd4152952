"""Draws both faces of a KTP-el specimen in black dots, as they will be printed."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw

from application.rendering.card_parts import Columns, draw_code, draw_line, specimen_card
from application.rendering.faces import Fields, Issue, blood_line, face_lines, fit
from application.rendering.fonts import font
from application.rendering.photo import PHOTO_SIZE, photo_dots, silhouette
from domain.values.dates import on_card
from printers.page import CardImage, pack_plane

_COLUMNS = Columns(left=36, colon=282, value=300, step=33)
_BESIDE = Columns(left=540, colon=668, value=686, step=33)
_NIK_TOP, _TOP, _UNDER_STEP = 112, 172, 26
_PHOTO_AT = (764, 150)
_QR_BOX = (672, 150, 960, 438)


@dataclass(frozen=True, slots=True)
class CardFaces:
    """Both sides as images of mode "1", 1016 x 648 dots at 300 dpi."""

    front: Image.Image
    back: Image.Image

    def card_image(self) -> CardImage:
        return CardImage(front_k=pack_plane(self.front), back_k=pack_plane(self.back))


def render_card(
    fields: Fields, issue: Issue, *, photo: bytes | None, qr: str, attempt: str
) -> CardFaces:
    """What is shown is what is printed; what should not be printed, checks.py says before.

    `photo` is JPEG or PNG, None for a silhouette. `qr` is what the code on the back says, up to
    400 letters; `attempt` the number of the print attempt. Raises photo.BadPhoto, and ValueError
    for a code too dense to be read.
    """
    front = _empty_front(issue.province, issue.regency).copy()
    _draw_front(ImageDraw.Draw(front), fields, issue)
    front.paste(silhouette() if photo is None else photo_dots(photo), _PHOTO_AT)
    back = _empty_back().copy()
    draw_code(back, qr, _QR_BOX)
    ImageDraw.Draw(back).text((816, 452), attempt, fill=0, font=font(28, bold=True), anchor="ma")
    return CardFaces(front, back)


def preview_png(face: Image.Image) -> bytes:
    """One side as a PNG, dot for dot."""
    out = BytesIO()
    face.save(out, "PNG")
    return out.getvalue()


def _draw_front(pen: ImageDraw.ImageDraw, fields: Fields, issue: Issue) -> None:
    pen.text(
        (_COLUMNS.value + 8, _NIK_TOP), fields.get("nik") or "-", fill=0, font=font(38, bold=True)
    )
    top = _TOP
    for line in face_lines(fields):
        if line.fields == ("sex",):
            draw_line(pen, blood_line(fields), top, _BESIDE)
        top = draw_line(pen, line, top, _COLUMNS)
    middle = _PHOTO_AT[0] + PHOTO_SIZE[0] // 2
    below = _PHOTO_AT[1] + PHOTO_SIZE[1] + 12
    # Three lines hold the name of every region, each word whole; one would cut hundreds.
    place = fit(issue.place.upper(), PHOTO_SIZE[0], 3)
    day = fit(on_card(issue.day), PHOTO_SIZE[0], 1)
    under = [(text, place.size) for text in place.lines] + [(day.lines[0], day.size)]
    for at, (text, size) in enumerate(under):
        pen.text((middle, below + _UNDER_STEP * at), text, fill=0, font=font(size), anchor="ma")


@lru_cache(maxsize=64)
def _empty_front(province: str, regency: str) -> Image.Image:
    """All that is the same for every card of an office."""
    card = specimen_card()
    pen = ImageDraw.Draw(card)
    head = font(32, bold=True)
    pen.text((508, 22), f"PROVINSI {province.upper()}", fill=0, font=head, anchor="ma")
    pen.text((508, 62), regency.upper(), fill=0, font=head, anchor="ma")
    pen.text((_COLUMNS.left, _NIK_TOP), "NIK", fill=0, font=font(38, bold=True))
    pen.text((_COLUMNS.colon - 4, _NIK_TOP), ":", fill=0, font=font(38, bold=True))
    bar = (_PHOTO_AT[0], 560, _PHOTO_AT[0] + PHOTO_SIZE[0], 604)
    pen.rectangle(bar, fill=0)
    middle = (_PHOTO_AT[0] + PHOTO_SIZE[0] // 2, 582)
    pen.text(middle, "SPESIMEN", fill=255, font=font(28, bold=True), anchor="mm")
    return card


@lru_cache(maxsize=1)
def _empty_back() -> Image.Image:
    card = specimen_card()
    pen = ImageDraw.Draw(card)
    pen.text((50, 44), "KARTU TANDA PENDUDUK", fill=0, font=font(34, bold=True))
    pen.text((50, 92), "Contoh tata letak, bukan dokumen resmi", fill=0, font=font(23))
    pen.rounded_rectangle((50, 200, 226, 338), radius=18, outline=0, width=4)
    for x in (108, 168):
        pen.line((x, 200, x, 338), fill=0, width=3)
    for y in (246, 292):
        pen.line((50, y, 226, y), fill=0, width=3)
    pen.text((50, 356), "Cip tidak ditulis oleh Terbit", fill=0, font=font(22))
    pen.text((50, 440), "Nomor blangko", fill=0, font=font(24))
    for x in range(50, 410, 16):
        pen.line((x, 520, x + 8, 520), fill=0, width=3)
    pen.text((50, 536), "dipindai di stasiun saat kartu masuk", fill=0, font=font(22))
    pen.text((816, 488), "nomor percobaan cetak", fill=0, font=font(22), anchor="ma")
    return card
