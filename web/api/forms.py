"""What goes in and comes out: every field with its bounds, so that the description is true."""

from typing import Annotated, Any, Literal

from fastapi import Header, Path, Query
from pydantic import BaseModel, ConfigDict, Field

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$", examples=["0123456789abcdef0123456789abcdef"])]
IdInPath = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Office = Annotated[str, Field(pattern=r"^[0-9]{4,10}$", examples=["360317"])]
Key = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[0-9A-Za-z_.-]{8,64}$",
        description="A new one for each command; the same again gets the first answer.",
        examples=["8e03978e-40d5-43dd-bc93-6894a57f9324"],
    ),
]
After = Annotated[
    str,
    Query(
        alias="sesudah",
        pattern=r"^([0-9]{1,3}~[0-9TZ:.-]{0,32}~[0-9a-f]{32})?$",
        description="`next` of the page before.",
    ),
]
Limit = Annotated[int, Query(ge=1, le=200)]
Stage = Literal["incomplete", "complete", "approved", "printed"]
Status = Literal["pending", "held", "leased", "printing", "unknown", "awaiting_reprint"]
Reason = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00-\x1f\x7f]+$")]
Code = Annotated[str, Field(min_length=1, max_length=40, pattern=r"^[a-z_]+$")]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Problem(BaseModel):
    """RFC 9457: `reason` is the code of the rule, `detail` and `cure` are for people."""

    model_config = ConfigDict(extra="allow")

    title: str
    reason: str
    detail: str
    cure: str = ""


class Document(BaseModel):
    """An application. The NIK is masked, as on every screen."""

    document: str
    receipt: str
    kind: str
    cause: str
    stage: str
    office: str
    lies_at: str
    nik: str
    digest: str | None = None
    complete_since: str | None = None
    print_job: str | None = None
    serial: str | None = None
    printed_at: str | None = None
    handed_over_at: str | None = None


class Documents(BaseModel):
    items: list[Document]
    next: str = ""


class Job(BaseModel):
    """`state` and `reasons`: IPP's job-state and job-state-reasons (RFC 8011)."""

    print_job: str
    document: str
    receipt: str
    kind: str
    office: str
    status: str
    state: int
    reasons: list[str]
    complete_since: str


class Jobs(BaseModel):
    items: list[Job]
    next: str = ""


class Balance(BaseModel):
    """The eleven terms of the identity, by office, kind and batch of blanks."""

    model_config = ConfigDict(extra="allow")

    office: str
    kind: str
    batch: str


class Stock(BaseModel):
    items: list[Balance]


class Place(BaseModel):
    code: str
    name: str
    timezone: str


class Places(BaseModel):
    items: list[Place]


class Approval(Strict):
    """`digest`: of the very data that was shown."""

    digest: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class SentBack(Strict):
    code: Code = "lain"
    reason: Reason


class Hold(Strict):
    hold: Code
    reason: Reason


class Release(Strict):
    hold: Code


class Collector(Strict):
    name: Annotated[str, Field(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    relation: Annotated[str, Field(max_length=60, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    letter: Annotated[str, Field(max_length=80, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    code: Annotated[str, Field(max_length=20, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""


class HandOver(Strict):
    """`scanned`: the card's serial, or the code on a card without one; of a sheet nothing."""

    scanned: Annotated[str, Field(max_length=40, pattern=r"^[0-9A-Za-z -]*$")] = ""
    entitlement: Literal["self", "family", "proxy"]
    collector: Collector = Collector()


class Done(BaseModel):
    """The use case's answer, with the position of the log at which it stands."""

    model_config = ConfigDict(extra="allow")

    position: int


RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {
        "model": Problem,
        "description": description,
        "content": {"application/problem+json": {}},
    }
    for status, description in {
        400: "The body cannot be read.",
        401: "Nobody is signed in.",
        403: "The posting does not cover this act at this place.",
        404: "There is no such thing.",
        409: "Refused: the rule that says no is named.",
        422: "The request itself is not right.",
        429: "Too many wrong codes for this document: later.",
    }.items()
}
