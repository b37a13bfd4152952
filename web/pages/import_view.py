"""What the import page shows of a list: in words, with every NIK masked."""

from typing import Any

from application.importing.asked import Asked
from application.importing.job import BUSY, Job, Outcome, Stage
from application.importing.preview import Part, Preview
from application.importing.recording import Recording
from application.importing.report import FileRefused, Problem, Rejected
from application.importing.statuses import Observation
from application.importing.taking import Kind
from application.language import N_, _
from application.phrases import in_words
from domain.refusal import Refused
from web.field_words import field
from web.problems import said
from web.reasons import Said
from web.signed_in import Me
from web.words import cause_word, day, kind_word, masked, time_of

KINDS = {
    Kind.ENROLMENTS.value: N_("Daftar perekaman (satu orang satu baris)"),
    Kind.STATUSES.value: N_("Status dari pusat (NIK dan status)"),
    Kind.APPLICATIONS.value: N_("Permohonan (satu dokumen satu baris)"),
}
SHORT = {
    Kind.ENROLMENTS.value: N_("perekaman"),
    Kind.STATUSES.value: N_("status dari pusat"),
    Kind.APPLICATIONS.value: N_("permohonan"),
}
FIELDS = {
    "nik": N_("NIK"),
    "name": N_("Nama"),
    "birth_place": N_("Tempat lahir"),
    "birth_date": N_("Tanggal lahir"),
    "birth": N_("Tempat dan tanggal lahir"),
    "sex": N_("Jenis kelamin"),
    "no_kk": N_("No. KK"),
    "address": N_("Alamat"),
    "rt": N_("RT"),
    "rw": N_("RW"),
    "rt_rw": N_("RT dan RW"),
    "village": N_("Desa atau kelurahan"),
    "district": N_("Kecamatan"),
    "religion": N_("Agama"),
    "marital_status": N_("Status kawin"),
    "blood_type": N_("Golongan darah"),
    "occupation": N_("Pekerjaan"),
    "status": N_("Keadaan orangnya"),
    "recorded_on": N_("Tanggal rekam"),
    "seen_at": N_("Waktu status"),
    "source": N_("Sumber"),
}
OF_APPLICATIONS = {
    "number": N_("Nomor permohonan"),
    "service": N_("Layanan"),
    "kind": N_("Jenis dokumen"),
    "cause": N_("Sebab"),
    "letter": N_("Nomor surat kehilangan"),
    "papers": N_("Berkas yang ditunjukkan"),
    "home": N_("Kabupaten/kota asal"),
    "birth": FIELDS["birth"],
    "rt_rw": FIELDS["rt_rw"],
    "to_rt_rw": N_("RT dan RW (tujuan)"),
}
"""What is no field of a document; those are called as on the form."""

ENCODINGS = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
DELIMITERS = {
    ",": N_("koma"),
    ";": N_("titik koma"),
    "\t": N_("tab"),
    "#": N_("tanda pagar"),
    "|": N_("garis tegak"),
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
        "kind_word": _(SHORT[kind]),
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
        return _("Buku kerja Excel")
    encoding = ENCODINGS.get(found.encoding, found.encoding)
    delimiter = _(DELIMITERS.get(found.delimiter or "", found.delimiter or ""))
    said = _("CSV, {encoding}, pemisah {delimiter}")
    return said.format(encoding=encoding, delimiter=delimiter)


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
        return _(OF_APPLICATIONS[name]) if name in OF_APPLICATIONS else field(name)
    if kind == Kind.STATUSES and name == "status":
        return _("Status dari pusat")
    return _(FIELDS.get(name, name))


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
                "seen": f"{day(seen.date().isoformat())} {time_of(seen)}" if seen else "–",
                "source": outcome.source or "–",
            }
        case Asked(problems=()):
            nik, fields = outcome.fields.get("nik"), outcome.fields
            row |= {
                "nik": masked(nik) if nik else "–",
                "kind": kind_word(outcome.kind or ""),
                "cause": cause_word(outcome.cause or ""),
                "name": fields.get("name") or fields.get("head_name") or "–",
            }
        case Rejected() | Asked():
            row["wrong"] = " ".join(_problem(problem) for problem in outcome.problems)
        case _:
            row["wrong"] = _("Baris ini mengulang baris di atasnya.")
    return row


def _sheet(outcome: Any) -> str:
    found = outcome.problems[0].sheet if isinstance(outcome, Rejected) else outcome.sheet
    return found or ""


def _problem(problem: Problem) -> str:
    reason: str = in_words(problem.reason)
    return f"{problem.column}: {reason}" if problem.column else reason


def _report(outcome: Outcome) -> dict[str, Any]:
    return {
        "rows": outcome.rows,
        "imported": outcome.imported,
        "duplicates": outcome.duplicates,
        "rejected_rows": outcome.rejected_rows,
        "problems": outcome.problems,
        "rejected": [
            {**problem.as_json(), "reason": in_words(problem.reason)}
            for problem in outcome.rejected
        ],
        "warnings": [
            {
                "reason": in_words(warned.reason),
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
    again = _("Unggah berkas yang sama lagi: yang sudah tercatat tidak dicatat dua kali.")
    match job.stage:
        case Stage.STOPPED:
            words = Said(_("Impor dihentikan sebelum selesai."), again)
        case Stage.FAILED:
            call = _("Panggil administrator.")
            words = Said(_("Impor terhenti karena gangguan di server."), f"{call} {again}")
        case Stage.REFUSED if isinstance(job.refused, Refused):
            refused = said(job.refused, me.zone)
            words = Said(refused.why, f"{refused.cure} {again}")
        case Stage.REFUSED if isinstance(job.refused, FileRefused):
            words = Said(in_words(job.refused.reason), again)
        case _:
            return None
    return {"why": words.why, "cure": words.cure}
