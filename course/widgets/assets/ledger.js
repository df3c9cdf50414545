import { drawing, fill, h } from "./dom.js";

// The ledger: who told what, where, and how sure it is. A table, which a narrow column shows as a list of cards.

// A table whose parts are not drawn as a table is none for some screen readers, unless every part says what it is.
const cell = (name, ...content) => h(`td.${name}`, { role: "cell" }, ...content);

function lamp(pictures) {
  const mark = drawing(pictures.lamp);
  mark.classList.add("lamp");
  mark.setAttribute("aria-hidden", "true");
  return mark;
}

function place(row, pictures, texts) {
  return row.private ? [lamp(pictures), fill(texts.ledger_private, { where: row.where })] : row.where;
}

function sure(row) {
  if (!row.sure) return h("span.blank", {}, "–");
  return row.untrue ? [h("span.cross", { "aria-hidden": "true" }, "✗ "), row.sure] : row.sure;
}

function teller(row, texts) {
  const arrow = h("span.arrow", { "aria-hidden": "true" }, row.side === "told" ? "→" : "←");
  return h("th.teller", { scope: "row", role: "rowheader" }, arrow, h("span", {}, texts[`ledger_${row.side}`]));
}

/** The table. `options`: what stands above it, and whether it is over (then with weights, and with what was true). */
export function ledgerTable(rows, { caption, label, afterwards }, pictures, texts) {
  const names = ["who", "what", "kind", afterwards && "weight", "where", afterwards ? "true" : "sure"].filter(Boolean);
  const heads = h("tr", { role: "row" }, names.map((name) => h("th", { scope: "col", role: "columnheader" }, texts[`ledger_${name}`])));
  const line = (row) => h(`tr.${row.side}${row.private ? ".private" : ""}${row.untrue ? ".untrue" : ""}`, { role: "row" },
    teller(row, texts), cell("what", row.text), cell("kind", row.kind),
    afterwards ? cell("weight", h("span.label", { "aria-hidden": "true" }, `${texts.ledger_weight}: `), row.weight.toLocaleString(texts.language, { minimumFractionDigits: 1 })) : null,
    cell("where", place(row, pictures, texts)), cell("sure", sure(row)));
  return h("div.ledger", { tabindex: "0", role: "group", "aria-label": label },
    h("table", { role: "table" }, h("caption", {}, caption), h("thead", { role: "rowgroup" }, heads), h("tbody", { role: "rowgroup" }, rows.map(line))));
}

/** The ledger among the notes, with the balance in words; nothing as long as there is nothing to keep it for. */
export function ledgerNote(view, pictures, texts) {
  if (!view.ledger.length && view.place !== "private") return null;
  if (!view.ledger.length) return h("div.note.note-ledger", {}, h("h5", {}, texts.ledger), h("p.nothing", {}, texts.ledger_empty));
  return h("div.note.note-ledger", {}, ledgerTable(view.ledger, { caption: texts.ledger, label: texts.ledger }, pictures, texts),
    view.balance ? h("p.balance", {}, view.balance) : null);
}
