"""Flow 18: a person is forgotten for ever, and all that is counted stays as it was."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select

from application import erasing, handing_over
from application.deciding import Centre
from application.personal.keys import data_keys
from domain.event import Person, StreamId
from domain.refusal import Reason, Refused
from projections.rebuild import Rebuilder
from projections.register import queries as register
from projections.views import VIEWS
from tests.support import replacing
from tests.support.office import CURUG, DINAS, Office
from tests.support.saving import refused, saving


def erase(office: Office, nik: str, *, second: Person | None = None, letter: str = "471/9") -> int:
    order = office.order(office.admin, second or office.staff.head)
    answer = erasing.erase(
        office.centre, order, office=DINAS, nik=nik, ground="UU 27/2022 pasal 8", letter=letter
    )
    return int(answer["streams"])


def holder(office: Office) -> tuple[StreamId, str]:
    """A person with a card handed over."""
    document, serial = office.printed_card(name="ANI UMPAMA")
    order = office.order(office.staff.counter)
    handing_over.hand_over(office.centre, order, document, serial, "self", {})
    return document, str(office.document(document).nik)


def test_what_was_personal_is_gone_and_states_stay(office: Office) -> None:
    document, nik = holder(office)
    other, _ = holder(office)
    with saving(office) as saved:
        streams = erase(office, nik)
    found = office.document(document)

    assert (["erasure.ordered"], 3) == (saved.topics, streams)
    assert (None, None, None, None) == (found.nik, found.fields, found.salt, found.not_before)
    assert "handed_over" == found.stage
    assert "ANI UMPAMA" == (office.document(other).fields or {})["name"]
    digest = office.job(found.print_job or "").leases[0].payload_digest
    assert office.centre.attachments.get(document, digest) is None


def test_views_drop_the_fields_and_a_rebuild_equals_them(office: Office) -> None:
    document, nik = holder(office)
    runner, views = office.installation.runner, office.installation.views
    runner.run_once()
    erase(office, nik)
    runner.run_once()
    with views.connect() as connection:
        row = register.document(connection, document) or {}
        by_name = register.search(connection, [CURUG], "ANI UMPAMA")
    rebuilder = Rebuilder(views, office.installation.log, office.centre.keys)

    assert (None, None, "handed_over") == (row["name"], row["nik"], row["stage"])
    assert [] == by_name
    assert all(rebuilder.run(view, swap=False).equal for view in VIEWS)


def test_no_byte_of_the_keys_stays_in_their_database(office: Office) -> None:
    stream, nik = holder(office)
    engine = office.centre.keys._engine
    with engine.connect() as connection:
        query = select(data_keys.c.wrapped).where(data_keys.c.stream == stream)
        wrapped: bytes = connection.execute(query).scalar_one()
    folder = Path(str(engine.url.database)).parent
    before = wrapped in b"".join(path.read_bytes() for path in folder.glob("keys.sqlite*"))
    erase(office, nik)

    assert before
    assert wrapped not in b"".join(path.read_bytes() for path in folder.glob("keys.sqlite*"))


def test_a_copy_of_the_keys_put_back_is_destroyed_again_at_the_next_start(office: Office) -> None:
    document, nik = holder(office)
    engine = office.centre.keys._engine
    with engine.connect() as connection:
        kept = [dict(row) for row in connection.execute(select(data_keys)).mappings()]
    erase(office, nik)
    with engine.begin() as connection:
        connection.execute(data_keys.delete())
        connection.execute(data_keys.insert(), kept)
    office.centre.keys.forget()
    back = office.document(document).fields is not None
    erasing.carry_out_all(office.centre)

    assert back
    assert office.document(document).fields is None


@pytest.mark.parametrize(
    ("letter", "second", "reason"),
    [
        (" ", None, Reason.NO_LETTER),
        ("471/9", "admin", Reason.SAME_PERSON),
    ],
)
def test_it_takes_two_people_and_a_letter(
    office: Office, letter: str, second: str | None, reason: Reason
) -> None:
    _, nik = holder(office)
    who = office.admin if second else None

    assert reason == refused(office, lambda: erase(office, nik, second=who, letter=letter))


def test_nobody_is_forgotten_while_an_application_is_open(office: Office) -> None:
    document = office.complete()
    nik = str(office.document(document).nik)

    assert Reason.APPLICATION_OPEN == refused(office, lambda: erase(office, nik))


def test_an_erased_person_stops_nobodys_status_and_can_replace_a_lost_card(
    office: Office,
) -> None:
    old, nik = holder(office)
    erase(office, nik)
    waiting, other = office.recording(), office.recording()
    office.capture(waiting, other)
    erase(office, waiting.nik)
    said = [office.observe(one.nik)[0] for one in (waiting, other)]
    new = replacing.take_in(
        office,
        nik,
        "lost",
        fields={"name": "ANI UMPAMA", "birth_date": "1990-08-17", "sex": "P"},
    )
    replacing.hand_over(office, new, replacing.printed(office, new))

    assert ["taken", "taken"] == said
    assert ("withdrawn", "handed_over") == (office.document(old).stage, office.document(new).stage)


def test_a_nik_of_nobody_and_one_erased_before_find_nobody(office: Office) -> None:
    _, nik = holder(office)
    erase(office, nik)

    assert Reason.NOBODY_FOUND == refused(office, lambda: erase(office, nik))
    assert Reason.NOBODY_FOUND == refused(office, lambda: erase(office, office.nik()))


def test_a_second_card_cannot_be_had_after_an_erasure(office: Office) -> None:
    """Claims keep keyed hashes."""
    document, nik = holder(office)
    erase(office, nik)
    key = f"ktp_el:{office.centre.keys.lookup(nik)}"

    assert document == office.centre.registry.claiming.claim_owner("live_card", key)


def test_an_application_taken_in_at_the_same_moment_stops_the_erasure(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between what was read and the save: the claim of the application says so."""
    _, nik = holder(office)
    real = erasing._streams_of

    def read_then_taken_in(centre: Centre, of: str) -> list[str]:
        found = real(centre, of)
        monkeypatch.setattr(erasing, "_streams_of", real)
        replacing.take_in(office, of, "lost")
        return found

    monkeypatch.setattr(erasing, "_streams_of", read_then_taken_in)
    with pytest.raises(Refused) as stopped:
        erase(office, nik)

    assert Reason.APPLICATION_OPEN == stopped.value.reason


def test_a_key_read_just_before_it_is_destroyed_is_not_remembered(office: Office) -> None:
    document, _ = holder(office)
    keys = office.centre.keys
    keys.forget()
    real = keys._unwrap

    def slow(stream: str, wrapped: bytes | None) -> AESGCM | None:
        found = real(stream, wrapped)
        keys._unwrap = real  # type: ignore[method-assign]
        keys.destroy([stream])
        return found

    keys._unwrap = slow  # type: ignore[method-assign]
    before = keys.cipher(document)

    assert before is not None
    assert keys.cipher(document) is None
