import { fold, h, paragraphs, uniqueId } from "./dom.js";
import { ledgerNote } from "./ledger.js";

// What stands around the scene: the bar with the way, the briefing, the clock and the notes.

/** The title bar: where you are on the way from home and back. */
export function bar(view, texts, titleId) {
  return h("div.bar", {}, h("h3", { id: titleId }, view.title),
    view.stops.length < 2 ? null : h("ol.way", { "aria-label": texts.way }, view.stops.map((stop) => h(`li.${stop.status}`, { "aria-current": stop.status === "now" ? "step" : null },
      stop.status === "done" ? h("span", { "aria-hidden": "true" }, "✓ ") : null, stop.label,
      h("span.hidden", {}, ` (${texts[`stop_${stop.status}`]})`)))));
}

/** The briefing: open when the role-play starts, at hand ever after. */
export function briefing(view, texts, folds, fresh) {
  return fold(folds, fresh ? "briefing-first" : "briefing", texts.briefing, fresh, h("div.briefing", {}, paragraphs(view.briefing)));
}

function dial(clock) {
  const many = clock.total > 12;
  return h("div.clock", { role: "img", "aria-label": `${clock.label}` },
    many ? h("i.long", { style: `--part:${Math.min(1, clock.used / clock.total)}` })
      : Array.from({ length: clock.total }, (_, index) => h(index < clock.used ? "i.on" : "i")));
}

// What you need most stands first; a note that is not named here comes before what you knew from the start.
const FIRST = ["mandate", "home", "demands", "plan"];

function rank(note) {
  if (note.id === "know") return FIRST.length + 1;
  const at = FIRST.indexOf(note.id);
  return at < 0 ? FIRST.length : at;
}

// What you knew from the start is needed at home; later it is folded away, so that what you learned stands out.
const PREPARING = ["home", "mandate"];

function noteBox(note, place, texts, folds) {
  const heading = h("h5", {}, note.heading);
  const list = note.items.length ? h("ul", {}, note.items.map((item) => h("li", {}, item))) : h("p.nothing", {}, texts.nothing_yet);
  if (note.id !== "know" || PREPARING.includes(place)) return h(`div.note.note-${note.id}`, {}, heading, list);
  const box = h("details.note", {}, h("summary", {}, heading), list);
  box.open = folds.get("know") ?? false;
  box.addEventListener("toggle", () => folds.set("know", box.open));
  return box;
}

/** Your notes: the clock, the mandate, what home demands, the ledger; in private the ledger comes first. */
export function notes(view, pictures, texts, folds) {
  const heading = uniqueId("notes");
  const ordered = [...view.notes].sort((one, other) => rank(one) - rank(other));
  const boxes = ordered.map((note) => noteBox(note, view.place, texts, folds));
  const known = ordered.findIndex((note) => note.id === "know");
  boxes.splice(view.private ? 0 : known < 0 ? boxes.length : known, 0, ledgerNote(view, pictures, texts));
  return h("div.notes", { role: "group", "aria-labelledby": heading },
    h("h4", { id: heading }, texts.notes),
    view.clock ? h("div.note", {}, h("h5", {}, view.clock.label), dial(view.clock)) : null,
    boxes);
}
