"""Several documents of one application, and applications that lack a paper."""

import pytest

from application import completing, taking_in
from domain.documents.kinds import BIRTH, DEATH, FAMILY_CARD, KIA, KTP_EL
from domain.documents.requirements import PAPERS
from domain.event import StreamId
from domain.refusal import Reason, Refused
from tests.support.office import Office
from tests.support.papers import DEED, application, take_in


def test_a_birth_gives_deed_family_card_and_child_card_in_one_save(office: Office) -> None:
    at = office.position()
    bundle = [
        application(BIRTH),
        application(FAMILY_CARD, "changed"),
        application(
            KIA,
            fields={
                "name": None,
                "birth_date": None,
                "sex": None,
                "head_name": None,
                "birth_deed_number": None,
                "birth_place": None,
            },
        ),
    ]
    order = office.order(office.staff.enroller)
    answer = taking_in.take_in_bundle(office.centre, order, "birth", bundle)
    child = office.document(StreamId(answer["documents"][2]["document"]))

    assert ["document.requested", "document.completed"] * 3 == office.topics(at)
    assert ("ANI CONTOH", "2026-11-10", DEED, "BUDI CONTOH") == tuple(
        (child.fields or {})[name]
        for name in ("name", "birth_date", "birth_deed_number", "head_name")
    )
    assert "3603171011269001" == child.nik


SPOUSE = {
    "name": "ANI UMPAMA",
    "birth_date": "1955-08-17",
    "sex": "P",
    "marital_status": "CERAI MATI",
}


@pytest.mark.parametrize(
    ("service", "parts"),
    [
        ("death", ((DEATH, "first"), (FAMILY_CARD, "changed"), (KTP_EL, "changed"))),
        ("move_in", ((FAMILY_CARD, "first"), (KTP_EL, "changed"), (KIA, "moved_in"))),
    ],
)
def test_a_death_and_a_move_give_their_three_documents(
    office: Office, service: str, parts: tuple[tuple[str, str], ...]
) -> None:
    """The spouse's card, the new household's cards: cause by cause, under one number."""
    asked = [
        application(
            kind,
            cause,
            fields=SPOUSE if kind == KTP_EL else {},
            **({"nik": office.nik()} if kind in (KTP_EL, KIA) else {}),
        )
        for kind, cause in parts
    ]
    order = office.order(office.staff.enroller)
    answer = taking_in.take_in_bundle(office.centre, order, service, asked)
    taken = [office.document(StreamId(one["document"])) for one in answer["documents"]]

    assert list(parts) == [(document.kind, document.cause) for document in taken]
    assert ["complete"] * 3 == [document.stage for document in taken]


def test_all_of_a_bundle_or_nothing(office: Office) -> None:
    at = office.position()
    bundle = [application(BIRTH), application(KIA, nik=None, fields={"birth_date": "2001-01-01"})]
    order = office.order(office.staff.enroller)
    with pytest.raises(Refused) as refused:
        taking_in.take_in_bundle(office.centre, order, "birth", bundle)

    assert Reason.NOT_IN_AGE_BAND == refused.value.reason
    assert at == office.position()


@pytest.mark.parametrize(
    ("service", "kinds", "reason"),
    [
        ("birth", (KIA,), Reason.BAD_CAUSE),
        ("birth", (BIRTH, DEATH), Reason.NOT_FOUND),
        ("birth", (BIRTH, BIRTH), Reason.BAD_CAUSE),
        ("wedding", (BIRTH,), Reason.NOT_FOUND),
    ],
)
def test_a_bundle_holds_documents_of_its_service(
    office: Office, service: str, kinds: tuple[str, ...], reason: Reason
) -> None:
    order = office.order(office.staff.enroller)
    asked = [application(kind) for kind in kinds]
    with pytest.raises(Refused) as refused:
        taking_in.take_in_bundle(office.centre, order, service, asked)

    assert reason == refused.value.reason


def test_what_lacks_a_paper_waits_at_the_counter_and_is_completed_later(office: Office) -> None:
    answer = take_in(office, BIRTH, papers=["birth_letter"])
    document = StreamId(answer["document"])
    waiting = office.document(document).stage
    order = office.order(office.staff.enroller)
    with pytest.raises(Refused) as refused:
        completing.complete_again(office.centre, order, document, {})
    shown: dict[str, str | None] = {PAPERS: "birth_letter sworn_couple family_card"}
    completing.complete_again(office.centre, order, document, shown)

    assert (["marriage_book", "family_card"], "incomplete") == (answer["lacking"], waiting)
    assert Reason.PAPERS_LACKING == refused.value.reason
    assert "marriage_book family_card" == refused.value.details["papers"]
    assert "complete" == office.document(document).stage


def test_what_a_document_is_known_by_is_never_corrected(office: Office) -> None:
    document = StreamId(take_in(office, BIRTH)["document"])
    order = office.order(office.staff.enroller)
    completing.complete_again(
        office.centre, order, document, {"deed_number": "3603-LU-1-1", "father": "UDIN CONTOH"}
    )
    fields = office.document(document).fields or {}

    assert (DEED, "UDIN CONTOH") == (fields["deed_number"], fields["father"])


def test_a_lost_card_needs_its_police_letter_and_the_family_card(office: Office) -> None:
    fields = {"name": "BUDI CONTOH", "birth_date": "1990-01-01", "sex": "L"}
    answer = take_in(
        office, KTP_EL, "lost", nik=office.nik(), letter="LK/1", papers=[], fields=fields
    )

    assert ["family_card"] == answer["lacking"]
