import { fill, h, uniqueId } from "./dom.js";
import { ownKeys } from "./shortcuts.js";

// The index of tactic cards. All cards are here from the start, so that searching asks nothing of the kernel: it goes on
// when the kernel is gone. A card is made once; a search hides, orders and marks.

const IMPACTS = ["helps", "none", "small", "large"];
const LONG = 4; // letters from which a word says something by itself
const WORDS = /[\p{L}\p{N}€%]+/gu;

/** A text without accents and capitals, letter for letter, so that places in it are places in the text. */
function plain(text) {
  return Array.from(text, (letter) => letter.normalize("NFD")[0].toLowerCase()).join("");
}

/** What looks for a word: a short one where a word begins with it, a longer one anywhere, or only whole words. A number
 * is looked for as a whole: who types 3 means card 3, and not 30. */
function pattern(word, asked) {
  const whole = asked || /^\p{N}+$/u.test(word);
  const begins = whole || word.length < LONG ? "(?<![\\p{L}\\p{N}])" : "";
  return new RegExp(`${begins}${word}${whole ? "(?![\\p{L}\\p{N}])" : ""}`, "gu");
}

/** Whether a plain text has what a pattern looks for. */
function has(bare, looked) {
  return bare.search(looked) >= 0;
}

/** The text with everything marked that the patterns look for. */
function marked(text, patterns) {
  const letters = Array.from(text);
  const bare = plain(text);
  const hit = new Array(letters.length).fill(false);
  for (const looked of patterns) {
    for (const found of bare.matchAll(looked)) hit.fill(true, found.index, found.index + found[0].length);
  }
  const parts = [];
  for (let start = 0; start < letters.length;) {
    let end = start;
    while (end < letters.length && hit[end] === hit[start]) end += 1;
    const part = letters.slice(start, end).join("");
    parts.push(hit[start] ? h("mark", {}, part) : part);
    start = end;
  }
  return parts;
}

/** The cards that have the most of the patterns, in their order; none when no card has one. */
function nearest(cards, patterns) {
  const count = ({ bare }) => patterns.filter((looked) => has(bare, looked)).length;
  const most = Math.max(0, ...cards.map(count));
  return most === 0 ? [] : cards.filter((card) => count(card) === most);
}

class Index {
  constructor(view, texts, host) {
    this.view = view;
    this.texts = texts;
    this.titleId = uniqueId("cards");
    this.drawn = view.cards.map((card) => this.card(card));
    this.count = h("p.count", { role: "status", "aria-live": "polite", "aria-atomic": "true" });
    this.list = h("ul.cards", { "aria-label": texts.list });
    this.all = h("button.plain", { type: "button", onclick: () => this.openAll() }, texts.open_all);
    this.clear = h("button.plain", { type: "button", hidden: true, onclick: () => this.reset() }, texts.clear);
    this.root = h("section.ab-cards.live", { "aria-labelledby": this.titleId, lang: view.language },
      h("div.body", {}, h("h3.title", { id: this.titleId }, texts.title), this.controls(),
        h("div.found", {}, this.count, this.all, this.clear), this.list));
    this.input.value = view.search ?? "";
    this.look();
    host.append(this.root);
  }

  controls() {
    const { texts } = this;
    const name = uniqueId("search");
    this.input = h("input", { type: "search", id: name, "aria-describedby": `${name}-hint`, autocomplete: "off", spellcheck: "false",
      oninput: () => this.look(), onkeydown: (event) => this.key(event) });
    this.which = this.radios("which", ["all", "constituency", "other"]);
    this.impact = this.radios("impact", ["any", ...IMPACTS]);
    return h("form.controls", { role: "search", "aria-label": texts.search, onsubmit: (event) => event.preventDefault() },
      h("div.search", {}, h("label", { for: name }, texts.search), this.input, h("p.small", { id: `${name}-hint` }, texts.hint)),
      this.which.box, this.impact.box);
  }

  radios(about, options) {
    const name = uniqueId(about);
    const inputs = options.map((option, n) => h("input", { type: "radio", name, value: option, checked: n === 0, onchange: () => this.look() }));
    const box = h("fieldset", { "data-control": about }, h("legend", {}, this.texts[about]),
      h("div.picks", {}, options.map((option, n) => h("label.pick", {}, inputs[n], h("span", {}, this.texts[`${about}_${option}`])))));
    return { box, inputs, get value() { return inputs.find((input) => input.checked)?.value ?? options[0]; } };
  }

  /** A card: its name as a button that opens it, what it is, and, when open, the rest. */
  card(card) {
    const { texts } = this;
    const number = fill(texts.number, { number: card.number });
    const restId = uniqueId("card");
    const passages = [["also", card.also], ["examples", card.examples], ["counters", card.counters], ["why", [card.why]],
      ["seen", card.seen], ["sources", card.sources]]
      .flatMap(([key, several]) => several.map((text) => ({ label: key === "seen" ? texts.seen : `${texts.found_in}: ${texts[key]}`, text, bare: plain(text) })));
    const button = h("button.name", { type: "button", "aria-expanded": "false", "aria-controls": restId });
    const what = h("p.what");
    const found = h("p.match", { hidden: true });
    const list = (several) => h("ul", {}, several.map((text) => h("li", {}, text)));
    const small = (label, several) => (several.length ? h("p.small", {}, `${label}: ${several.join("; ")}.`) : null);
    const rest = h("div.rest", { id: restId, hidden: true },
      h("h5", {}, texts.examples), list(card.examples), h("h5", {}, texts.counters), list(card.counters),
      h("h5", {}, `${texts.why} (${texts[`sign_${card.impact}`]})`), h("p", {}, card.why),
      card.seen.length ? [h("h5", {}, texts.seen), list(card.seen)] : null,
      small(texts.also, card.also), small(texts.sources, card.sources));
    const node = h("li.card", { "data-card": card.id }, h("h4", {}, button),
      h("p.tags", {}, h("span.tag", {}, number), card.constituency ? h("span.tag.star", {}, texts.star) : null,
        h(`span.tag.impact-${card.impact}`, {}, texts[`tag_${card.impact}`])),
      what, found, rest);
    const drawn = { card, node, button, what, found, rest, passages, head: plain([number, card.name, ...card.also].join(" ")),
      bare: plain([number, card.name, card.what, ...passages.map(({ text }) => text)].join("\n")) };
    button.addEventListener("click", () => this.open(drawn, rest.hidden));
    return drawn;
  }

  open(drawn, wanted) {
    drawn.rest.hidden = !wanted;
    drawn.button.setAttribute("aria-expanded", String(wanted));
    this.drawAll();
  }

  openAll() {
    const wanted = this.visible.some(({ rest }) => rest.hidden);
    for (const drawn of this.visible) this.open(drawn, wanted);
  }

  drawAll() {
    const open = this.visible.length > 0 && this.visible.every(({ rest }) => !rest.hidden);
    this.all.textContent = open ? this.texts.close_all : this.texts.open_all;
    this.all.hidden = this.visible.length === 0;
  }

  reset() {
    this.input.value = "";
    this.which.inputs[0].checked = true;
    this.impact.inputs[0].checked = true;
    this.look();
    this.input.focus();
  }

  key(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.visible[0]?.button.focus();
  }

  /** What is asked for now: the cards with every word in them, those with the words in their name first; where a whole
   * sentence was typed and no card has all of it, those that have most of its longer words, as whole words. */
  look() {
    const words = plain(this.input.value).match(WORDS) ?? [];
    const patterns = words.map((word) => pattern(word, false));
    const which = this.which.value;
    const impact = this.impact.value;
    const chosen = this.drawn.filter(({ card }) => (which === "all" || card.constituency === (which === "constituency"))
      && (impact === "any" || card.impact === impact));
    const named = ({ head }) => words.length > 0 && patterns.every((looked) => has(head, looked));
    const whole = chosen.filter(({ bare }) => patterns.every((looked) => has(bare, looked)));
    const near = whole.length === 0 && words.length > 1;
    const shown = near ? words.filter((word) => word.length >= LONG).map((word) => pattern(word, true)) : patterns;
    const fitting = near ? nearest(chosen, shown) : whole;
    this.visible = [...fitting.filter(named), ...fitting.filter((drawn) => !named(drawn))];
    for (const drawn of this.visible) this.mark(drawn, shown);
    this.list.replaceChildren(...this.visible.map(({ node }) => node));
    this.list.hidden = this.visible.length === 0;
    const all = this.drawn.length;
    const key = this.visible.length === 0 ? "nothing" : near ? "count_near" : this.visible.length === all ? "count_all" : "count_some";
    const text = fill(this.texts[key], { count: this.visible.length, all });
    if (this.count.textContent !== text) this.count.textContent = text;
    this.clear.hidden = words.length === 0 && which === "all" && impact === "any";
    this.drawAll();
  }

  /** The words where they stand: in the name, in what it is, else in the first passage that has the most of them. */
  mark({ card, button, what, found, passages }, patterns) {
    button.replaceChildren(...marked(card.name, patterns));
    what.replaceChildren(...marked(card.what, patterns));
    const shown = plain(`${card.name} ${card.what}`);
    const missing = patterns.filter((looked) => !has(shown, looked));
    const count = ({ bare }) => missing.filter((looked) => has(bare, looked)).length;
    const best = passages.reduce((one, other) => (count(other) > count(one) ? other : one));
    found.hidden = count(best) === 0;
    found.replaceChildren(...(found.hidden ? [] : [h("span.label", {}, `${best.label}. `), ...marked(best.text, patterns)]));
  }
}

function render({ model, el }) {
  const index = new Index(model.get("view"), model.get("texts"), el);
  return ownKeys(index.root);
}

export default { render };
