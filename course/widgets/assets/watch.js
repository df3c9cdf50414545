import { conversation, spoken } from "./talk.js";
import { fill, h, paragraphs, table } from "./dom.js";
import { ownKeys } from "./shortcuts.js";

// A game to watch, move by move. The whole game is here; leafing through it asks nobody, and keeps nothing.

const FEW = 4; // changes that may stand open beside what was behind them

class Watch {
  constructor(model, host) {
    this.model = model;
    this.at = 0;
    this.open = new Set(); // the moves whose background was looked at
    const { game, texts } = this;
    this.live = h("div.hidden", { role: "status", "aria-live": "polite" });
    this.progress = h("p.at");
    this.buttons = {
      previous: this.button("previous", texts.previous, () => this.go(this.at - 1), "ArrowLeft"),
      next: this.button("next", texts.next, () => this.go(this.at + 1), "ArrowRight"),
      moment: this.button("moment", texts.next_moment, () => this.go(this.nextMoment())),
    };
    this.body = h("div.scene", { role: "group", "aria-label": texts.move });
    this.root = h("section.ab-stage.ab-watch.live", { "aria-label": this.name(), lang: game.language },
      h("div.bar", {}, h("h3", {}, `${texts.watching}: ${game.title}`)),
      game.intro ? h("div.intro", {}, paragraphs(game.intro)) : null,
      h("div.leaf", { role: "group", "aria-label": texts.leaf }, Object.values(this.buttons), this.progress),
      this.body, this.live);
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.draw();
    host.append(this.root);
  }

  get game() {
    return this.model.get("game");
  }

  get texts() {
    return this.model.get("texts");
  }

  /** What a list of landmarks calls it: a page may show several parts of one game, each under the same title. */
  name() {
    const first = this.game.frames[0];
    return [`${this.texts.watching}: ${this.game.title}`, first?.heading].filter(Boolean).join(". ");
  }

  /** How many pages there are: the moves, and the end when the game is shown to its end. */
  get pages() {
    return this.game.frames.length + (this.game.end ? 1 : 0);
  }

  button(name, label, onclick, keys) {
    return h("button", { type: "button", "data-do": name, "aria-keyshortcuts": keys ?? null, onclick: (event) => {
      if (event.currentTarget.getAttribute("aria-disabled") !== "true") onclick();
    } }, label);
  }

  /** The next move with something behind it, else the last page. */
  nextMoment() {
    const found = this.game.frames.findIndex((frame, n) => n > this.at && frame.behind);
    return found < 0 ? this.pages - 1 : found;
  }

  go(page) {
    const to = Math.max(0, Math.min(this.pages - 1, page));
    if (to === this.at) return;
    this.at = to;
    this.draw();
    this.live.textContent = this.aloud();
    const top = this.root.getBoundingClientRect().top;
    if (top < 0) this.root.scrollIntoView({ block: "start" });
  }

  draw() {
    const { game, texts } = this;
    const frame = game.frames[this.at];
    this.root.dataset.place = frame?.place ?? "debrief";
    this.root.dataset.page = this.at;
    this.progress.textContent = this.where();
    this.buttons.previous.setAttribute("aria-disabled", String(this.at === 0));
    this.buttons.next.setAttribute("aria-disabled", String(this.at === this.pages - 1));
    this.buttons.moment.setAttribute("aria-disabled", String(this.at === this.pages - 1));
    this.body.replaceChildren(...(frame ? this.frame(frame) : this.end(game.end)).filter(Boolean));
  }

  where() {
    const { game, texts } = this;
    if (this.at >= game.frames.length) return texts.at_end;
    const moments = game.frames.filter((frame) => frame.behind);
    const here = moments.indexOf(game.frames[this.at]);
    const step = fill(texts.step, { number: this.at + 1, count: game.frames.length });
    return here < 0 ? step : `${step} · ${fill(texts.moment, { number: here + 1, count: moments.length })}`;
  }

  frame(frame) {
    const { texts } = this;
    const faces = this.model.get("portraits");
    const skipped = this.at === 0 && this.game.skipped ? h("p.small", {}, fill(this.game.skipped === 1 ? texts.skipped_one : texts.skipped, { count: this.game.skipped })) : null;
    const others = frame.alternatives.filter((each) => !each.chosen);
    return [
      skipped,
      h("h4.place", {}, frame.heading),
      ...frame.before.map((text) => h("p.went", {}, text)),
      conversation(frame.situation, faces, texts),
      others.length ? h("details.fold", {}, h("summary", {}, h("span", {}, fill(texts.others, { count: others.length }))),
        h("ul.others", {}, others.map((each) => h("li", {}, each.text)))) : null,
      h("div.outcome", {}, conversation(frame.outcome, faces, texts)),
      frame.behind ? this.behind(frame) : null,
      frame.behind ? null : this.changes(frame),
    ];
  }

  /** First the question, then, one click further, what stands behind the move. */
  behind(frame) {
    const { texts } = this;
    const { behind } = frame;
    if (!this.open.has(frame.number)) {
      return h("div.behind", {}, h("p.ask", {}, texts.which_rule),
        h("button.go", { type: "button", "data-do": "reveal", onclick: () => this.reveal(frame) }, texts.show_behind));
    }
    const rows = [
      [texts.was, frame.acts.join("; ")],
      [texts.rules, behind.rules.join(" ")],
      [texts.points, behind.points.join(", ")],
      [texts.sources, behind.sources.join("; ")],
    ].filter(([, text]) => text);
    return h("div.behind.open", {},
      h("div.why", { tabindex: "-1" }, h("h5", {}, texts.behind_heading), paragraphs(behind.why)),
      h("dl", {}, rows.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", {}, text)))),
      this.changes(frame, frame.changes.length <= FEW));
  }

  reveal(frame) {
    this.open.add(frame.number);
    this.draw();
    this.body.querySelector(".why").focus();
    this.live.textContent = "";
  }

  changes(frame, open = false) {
    const { texts } = this;
    if (!frame.changes.length) return h("p.nothing", {}, texts.no_change);
    const rows = frame.changes.map((change) => [change.what, `${change.before} → ${change.after}`, change.rule, change.point]);
    const label = fill(frame.changes.length === 1 ? texts.change_one : texts.change_many, { count: frame.changes.length });
    return h("details.fold", { open }, h("summary", {}, h("span", {}, label)),
      table(texts.change_caption, [texts.what, texts.before_after, texts.rule, texts.point], rows));
  }

  end(end) {
    const { texts } = this;
    const total = end.total.toLocaleString(this.game.language, { maximumFractionDigits: 0 });
    return [h("h4.place", {}, texts.at_end), h("h5.endname", {}, end.name), h("div.story", {}, paragraphs(end.story)),
      h("p.sum", {}, h("b", {}, total), ` ${texts.of_hundred}`)];
  }

  /** The page as one text, for the region that is read aloud. */
  aloud() {
    const { game, texts } = this;
    const frame = game.frames[this.at];
    if (!frame) return `${texts.at_end}. ${game.end.name}. ${game.end.story}`;
    return [this.where(), frame.heading, ...frame.before, spoken([...frame.situation, ...frame.outcome], frame.behind ? texts.which_rule : "", texts)].join("\n");
  }

  /** The arrows leaf, wherever the focus is, except where they scroll or choose. */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest(".scroller")) return;
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const inside = this.body.contains(document.activeElement);
    this.go(this.at + by);
    if (inside) this.buttons.next.focus();
  }
}

function render({ model, el }) {
  const watch = new Watch(model, el);
  return ownKeys(watch.root);
}

export default { render };
