// Small helpers that every screen uses. No state, no rules.

/** Makes an element: h("button.choice", {type: "button", onclick: f}, "text", child). Empty children are left out; € stays with its number. */
export function h(what, properties = {}, ...children) {
  const [tag, ...classes] = what.split(".");
  const node = document.createElement(tag);
  if (classes.length > 0) node.className = classes.join(" ");
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : String(value));
  }
  const kept = children.flat(3).filter((child) => child !== null && child !== undefined && child !== false && child !== "");
  node.append(...kept.map((child) => (typeof child === "string" ? child.replace(/€ (?=\d)/g, "€\u00a0") : child)));
  return node;
}

/** Fills the {names} of a text. */
export function fill(text, values = {}) {
  return (text ?? "").replace(/\{(\w+)\}/g, (all, name) => (name in values ? String(values[name]) : all));
}

/** A text of several paragraphs, separated by blank lines, as <p> elements. */
export function paragraphs(text, what = "p") {
  return (text ?? "").split(/\n\s*\n/).filter((part) => part.trim()).map((part) => h(what, {}, part.trim()));
}

/** An id that nothing else on the page uses. Every widget runs a copy of this file of its own, hence the random part. */
const mine = Math.random().toString(36).slice(2, 10);
let lastId = 0;
export function uniqueId(name) {
  lastId += 1;
  return `ab-${name}-${mine}-${lastId}`;
}

/** Our own drawing (made by the portrait builder, never by a student) as an element. */
export function drawing(svg) {
  const box = document.createElement("span");
  box.className = "drawing";
  box.innerHTML = svg ?? "";
  return box;
}

/** "a, b and c", in the language of `and`. */
export function listing(words, and) {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${and} ${words[words.length - 1]}`;
}

/** A foldable part that remembers in `folds` whether it stands open. */
export function fold(folds, id, label, open, ...children) {
  const node = h(`details.fold`, {}, h("summary", {}, h("span", {}, label)), ...children);
  node.open = folds.get(id) ?? open;
  node.addEventListener("toggle", () => folds.set(id, node.open));
  return node;
}

/** A table with a caption; the first column names the row. `numeric` holds the columns that line up at the right. */
export function table(caption, columns, rows, numeric = []) {
  const kind = (column) => (numeric.includes(column) ? "number" : null);
  return h("div.scroller", { tabindex: "0", role: "group", "aria-label": caption },
    h("table", {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, columns.map((label, column) => h("th", { scope: "col", class: kind(column) }, label)))),
      h("tbody", {}, rows.map((row) => h("tr", {}, row.map((cell, column) =>
        (column === 0 ? h("th", { scope: "row" }, cell) : h("td", { class: kind(column) }, cell))))))));
}
