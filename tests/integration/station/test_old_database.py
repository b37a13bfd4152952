"""A station of 0.1.0 that is updated goes on with the leases, stacks and attempts it has."""

import sqlite3
from pathlib import Path

from domain.documents.kinds import KTP_EL
from tests.support.workbench import BOX, PAYLOAD, bench
from workers.station.store import Store

OF_0_1_0 = """
CREATE TABLE leases (
  print_job TEXT PRIMARY KEY, lease INTEGER NOT NULL, receipt TEXT NOT NULL,
  payload_digest TEXT NOT NULL, payload BLOB NOT NULL, granted_at INTEGER NOT NULL,
  state TEXT NOT NULL);
CREATE TABLE attempts (
  attempt TEXT NOT NULL, print_job TEXT NOT NULL, printer TEXT NOT NULL, receipt TEXT NOT NULL,
  box TEXT, serial TEXT, counters TEXT, state TEXT NOT NULL,
  proposal TEXT, words TEXT, PRIMARY KEY (print_job, attempt));
CREATE TABLE boxes (box TEXT PRIMARY KEY, printer TEXT NOT NULL);
CREATE TABLE stack (
  box TEXT NOT NULL, serial TEXT NOT NULL, gone INTEGER NOT NULL, PRIMARY KEY (box, serial));
"""


def test_what_it_held_is_a_ktp_el_and_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "station.sqlite"
    with sqlite3.connect(path) as old:
        old.executescript(OF_0_1_0)
        old.execute("INSERT INTO leases VALUES ('j',1,'CTK-1','d',?,1,'granted')", (PAYLOAD,))
        old.execute("INSERT INTO boxes VALUES (?,'Kartu 1')", (BOX,))
        old.execute("INSERT INTO stack VALUES (?,'74120001',0)", (BOX,))
    old.close()
    Store(path).close()
    with bench(tmp_path) as station:
        kinds = station.printers[0].kinds()
        lease = station.leases()[0]
        done = station.printers[0].print_lease(lease)

    assert (KTP_EL, frozenset({KTP_EL})) == (lease["kind"], kinds)
    assert done is None
