import { h, table, uniqueId } from "./dom.js";
import { ownKeys } from "./shortcuts.js";

// An interactive figure. Python computes and words everything; this file draws the page it is given and sends back what
// was chosen. Controls are made once: while somebody chooses, only what comes of it is drawn anew, so that the focus stays.

const PATIENCE = 12000; // milliseconds before we say that the kernel does not answer

class Figure {
  constructor(model, host) {
    this.model = model;
    this.titleId = uniqueId("figure");
    this.waiting = 0;
    this.trouble = h("p.trouble", { role: "alert", hidden: true });
    this.sentence = h("p.sentence", { role: "status", "aria-live": "polite", "aria-atomic": "true" });
    this.picture = h("div.picture", { role: "img" });
    this.scroller = h("div.scroller.wide", { tabindex: "0", role: "group", "aria-label": this.texts.picture }, this.picture);
    this.tables = h("div.tables");
    this.controls = h("div.controls");
    this.guess = h("div.guess");
    const { page } = this;
    this.root = h("section.ab-explore.live", { "aria-labelledby": this.titleId, lang: page.language, "data-figure": page.id },
      h("div.body", {},
        h("h3.title", { id: this.titleId }, page.title), h("p.intro", {}, page.intro),
        this.guess, this.controls, this.trouble, h("div.result", {}, this.scroller, this.sentence),
        this.tables, h("p.small", {}, page.source)));
    this.drawGuess();
    this.drawControls();
    this.drawResult();
    host.append(this.root);
  }

  get page() {
    return this.model.get("page");
  }

  get texts() {
    return this.model.get("texts");
  }

  /** What came: the result anew, and the controls too where their options or what is chosen became other ones. */
  changed() {
    const { page } = this;
    window.clearTimeout(this.timer);
    this.root.removeAttribute("aria-busy");
    this.say(page.trouble ?? "");
    if (page.seq < this.waiting) return; // an answer to an earlier choice: a later one is under way
    if (JSON.stringify(page.controls.map((control) => [control.id, control.options, control.value])) !== this.drawn) this.drawControls();
    this.drawResult();
    if (page.guess?.verdict && this.guessed) {
      this.guessed = false;
      this.verdict.textContent = page.guess.verdict;
      this.verdict.hidden = false;
      this.guessForm.hidden = true;
      this.guessHeading.textContent = this.texts.guess_done;
      this.verdict.focus();
    }
  }

  drawResult() {
    const { told } = this.page;
    this.picture.setAttribute("aria-label", told.alt);
    this.picture.innerHTML = told.picture; // our own drawing, made by Python with every text escaped
    if (this.sentence.textContent !== told.sentence) this.sentence.textContent = told.sentence;
    const open = this.tables.querySelector("details")?.open ?? true;
    const box = h("details", {}, h("summary", {}, this.texts.tables),
      told.tables.map((each) => table(each.caption, each.columns, each.rows, each.numeric)));
    box.open = open;
    this.tables.replaceChildren(box);
  }

  drawControls() {
    const { page, texts } = this;
    const focused = document.activeElement?.closest?.(".ab-explore") === this.root ? document.activeElement.id : "";
    this.drawn = JSON.stringify(page.controls.map((control) => [control.id, control.options, control.value]));
    this.inputs = page.controls.map((control) => {
      const name = uniqueId(control.id);
      const chosen = [control.value].flat();
      const inputs = control.options.map((option) => h("input", {
        type: control.kind === "checks" ? "checkbox" : "radio", name, value: option.id, id: `${this.titleId}-${control.id}-${option.id}`,
        checked: chosen.includes(option.id), onchange: () => this.choose(),
      }));
      return { control, inputs };
    });
    this.controls.replaceChildren(h("h4.heading", {}, texts.choose_heading), ...this.inputs.map(({ control, inputs }) =>
      h("fieldset", { "data-control": control.id }, h("legend", {}, control.label),
        h("div.picks", {}, control.options.map((option, n) => h("label.pick", { for: inputs[n].id }, inputs[n], h("span", {}, option.text)))))));
    if (focused) document.getElementById(focused)?.focus();
  }

  /** The question before looking; once answered it makes room for what came of it. */
  drawGuess() {
    const { guess } = this.page;
    const { texts } = this;
    if (!guess) return;
    const name = uniqueId("guess");
    const inputs = guess.options.map((option) => h("input", { type: "radio", name, value: option.id }));
    this.verdict = h("p.verdict", { tabindex: "-1", role: "status", hidden: true });
    const submit = (event) => {
      event.preventDefault();
      const thought = inputs.find((input) => input.checked);
      if (!thought) {
        this.say(texts.guess_first);
        inputs[0].focus();
        return;
      }
      this.guessed = true;
      this.send({ guess: thought.value });
    };
    this.guessForm = h("form", { novalidate: true, onsubmit: submit },
      h("fieldset", {}, h("legend", {}, guess.question),
        h("div.options", {}, guess.options.map((option, n) => h("label.option", {}, inputs[n], h("span", {}, option.text))))),
      h("button.go", { type: "submit" }, texts.guess_button));
    this.guessHeading = h("h4.heading", {}, texts.guess_heading);
    this.guess.replaceChildren(this.guessHeading, this.guessForm, this.verdict);
  }

  choose() {
    const chosen = Object.fromEntries(this.inputs.map(({ control, inputs }) => {
      const ids = inputs.filter((input) => input.checked).map((input) => input.value);
      return [control.id, control.kind === "checks" ? ids : ids[0]];
    }));
    this.drawn = JSON.stringify(this.page.controls.map((control) => [control.id, control.options, chosen[control.id]]));
    this.send({ chosen });
  }

  send(message) {
    this.waiting = Math.max(this.waiting, this.page.seq) + 1;
    this.root.setAttribute("aria-busy", "true");
    this.say("");
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.silent(), PATIENCE);
    try {
      this.model.send(message);
    } catch {
      this.silent(); // the kernel is gone
    }
  }

  silent() {
    window.clearTimeout(this.timer);
    this.waiting = this.page.seq;
    this.root.removeAttribute("aria-busy");
    this.say(this.texts.silent);
  }

  say(text) {
    this.trouble.textContent = text;
    this.trouble.hidden = !text;
  }
}

function render({ model, el }) {
  const figure = new Figure(model, el);
  const changed = () => figure.changed();
  const forget = ownKeys(figure.root);
  model.on("change:page", changed);
  return () => {
    window.clearTimeout(figure.timer);
    forget();
    model.off("change:page", changed);
  };
}

export default { render };
