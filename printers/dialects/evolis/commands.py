"""Commands as bytes: ESC name;parameter;... CR (A5013, "Command format")."""

from printers.dialects.evolis.k_codec import encode_k
from printers.dialects.evolis.settings import DbcForm, Dialect
from printers.page import CardImage

HOST_MODE = 2
"""The only safe `Pem`: in mode 0, the default after power-on, the printer restarts a failed job
by itself and takes a second blank for it (A5013, "Pem")."""

INSERT = b"\x1bSi\r"
START = b"\x1bSs\r"
RECTO = b"\x1bSr\r"
VERSO = b"\x1bSv\r"
PRINT_AND_EJECT = b"\x1bSe\r"
READ_ERROR_MODE = b"\x1bRem\r"
READ_MODEL = b"\x1bRtp\r"
READ_SERIAL = b"\x1bRsn\r"
READ_INSERTED = b"\x1bRco;c\r"
READ_PANELS = b"\x1bRco;p\r"
READ_POSITION = b"\x1bRlr;p\r"
READ_COVER = b"\x1bRse;o\r"
READ_FEEDER = b"\x1bRse;f\r"
READ_RIBBON = b"\x1bRcr\r"


def set_error_mode(mode: int) -> bytes:
    return b"\x1bPem;%d\r" % mode


def download_k(plane: bytes, dialect: Dialect) -> bytes:
    data = encode_k(plane)
    first_line = b"0;" if dialect.dbc_form is DbcForm.FIRST_LINE else b""
    return b"\x1bDbc;k;2;%b%d;%b\r" % (first_line, len(data), data)


def job(image: CardImage, dialect: Dialect) -> tuple[bytes, ...]:
    """Everything for a card that is already inserted, in order; each is answered OK.

    `Sv` prints the front and turns the card; `Se` prints what is left and ejects.
    """
    front = (START, RECTO, download_k(image.front_k, dialect))
    if image.back_k is None:
        return (*front, PRINT_AND_EJECT)
    return (*front, VERSO, download_k(image.back_k, dialect), PRINT_AND_EJECT)
