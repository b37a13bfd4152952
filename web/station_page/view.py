"""The station's view in words: what each printer does, and which one needs a person."""

from dataclasses import dataclass

from application.language import N_
from application.station_link.desk import DeskView, PrinterView
from web.words import State, condition

CARDS = {
    "printed": State("done", N_("Tercetak"), "ok"),
    "spoiled": State("bad", N_("Rusak"), "bad"),
    "untouched": State("empty", N_("Kosong, dicetak lagi"), ""),
    "seen": State("look", N_("Dilihat, menunggu orang kedua"), "warn"),
}


@dataclass(frozen=True, slots=True)
class Glance:
    """Each printer's state by name, and the printer that the page is about."""

    states: dict[str, State]
    main: PrinterView | None


def at_a_glance(view: DeskView) -> Glance:
    """What waits for a look comes first, then trouble, also in mid job, then what prints."""
    order = {"waiting_look": 0, "trouble": 1, "printing": 2, "idle": 3}
    ranked = sorted(
        view.printers,
        key=lambda one: min(order.get(one.doing, 3), 1 if one.conditions else 3),
    )
    states = {printer.printer: printer_state(printer) for printer in view.printers}
    return Glance(states=states, main=ranked[0] if ranked else None)


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
