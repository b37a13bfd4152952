"""The forms that other programs rely on: JSON, exit codes, one clear line for what goes wrong."""

import json
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from application import administering, approving
from application.deciding import Order
from domain.event import Person, StreamId
from terbit.commands.init import create
from terbit.demo.children import terbit
from terbit.settings import Settings
from tests.support.office import Office

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
LIST = (
    "NIK;Nama Lengkap;Tempat Lahir;Tanggal Lahir;Jenis Kelamin\n"
    "3603170403089001;BUDI CONTOH;TANGERANG;04-03-2008;L\n"
    "360317040308900;SITI TELADAN;TANGERANG;04-03-2008;P\n"
)
STATUSES = "NIK;Status\n3603170403089001;PRINT_READY_RECORD\n3603170403089999;PRINT_READY_RECORD\n"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(terbit(*words), capture_output=True, text=True, check=False)


def answer(schema: str, *words: str) -> dict[str, Any]:
    """The one JSON object on stdout, valid by its schema."""
    found: dict[str, Any] = json.loads(run(*words, "--json").stdout)
    jsonschema.validate(found, json.loads((SCHEMAS / f"{schema}.json").read_text()))
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("installation")
    assert 0 == run("init", "--dir", str(made), "--office", "3603").returncode
    (made / "list.csv").write_text(LIST)
    (made / "statuses.csv").write_text(STATUSES)
    return made


def test_init_prints_the_first_administrators_code(tmp_path: Path) -> None:
    made = run("init", "--dir", str(tmp_path / "t"), "--office", "3603")

    assert 0 == made.returncode
    assert "One-time code" in made.stdout


@pytest.mark.parametrize("registered", [False, True])
def test_init_goes_on_where_an_earlier_one_was_stopped(tmp_path: Path, *, registered: bool) -> None:
    """Between its saves: the office is open, perhaps with its administrator, without a login."""
    place, setup = tmp_path / "t", Person(staff="system")
    installation = create(Settings(dir=place))
    centre = installation.centre
    administering.open_office(
        centre, Order(command_id="1", who=setup), "3603", "X", "dinas", "Asia/Jakarta"
    )
    if registered:
        administering.first_administrator(
            centre,
            Order(command_id="2", who=setup),
            office="3603",
            nik="0" * 16,
            name="Administrator",
            valid_until="2099-12-31",
        )
    installation.close()
    words = ("init", "--dir", str(place), "--office", "3603")

    made, again = run(*words), run(*words)
    postings = json.loads(run("people", "list", "--json", "--dir", str(place)).stdout)

    assert (0, "") == (made.returncode, made.stderr)
    assert "One-time code" in made.stdout
    assert ["admin"] == [row["role"] for row in postings["postings"]]
    assert (2, 1) == (again.returncode, len(again.stderr.strip().splitlines()))


def test_a_damaged_database_is_said_by_the_doctor_and_in_one_line_by_all_others(
    tmp_path: Path,
) -> None:
    place = str(tmp_path / "t")
    run("init", "--dir", place, "--office", "3603")
    for path in (tmp_path / "t").glob("views.sqlite*"):
        path.unlink()
    (tmp_path / "t" / "views.sqlite").write_bytes(b"damaged " * 1000)

    told = run("doctor", "--json", "--dir", place)
    shown = run("stock", "show", "--dir", place)
    wrong = [check["name"] for check in json.loads(told.stdout)["checks"] if not check["ok"]]

    assert (1, "") == (told.returncode, told.stderr)
    assert ["database views.sqlite", "views"] == wrong
    assert (1, 1) == (shown.returncode, len(shown.stderr.strip().splitlines())), shown.stderr
    assert "terbit doctor" in shown.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("stock", "show", "--as-of", "0001-01-01T00:00+07:00"),
        ("stock", "show", "--as-of", "yesterday"),
        ("serve", "--port", "99999"),
        ("init", "--nik", "abc"),
    ],
)
def test_a_value_that_cannot_be_is_one_line(folder: Path, words: tuple[str, ...]) -> None:
    made = run(*words, "--dir", str(folder))

    assert (2, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr


def test_a_position_beyond_the_end_is_the_end(folder: Path) -> None:
    words = ("stock", "show", "--json", "--dir", str(folder))
    now, beyond = run(*words), run(*words, "--as-of", "9" * 40)

    assert json.loads(now.stdout)["balances"] == json.loads(beyond.stdout)["balances"]


@pytest.mark.parametrize(
    ("changes", "memory", "code"),
    [(("--dialect", "none"), "", 2), ((), "junk", 1), ((), "[]", 1), ((), "\x80", 1)],
)
def test_an_emulator_that_cannot_be_is_one_line(
    tmp_path: Path, changes: tuple[str, ...], memory: str, code: int
) -> None:
    state = tmp_path / "state"
    if memory:
        state.write_text(memory, encoding="latin-1")
    places = ("--link", str(tmp_path / "l"), "--state", str(state), "--out", str(tmp_path / "o"))

    made = run("emulator", "card", *places, *changes)

    assert (code, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr


def test_an_unknown_office_is_one_line(tmp_path: Path) -> None:
    made = run("init", "--dir", str(tmp_path / "t"), "--office", "9999")

    assert (1, 1) == (made.returncode, len(made.stderr.strip().splitlines()))
    assert "unknown_region" in made.stderr


def test_imports_report_line_column_and_reason_and_take_good_rows_once(folder: Path) -> None:
    words = ("import", "enrolments", str(folder / "list.csv"), "--office", "3603")
    first = answer("import-report", *words, "--dir", str(folder))
    again = answer("import-report", *words, "--dir", str(folder))
    statuses = answer(
        "import-report",
        "import",
        "statuses",
        str(folder / "statuses.csv"),
        "--office",
        "3603",
        "--dir",
        str(folder),
    )

    assert (2, 1, 0) == (first["rows"], first["imported"], first["duplicates"])
    assert [(3, "NIK", "nik_length")] == [
        (row["line"], row["column"], row["code"]) for row in first["rejected"]
    ]
    assert (2, 0, 1) == (again["rows"], again["imported"], again["duplicates"])
    assert (2, 1) == (statuses["rows"], statuses["imported"])
    assert [3] == [row["line"] for row in statuses["rejected"]]


def test_every_listing_is_valid_by_its_schema(folder: Path) -> None:
    answer("queue-list", "queue", "list", "--dir", str(folder))
    answer("stock-show", "stock", "show", "--dir", str(folder))
    answer("stock-show", "stock", "show", "--as-of", "3", "--dir", str(folder))
    answer("doctor", "doctor", "--dir", str(folder))
    checked = answer("project-check", "project", "check", "--dir", str(folder))

    assert all(view["equal"] for view in checked["views"])


def test_the_live_queue_stands_before_what_is_over_and_a_cut_is_said(tmp_path: Path) -> None:
    office = Office(tmp_path / "t")
    over = office.approve(office.complete(name="ANI UMPAMA"))
    office.clock.advance(minutes=1)
    live = office.approve(office.complete(name="BAYU MISAL"))
    document = StreamId(office.job(over).document)
    who = office.order(office.staff.approver)
    approving.send_back(office.centre, who, document, "rejected", "lain", "Salah pilih")
    office.close()
    place = ("--dir", str(tmp_path / "t"))

    whole = answer("queue-list", "queue", "list", *place)
    cut = answer("queue-list", "queue", "list", "--limit", "1", *place)

    assert [live, over] == [job["print_job"] for job in whole["jobs"]]
    assert ([live], 2) == ([job["print_job"] for job in cut["jobs"]], cut["total"])
    assert "1 of 2 jobs" in run("queue", "list", "--limit", "1", *place).stdout
    assert "jobs;" not in run("queue", "list", *place).stdout


def test_a_timeline_speaks_without_personal_data(folder: Path) -> None:
    words = ("import", "enrolments", str(folder / "list.csv"), "--office", "3603")
    run(*words, "--dir", str(folder))
    told = run("audit", "timeline", "3603", "--dir", str(folder))
    everything = [
        answer("audit-timeline", "audit", "timeline", stream, "--dir", str(folder))
        for stream in _streams(folder)
    ]

    assert 1 == told.returncode
    assert everything
    assert not any("BUDI" in json.dumps(one) for one in everything)
    assert not any("3603170403089001" in json.dumps(one) for one in everything)


def _streams(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "events.sqlite") as connection:
        rows = connection.execute(
            "SELECT DISTINCT originator_id FROM stored_events WHERE topic LIKE 'enrolment.%'"
        ).fetchall()
    connection.close()
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("queue", "list", "--dir", "/nowhere/at/all"), 2),
        (("import", "enrolments", "/nowhere.csv", "--office", "3603"), 2),
        (("station", "--config", "/nowhere.toml"), 3),
        (("nonsense",), 2),
        (("queue", "list", "--nonsense"), 2),
        (("demo", "--baud", "quick"), 2),
        (("station",), 2),
        (("queue", "list", "--dir", f"/nowhere/{'long/' * 40}"), 2),
    ],
)
def test_what_goes_wrong_is_one_line(words: tuple[str, ...], code: int) -> None:
    made = run(*words)

    assert (code, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("terbit.toml", "undo_seconds = ", ("doctor", "--dir")),
        ("terbit.toml", 'undo_seconds = "x"', ("queue", "list", "--dir")),
        ("terbit.toml", "nonsense = 1", ("serve", "--dir")),
        ("terbit.toml", "port = 99999999", ("serve", "--dir")),
        ("station.toml", "centre = ", ("station", "--config")),
        ("station.toml", 'centre = "http://127.example.org"\ndir = "s"\n', ("station", "--config")),
    ],
)
def test_a_bad_file_of_settings_is_one_line(
    tmp_path: Path, name: str, text: str, words: tuple[str, ...]
) -> None:
    printers = '[[printers]]\nname = "Kartu 1"\nurl = "manual:"\n'
    (tmp_path / name).write_text(text + ("\n" + printers if name == "station.toml" else ""))
    made = run(*words, str(tmp_path if name == "terbit.toml" else tmp_path / name))

    assert (2, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr
    assert made.stderr.startswith("terbit: ")


def test_without_words_the_help_is_shown() -> None:
    made = run()

    assert (2, "") == (made.returncode, made.stderr)
    assert "doctor" in made.stdout


def test_a_posting_is_ended_at_the_console_once(folder: Path) -> None:
    """Flow 16.3."""
    place = ("--office", "3603", "--dir", str(folder))
    person = ("--name", "Ani Contoh", "--nik", "3603174103850002", "--letter", "821/1")
    posting = ("--role", "counter", *place)
    made = run("people", "add", "ani", *person, "--until", "2099-12-31", *posting)
    end = ("people", "end", "ani", "--reason", "pindah tugas", *posting)

    ended, again = run(*end), run(*end)

    retire = ("people", "retire-printer", "Kartu 1", "--station", "Curug 9", "--reason", "r")
    nowhere = run(*retire, "--dir", str(folder))

    assert 0 == made.returncode, made.stderr
    assert (2, "terbit: Invalid value: no station is called Curug 9") == (
        nowhere.returncode,
        nowhere.stderr.strip(),
    )
    assert (0, "ani: counter at 3603 ended\n") == (ended.returncode, ended.stdout)
    assert (2, 1) == (again.returncode, len(again.stderr.strip().splitlines()))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"--until": "junk"}, "bad_period"),
        ({"--until": "2020-01-01"}, "bad_period"),
        ({"--letter": " "}, "no_letter"),
        ({"--office": "360399"}, "no office 360399"),
        ({"--nik": "360317"}, "16 digits"),
        ({"login": "admin"}, "the login admin is taken"),
    ],
)
def test_who_cannot_be_added_is_one_line_and_nothing_is_saved(
    folder: Path, changes: dict[str, str], said: str
) -> None:
    asked = {
        "login": "cici",
        "--name": "Cici Contoh",
        "--nik": "3603174103850007",
        "--letter": "821/7",
        "--role": "counter",
        "--office": "3603",
        "--until": "2099-12-31",
    } | changes
    words = [asked.pop("login"), *(word for pair in asked.items() for word in pair)]
    before = _saved(folder)

    made = run("people", "add", *words, "--dir", str(folder))

    assert 0 != made.returncode
    assert 1 == len(made.stderr.strip().splitlines()), made.stderr
    assert said in made.stderr
    assert before == _saved(folder)


def _saved(folder: Path) -> int:
    with sqlite3.connect(folder / "events.sqlite") as connection:
        found: int = connection.execute("SELECT count(*) FROM stored_events").fetchone()[0]
    connection.close()
    return found


def test_an_office_in_no_timezone_is_one_line(folder: Path) -> None:
    words = ("people", "office", "360301", "--timezone", "Mars/Phobos", "--dir", str(folder))

    made = run(*words)

    assert (1, 1) == (made.returncode, len(made.stderr.strip().splitlines())), made.stderr
    assert "unknown_timezone" in made.stderr


def test_names_and_niks_stand_nowhere_in_the_event_database(folder: Path) -> None:
    """Sealed from the first event: the bytes on disk say nothing."""
    run("import", "enrolments", str(folder / "list.csv"), "--office", "3603", "--dir", str(folder))
    files = [path.read_bytes() for path in folder.glob("events.sqlite*")]

    assert files
    assert not any(b"BUDI CONTOH" in found or b"3603170403089001" in found for found in files)


ROOT = Path(__file__).parents[2]
HOME = "/var/lib/terbit"


def test_the_commands_of_the_readme_work(tmp_path: Path) -> None:
    """Those of "An installation", in order; the two that run for ever are tested elsewhere."""
    text = (ROOT / "README.md").read_text().split("## An installation")[1]
    block = text.split("```console\n")[1].split("```")[0]
    (tmp_path / "rekaman.csv").write_text(LIST)
    (tmp_path / "status.csv").write_text(STATUSES)
    template = ROOT / "docs" / "templates" / "permohonan.csv"
    (tmp_path / "permohonan.csv").write_bytes(template.read_bytes())
    targets = ROOT / "docs" / "templates" / "target.csv"
    (tmp_path / "target.csv").write_bytes(targets.read_bytes())
    commands = [line.split()[1:] for line in block.splitlines() if " serve " not in line]

    codes = [
        subprocess.run(
            terbit(*(word.replace(HOME, str(tmp_path / "t")) for word in words)),
            cwd=tmp_path,
            capture_output=True,
            check=False,
        ).returncode
        for words in commands
    ]

    assert len(commands) >= 5
    assert [0] * len(commands) == codes
