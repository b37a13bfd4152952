"""What the import page shows of a list: in words, with every NIK masked."""

from typing import Any

from application.importing.asked import Asked
from application.importing.job import BUSY, Job, Outcome, Stage
from application.importing.preview import Part, Preview
from application.importing.recording import Recording
from application.importing.report import FileRefused, Problem, Rejected
from application.importing.statuses import Observation
from application.importing.taking import Kind
from domain.refusal import Refused
from web.field_words import field
from web.problems import Said, said
from web.signed_in import Me
from web.words import CAUSES, day, masked
from web.words import KINDS as KIND_WORDS

KINDS = {
    Kind.ENROLMENTS.value: "Daftar perekaman (satu orang satu baris)",
    Kind.STATUSES.value: "Status dari pusat (NIK dan status)",
    Kind.APPLICATIONS.value: "Permohonan (satu dokumen satu baris)",
}
SHORT = {
    Kind.ENROLMENTS.value: "perekaman",
    Kind.STATUSES.value: "status dari pusat",
    Kind.APPLICATIONS.value: "permohonan",
}
FIELDS = {
    "nik": "NIK",
    "name": "Nama",
    "birth_place": "Tempat lahir",
    "birth_date": "Tanggal lahir",
    "birth": "Tempat dan tanggal lahir",
    "sex": "Jenis kelamin",
    "no_kk": "No. KK",
    "address": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "rt_rw": "RT dan RW",
    "village": "Desa atau kelurahan",
    "district": "Kecamatan",
    "religion": "Agama",
    "marital_status": "Status kawin",
    "blood_type": "Golongan darah",
    "occupation": "Pekerjaan",
    "status": "Keadaan orangnya",
    "recorded_on": "Tanggal rekam",
    "seen_at": "Waktu status",
    "source": "Sumber",
}
OF_APPLICATIONS = {
    "number": "Nomor permohonan",
    "service": "Layanan",
    "kind": "Jenis dokumen",
    "cause": "Sebab",
    "letter": "Nomor surat kehilangan",
    "papers": "Berkas yang ditunjukkan",
    "home": "Kabupaten/kota asal",
    "birth": FIELDS["birth"],
    "rt_rw": FIELDS["rt_rw"],
    "to_rt_rw": f"{FIELDS['rt_rw']} (tujuan)",
}
"""What is no field of a document; those are called as on the form."""

ENCODINGS = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
DELIMITERS = {
    ",": "koma",
    ";": "titik koma",
    "\t": "tab",
    "#": "tanda pagar",
    "|": "garis tegak",
}


def shown(job: Job, before: int, me: Me) -> dict[str, Any]:
    """`before`: imports that come first. The stage is read once: the worker moves it on."""
    stage = job.stage
    kind = job.listed.kind.value
    outcome = job.outcome
    return {
        "id": job.id,
        "stage": stage.value,
        "busy": stage in BUSY,
        "kind": kind,
        "kind_word": SHORT[kind],
        "name": job.into.source,
        "place": me.office_name(job.into.office),
        "office": job.into.office,
        "stopping": job.stopping and stage in BUSY,
        "before": before,
        "done": outcome.rows if outcome else job.report.rows,
        "total": job.preview.rows,
        "saved": job.saved,
        "preview": _preview(job.preview, kind) if stage is Stage.READY else None,
        "report": _report(outcome) if outcome and stage not in BUSY else None,
        "why": _why(job, me),
        "bad_rows": job.written.rows if job.written and stage not in BUSY else 0,
        "bad_rows_cut": bool(job.written and job.written.cut),
    }


def _preview(found: Preview, kind: str) -> dict[str, Any]:
    return {
        "form": _form(found),
        "parts": [_part(part, kind) for part in found.parts],
        "other_sheets": found.other_sheets,
        "rows": found.rows,
        "first": [_row(outcome) for outcome in found.first],
        "known_by_name": kind == Kind.STATUSES and not _all_dated(found),
    }


def _all_dated(found: Preview) -> bool:
    return all(any(one.field == "seen_at" for one in part.used) for part in found.parts)


def _form(found: Preview) -> str:
    if found.encoding is None:
        return "Buku kerja Excel"
    encoding = ENCODINGS.get(found.encoding, found.encoding)
    delimiter = DELIMITERS.get(found.delimiter or "", found.delimiter or "")
    return f"CSV, {encoding}, pemisah {delimiter}"


def _part(part: Part, kind: str) -> dict[str, Any]:
    return {
        "sheet": part.sheet,
        "line": part.line,
        "used": [
            {
                "letter": column.letter,
                "heading": column.heading,
                "field": column.field,
                "word": _word(column.field, kind),
            }
            for column in part.used
        ],
        "unused": [{"letter": one.letter, "heading": one.heading} for one in part.unused],
    }


def _word(name: str, kind: str) -> str:
    if kind == Kind.APPLICATIONS:
        return OF_APPLICATIONS.get(name) or field(name)
    if kind == Kind.STATUSES and name == "status":
        return "Status dari pusat"
    return FIELDS.get(name, name)


def _row(outcome: Any) -> dict[str, Any]:
    row: dict[str, Any] = {"line": outcome.line, "sheet": _sheet(outcome), "wrong": ""}
    match outcome:
        case Recording():
            row |= {
                "nik": masked(outcome.nik),
                "name": outcome.name,
                "birth": day(outcome.birth_date.isoformat()),
                "sex": outcome.sex,
            }
        case Observation():
            seen = outcome.seen_at
            row |= {
                "nik": masked(outcome.nik),
                "status": outcome.status,
                "seen": f"{day(seen.date().isoformat())} {seen:%H.%M}" if seen else "–",
                "source": outcome.source or "–",
            }
        case Asked(problems=()):
            nik, fields = outcome.fields.get("nik"), outcome.fields
            row |= {
                "nik": masked(nik) if nik else "–",
                "kind": KIND_WORDS[outcome.kind or ""],
                "cause": CAUSES[outcome.cause or ""],
                "name": fields.get("name") or fields.get("head_name") or "–",
            }
        case Rejected() | Asked():
            row["wrong"] = " ".join(_problem(problem) for problem in outcome.problems)
        case _:
            row["wrong"] = "Baris ini mengulang baris di atasnya."
    return row


def _sheet(outcome: Any) -> str:
    found = outcome.problems[0].sheet if isinstance(outcome, Rejected) else outcome.sheet
    return found or ""


def _problem(problem: Problem) -> str:
    return f"{problem.column}: {problem.reason}" if problem.column else problem.reason


def _report(outcome: Outcome) -> dict[str, Any]:
    return {
        "rows": outcome.rows,
        "imported": outcome.imported,
        "duplicates": outcome.duplicates,
        "rejected_rows": outcome.rejected_rows,
        "problems": outcome.problems,
        "rejected": [problem.as_json() for problem in outcome.rejected],
        "warnings": [
            {
                "reason": warned.reason,
                "times": warned.times,
                "lines": ", ".join(_line(*place) for place in warned.lines),
                "more": warned.times > len(warned.lines),
            }
            for warned in outcome.warned
        ],
    }


def _line(sheet: str | None, line: int) -> str:
    return f"{sheet} {line}" if sheet else str(line)


def _why(job: Job, me: Me) -> dict[str, str] | None:
    """Why it came to an end before the end of the list."""
    again = "Unggah berkas yang sama lagi: yang sudah tercatat tidak dicatat dua kali."
    match job.stage:
        case Stage.STOPPED:
            words = Said("Impor dihentikan sebelum selesai.", again)
        case Stage.FAILED:
            words = Said(
                "Impor terhenti karena gangguan di server.", f"Panggil administrator. {again}"
            )
        case Stage.REFUSED if isinstance(job.refused, Refused):
            refused = said(job.refused, me.zone)
            words = Said(refused.why, f"{refused.cure} {again}")
        case Stage.REFUSED if isinstance(job.refused, FileRefused):
            words = Said(job.refused.reason, again)
        case _:
            return None
    return {"why": words.why, "cure": words.cure}
