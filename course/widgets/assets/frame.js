import { fold, h, paragraphs, uniqueId } from "./dom.js";

// What stands around the scene: the bar with the way, the briefing, the clock and the notes.

/** The title bar: where you are on the way from home and back. */
export function bar(view, texts, titleId) {
  return h("div.bar", {}, h("h3", { id: titleId }, view.title),
    h("ol.way", { "aria-label": texts.way }, view.stops.map((stop) => h(`li.${stop.status}`, { "aria-current": stop.status === "now" ? "step" : null },
      stop.status === "done" ? h("span", { "aria-hidden": "true" }, "✓ ") : null, stop.label,
      h("span.hidden", {}, ` (${texts[`stop_${stop.status}`]})`)))));
}

/** The briefing: open when the role-play starts, at hand ever after. */
export function briefing(view, texts, folds, fresh) {
  return fold(folds, fresh ? "briefing-first" : "briefing", texts.briefing, fresh, h("div.briefing", {}, paragraphs(view.briefing)));
}

function clock(clock) {
  const many = clock.total > 12;
  return h("div.clock", { role: "img", "aria-label": `${clock.label}` },
    many ? h("i.long", { style: `--part:${Math.min(1, clock.used / clock.total)}` })
      : Array.from({ length: clock.total }, (_, index) => h(index < clock.used ? "i.on" : "i")));
}

// What you need most stands first; a note that is not named here comes before what you knew from the start.
const FIRST = ["mandate", "home", "demands", "heard", "told"];

function place(note) {
  if (note.id === "know") return FIRST.length + 1;
  const at = FIRST.indexOf(note.id);
  return at < 0 ? FIRST.length : at;
}

/** Your notes: the clock, the mandate, what was told and heard, what home demands. */
export function notes(view, texts) {
  const heading = uniqueId("notes");
  return h("div.notes", { role: "group", "aria-labelledby": heading },
    h("h4", { id: heading }, texts.notes),
    view.clock ? h("div.note", {}, h("h5", {}, view.clock.label), clock(view.clock)) : null,
    [...view.notes].sort((one, other) => place(one) - place(other)).map((note) => h(`div.note.note-${note.id}`, {}, h("h5", {}, note.heading),
      note.items.length ? h("ul", {}, note.items.map((item) => h("li", {}, item))) : h("p.nothing", {}, texts.nothing_yet))));
}
