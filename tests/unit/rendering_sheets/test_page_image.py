"""One page of a PDF as a picture."""

import pytest

from domain.documents.kinds import BIRTH
from printers.paper import page_image
from tests.unit.rendering_sheets.papers import sheet


def test_a_page_is_drawn_at_its_size_in_colour() -> None:
    image = page_image(sheet(BIRTH), 0, 72)

    assert ("RGB", (596, 842)) == (image.mode, image.size)


@pytest.mark.parametrize("page", [-1, 1])
def test_a_page_that_is_not_there_is_refused(page: int) -> None:
    with pytest.raises(ValueError, match="no such page"):
        page_image(sheet(BIRTH), page, 72)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PDF"):
        page_image(b"%!PS", 0, 72)
