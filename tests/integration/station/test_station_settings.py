"""What is wrong with a station's files is said in one line, when the program starts."""

import subprocess
import sys
from pathlib import Path
from stat import S_IMODE

import pytest

from terbit.demo.children import terbit
from terbit.errors import BadConfig
from terbit.station_settings import read_station_config
from terbit.station_wiring import own_key

GOOD_URL = "serial:///dev/ttyUSB0?baud=115200"


def _config(folder: Path, centre: str = "https://pusat.example", *urls: str) -> Path:
    path = folder / "station.toml"
    printers = [
        f'[[printers]]\nname = "Kartu {n}"\nurl = "{url}"\n'
        for n, url in enumerate(urls or (GOOD_URL,))
    ]
    path.write_text(f'centre = "{centre}"\ndir = "station"\n' + "".join(printers))
    return path


def _said(path: Path) -> str:
    with pytest.raises(BadConfig) as refused:
        read_station_config(path)
    return str(refused.value)


@pytest.mark.parametrize(
    "centre",
    [
        "http://[",
        "https://pusat.example:port",
        "https://pusat.example:99999",
        "https://pusat.example:0",
        "https://",
        "https://pusat example",
        "pusat.example",
        "ftp://pusat.example",
        "",
    ],
)
def test_an_address_of_the_centre_that_is_none_is_told(tmp_path: Path, centre: str) -> None:
    said = _said(_config(tmp_path, centre))

    assert "centre: Value error, an address is https://HOST or https://HOST:PORT" in said
    assert 1 == len(said.splitlines())


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("socket://h:notaport", "a socket is socket://HOST:PORT"),
        ("socket://h", "a socket is socket://HOST:PORT"),
        ("socket://:9100", "a socket is socket://HOST:PORT"),
        ("socket://[", "a socket is socket://HOST:PORT"),
        ("serial:///dev/null?baud=abc", "a serial line is serial:///PATH?baud=115200"),
        ("serial:///dev/null?baud=", "a serial line is serial:///PATH?baud=115200"),
        ("serial:///dev/null?baud=-1", "a serial line is serial:///PATH?baud=115200"),
        ("serial://ttyUSB0", "a serial line is serial:///PATH?baud=115200"),
    ],
)
def test_an_address_of_a_printer_that_is_none_is_told(tmp_path: Path, url: str, form: str) -> None:
    said = _said(_config(tmp_path, "https://pusat.example", url))

    assert f"printers.0.url: Value error, {form}" in said


def test_two_printers_of_one_name_are_told(tmp_path: Path) -> None:
    path = _config(tmp_path, "https://pusat.example", GOOD_URL, GOOD_URL)
    path.write_text(path.read_text().replace("Kartu 1", "Kartu 0"))

    assert "printers: Value error, two printers have the same name" in _said(path)


def test_good_addresses_are_taken(tmp_path: Path) -> None:
    for centre in ("https://pusat.example", "http://127.0.0.1:8600", "http://[::1]:8600"):
        for url in (GOOD_URL, "serial:///tmp/pty", "socket://10.0.0.9:9100", "manual:"):
            found = read_station_config(_config(tmp_path, centre, url))

            assert (centre, url) == (found.centre, found.printers[0].url)


def test_a_key_is_written_whole_and_for_its_owner_alone(tmp_path: Path) -> None:
    (tmp_path / "station.key.new").write_bytes(b"half of an earlier one")
    made = own_key(tmp_path / "station.key")

    assert ["station.key"] == [path.name for path in tmp_path.iterdir()]
    assert 0o600 == S_IMODE((tmp_path / "station.key").stat().st_mode)
    assert made.private_bytes_raw() == own_key(tmp_path / "station.key").private_bytes_raw()


@pytest.mark.parametrize("content", [b"", b"half"])
def test_a_file_that_holds_no_key_is_told_in_one_line(tmp_path: Path, content: bytes) -> None:
    config = _config(tmp_path)
    (tmp_path / "station").mkdir()
    (tmp_path / "station" / "station.key").write_bytes(content)
    done = subprocess.run(
        terbit("station", "--config", str(config)), capture_output=True, text=True, check=False
    )

    assert 2 == done.returncode
    assert "station.key: holds no key" in done.stderr
    assert 1 == len(done.stderr.splitlines())
    assert content == (tmp_path / "station" / "station.key").read_bytes()


@pytest.mark.parametrize("content", [b"", b"{", b"{}", b"[]", b"\xff", b'{"inside": 1}'])
def test_an_emulator_whose_memory_is_damaged_says_so_in_one_line(
    tmp_path: Path, content: bytes
) -> None:
    state = tmp_path / "state.json"
    state.write_bytes(content)
    words = [sys.executable, "-m", "printers.emulator.card", "--link", str(tmp_path / "pty")]
    words += ["--state", str(state), "--out", str(tmp_path / "out")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)

    assert 1 == done.returncode
    assert f"{state} or the record in {tmp_path / 'out'} is not a printer's memory\n" == done.stderr
    assert content == state.read_bytes()
