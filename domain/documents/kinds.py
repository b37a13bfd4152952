"""One entry per kind of document: medium, template, who may have it and from when."""

from dataclasses import dataclass

from domain.event import StreamId
from domain.identity import stream_id

KTP_EL = "ktp_el"


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """What the rules need to know of a kind."""

    name: str
    claim_class: str
    template: str
    blank_kind: str | None
    counter_causes: tuple[str, ...]
    """Causes that a clerk takes in; the first KTP-el comes by the word of the centre alone."""
    minimum_age: int


KINDS = {
    KTP_EL: Kind(
        name=KTP_EL,
        claim_class="ktp_el",
        template="ktp_el-1",
        blank_kind="ktp_el",
        counter_causes=("lost", "damaged", "changed"),
        # UU 24/2013 art. 63: from 17, or married, or ever married.
        minimum_age=17,
    )
}

RECORDING_AGE = 16
"""Recording is allowed from 16; the card waits for the 17th birthday."""

MARRIED = frozenset({"KAWIN", "CERAI HIDUP", "CERAI MATI"})

PRINTED_FIELDS = (
    "nik",
    "name",
    "birth_place",
    "birth_date",
    "sex",
    "blood_type",
    "address",
    "rt",
    "rw",
    "village",
    "district",
    "religion",
    "marital_status",
    "occupation",
    "nationality",
)

MARRIAGE_PROOF = "marriage_proof"
"""Number of the marriage certificate: a field of the application that is not printed."""


def document_of_enrolment(enrolment: str) -> StreamId:
    """One recording opens at most one document."""
    return stream_id("document", "enrolment", enrolment)
