"""One entry per kind of document: medium, template, who may have it and what is printed on it."""

from dataclasses import dataclass

from domain.documents.households import MEMBER, MOVER, of_rows
from domain.event import StreamId
from domain.identity import stream_id

KTP_EL = "ktp_el"
KIA = "kia"
BIRTH = "birth_certificate"
DEATH = "death_certificate"
FAMILY_CARD = "family_card"
MOVING = "moving_letter"

CARD, PAPER = "card", "paper"

_PERSON = ("nik", "name", "birth_place", "birth_date", "sex")
_ADDRESS = ("address", "rt", "rw", "village", "district")
_REGION = ("regency", "province", "postal_code")


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What the rules need to know of a kind."""

    name: str
    medium: str
    claim_class: str
    template: str
    subject: str
    """The printed field that a second application is known by: the NIK, or a number of a deed."""
    fields: tuple[str, ...]
    """All that is printed, each a text or null; rows of a table are `member.1.name`."""
    required: tuple[str, ...]
    counter_causes: tuple[str, ...]
    """Causes that a clerk takes in; the first KTP-el comes by the word of the centre alone."""
    blank_kind: str | None = None
    numbered: bool = False
    """Its blanks carry serials."""

    @property
    def is_card(self) -> bool:
        return self.medium == CARD


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            name=KTP_EL,
            medium=CARD,
            claim_class="ktp_el",
            template="ktp_el-1",
            subject="nik",
            fields=(
                *_PERSON,
                "blood_type",
                *_ADDRESS,
                "religion",
                "marital_status",
                "occupation",
                "nationality",
            ),
            required=("name", "birth_date", "sex"),
            counter_causes=("lost", "damaged", "changed"),
            blank_kind="ktp_el",
            numbered=True,
        ),
        Kind(
            name=KIA,
            medium=CARD,
            claim_class="kia",
            template="kia-1",
            subject="nik",
            fields=(
                *_PERSON,
                "blood_type",
                "family_card_number",
                "head_name",
                "birth_deed_number",
                "religion",
                "nationality",
                *_ADDRESS,
                "photo",
            ),
            required=("name", "birth_date", "sex", "birth_deed_number"),
            counter_causes=("first", "expired", "moved_in", "lost", "damaged"),
            blank_kind="kia",
        ),
        Kind(
            name=BIRTH,
            medium=PAPER,
            claim_class="birth_certificate",
            template="birth_certificate-1",
            subject="deed_number",
            fields=(
                "deed_number",
                "deed_date",
                *_PERSON,
                "child_order",
                "father",
                "mother",
                "nationality",
                "marginal_notes",
            ),
            required=("deed_number", "name", "birth_place", "birth_date", "sex", "mother"),
            counter_causes=("first", "lost", "damaged", "changed"),
        ),
        Kind(
            name=DEATH,
            medium=PAPER,
            claim_class="death_certificate",
            template="death_certificate-1",
            subject="deed_number",
            fields=(
                "deed_number",
                "deed_date",
                *_PERSON,
                "child_order",
                "father",
                "mother",
                "nationality",
                "death_place",
                "death_date",
                "marginal_notes",
            ),
            required=("deed_number", "name", "death_place", "death_date"),
            counter_causes=("first", "lost", "damaged", "changed"),
        ),
        Kind(
            name=FAMILY_CARD,
            medium=PAPER,
            claim_class="family_card",
            template="family_card-1",
            subject="family_card_number",
            fields=(
                "family_card_number",
                "head_name",
                *_ADDRESS,
                *_REGION,
                *of_rows("member", MEMBER),
            ),
            required=("family_card_number", "head_name", "address", "member.1.name"),
            counter_causes=("first", "lost", "damaged", "changed"),
        ),
        Kind(
            name=MOVING,
            medium=PAPER,
            claim_class="moving_letter",
            template="moving_letter-1",
            subject="letter_number",
            fields=(
                "letter_number",
                "family_card_number",
                "head_name",
                "nik",
                "name",
                *_ADDRESS,
                *_REGION,
                *(f"to_{part}" for part in (*_ADDRESS, *_REGION)),
                "move_class",
                "move_reason",
                "move_kind",
                "staying_card",
                "moving_card",
                *of_rows("mover", MOVER),
            ),
            required=("letter_number", "family_card_number", "name", "to_address", "mover.1.name"),
            counter_causes=("first", "lost", "damaged"),
        ),
    )
}

RECORDING_AGE = 16
"""Recording is allowed from 16; the card waits for the 17th birthday."""

MARRIED = frozenset({"KAWIN", "CERAI HIDUP", "CERAI MATI"})

MARRIAGE_PROOF = "marriage_proof"
"""Number of the marriage certificate: a field of the application that is not printed."""


def document_of_enrolment(enrolment: str) -> StreamId:
    """One recording opens at most one document."""
    return stream_id("document", "enrolment", enrolment)


def known_by(subject: str) -> str:
    """One deed is one deed, however its number is written: letters and digits alone count."""
    return "".join(letter for letter in subject.upper() if letter.isalnum())
