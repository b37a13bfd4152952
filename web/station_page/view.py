"""The station's view in words: what each printer does, and which one needs a person."""

from dataclasses import dataclass

from application.language import N_, _
from application.station_link.desk import DeskView, PrinterView, ReadBack
from web.words import State, condition

CARDS = {
    "printed": State("done", N_("Tercetak"), "ok"),
    "spoiled": State("bad", N_("Rusak"), "bad"),
    "untouched": State("empty", N_("Kosong, dicetak lagi"), ""),
    "seen": State("look", N_("Dilihat, menunggu orang kedua"), "warn"),
}


OF_A_CARD = {"received": N_("Diterima"), "started": N_("Di printer"), "out": N_("Di baki")}
OF_A_SHEET = {
    "received": N_("Diterima"),
    "sent": N_("Dikirim"),
    "accepted": N_("Di printer"),
    "out": N_("Di baki"),
}
"""The stages that the journal knows of; out is out only when the printer has proved it."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stage of the job. `how`: done, run, bad (stands still), unknown, or ahead."""

    word: str
    how: str
    glyph: str
    told: str


STEPS = {
    "done": ("tick", N_("sudah")),
    "run": ("three", N_("sekarang")),
    "bad": ("stop", N_("berhenti di sini")),
    "unknown": ("unknown", N_("tidak pasti")),
    "ahead": ("ring", N_("belum")),
}
"""Glyph, and what it says to whoever hears the page."""


@dataclass(frozen=True, slots=True)
class Glance:
    """Each printer's state by name, the printer that the page is about, and its job's way."""

    states: dict[str, State]
    main: PrinterView | None
    track: tuple[Step, ...] = ()


def at_a_glance(view: DeskView) -> Glance:
    """What waits for a look comes first, then trouble, also in mid job, then what prints."""
    order = {"waiting_look": 0, "trouble": 1, "printing": 2, "idle": 3}
    ranked = sorted(
        view.printers,
        key=lambda one: min(order.get(one.doing, 3), 1 if one.conditions else 3),
    )
    states = {printer.printer: printer_state(printer) for printer in view.printers}
    main = ranked[0] if ranked else None
    return Glance(states=states, main=main, track=track(main) if main else ())


def track(printer: PrinterView) -> tuple[Step, ...]:
    """Where nobody knows, nothing behind it is known either; without a job there is no way."""
    stages = OF_A_CARD if printer.medium == "card" else OF_A_SHEET
    if printer.stage not in stages:
        return ()
    names = list(stages)
    at, tone = names.index(printer.stage), printer_state(printer).tone
    behind = "unknown" if tone == "unknown" else "ahead"
    hows = ["done"] * at + [tone] + [behind] * (len(names) - at - 1)
    return tuple(
        Step(stages[name], how, *STEPS[how]) for name, how in zip(names, hows, strict=True)
    )


def read_back(seen: ReadBack) -> str:
    """What the printer showed, beside its last words; the look decides."""
    where = {
        "none": N_("tidak ada kartu di dalam"),
        "inside": N_("kartu masih di dalam"),
    }.get(seen.position, N_("letak kartu tidak diketahui"))
    told = _("Dibaca ulang: {cards} kartu masuk, {faces} sisi tercetak, {where}.")
    return told.format(cards=seen.cards, faces=seen.faces, where=_(where))


def printer_state(printer: PrinterView) -> State:
    said = ", ".join(condition(word, printer.medium) for word in printer.conditions)
    match printer.doing:
        case "waiting_look":
            jam = any("jam" in word for word in (*printer.conditions, printer.last_words or ""))
            if jam:
                what = N_("Kartu macet") if printer.medium == "card" else N_("Kertas macet")
                return State("stop", what, "bad", said)
            what = N_("Lihat lembarnya") if printer.look == "tray" else N_("Lihat kartunya")
            return State("unknown", what, "unknown", said)
        case "trouble":
            return State("stop", said.capitalize() or N_("Berhenti"), "bad")
        case "printing" if said:
            # It has the job and goes on by itself once somebody sees to it.
            return State("stop", said.capitalize(), "bad")
        case "printing":
            return State("three", N_("Mencetak"), "run")
        case _:
            return State("ring", N_("Siap"), "")
