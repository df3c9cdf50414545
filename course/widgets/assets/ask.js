import { h, paragraphs, uniqueId } from "./dom.js";
import { form } from "./controls.js";
import { followCopy } from "./copy.js";
import { ownKeys } from "./shortcuts.js";

// A question, a score part, a recorded value. Python holds every rule and text; this file draws the view it is given and
// sends back what was filled in.

const PATIENCE = 12000; // milliseconds before we say that the kernel does not answer

class AskCard {
  constructor(model, host) {
    this.model = model;
    this.titleId = uniqueId("ask");
    this.live = h("div.hidden", { role: "status", "aria-live": "polite" });
    this.body = h("div.body");
    this.mine = false;
    this.root = h("div.ab-ask", {}, this.body, this.live);
    host.append(this.root);
  }

  draw() {
    const view = this.model.get("view");
    window.clearTimeout(this.timer);
    this.root.removeAttribute("aria-busy");
    this.root.lang = view.language ?? "";
    this.root.dataset.kind = view.kind ?? "";
    this.body.replaceChildren(...(view.kind === "question" ? this.question(view) : this.note(view)).filter(Boolean));
    if (!this.mine) return;
    this.mine = false;
    this.live.textContent = view.news?.text ?? "";
    this.focusNews(view);
  }

  /** A question: the text, the controls as a form, the news, what there is to say about it. */
  question(view) {
    this.form = form(view, this.titleId);
    this.button = h("button.go", { type: "submit" }, view.button);
    this.news = this.newsBox(view.news);
    const element = h("form", { novalidate: true, onsubmit: (event) => this.send(event, view), onkeydown: submitOnEnter },
      this.form.element,
      h("div.act", {}, this.button, this.news));
    return [element, view.feedback ? this.feedback(view.feedback) : null];
  }

  /** A score part or a recorded value: a heading, sentences, reasons. */
  note(view) {
    this.news = this.newsBox(view.news);
    return [
      h("h3.title", { id: this.titleId }, view.heading),
      ...paragraphs(view.question, "p.text"),
      view.result ? h("p.result", {}, view.result) : null,
      this.news,
      view.reasons?.length ? h("ul.reasons", {}, view.reasons.map((reason) => h("li", {}, reason))) : null,
      view.feedback ? this.feedback(view.feedback) : null,
    ];
  }

  newsBox(news) {
    return h("p.news", { tabindex: "-1", "data-tone": news?.tone ?? "", hidden: !news }, news?.text ?? "");
  }

  feedback(feedback) {
    return h("div.feedback", {},
      h("h4", {}, feedback.heading),
      h("p.rule", {}, feedback.rule),
      h("ul.parts", {}, feedback.rows.map((row) => h("li", { "data-mark": row.mark },
        row.tag ? [h("span.mark", {}, row.tag), " "] : null,
        row.label ? h("span.label", {}, row.label) : null,
        row.notes ? h("span.said", {}, ` (${row.notes})`) : null,
        row.why ? h("p.why", {}, row.why) : null))),
      feedback.basis ? h("p.small", {}, feedback.basis) : null);
  }

  send(event, view) {
    event.preventDefault();
    if (this.root.hasAttribute("aria-busy")) return;
    this.mine = true;
    this.root.setAttribute("aria-busy", "true");
    this.button.textContent = view.words.keeping;
    this.timer = window.setTimeout(() => this.silent(view), PATIENCE);
    this.model.send({ draft: this.form.read() });
  }

  /** The kernel does not answer: say so, and let the student try again. What was filled in stays. */
  silent(view) {
    this.root.removeAttribute("aria-busy");
    this.button.textContent = view.button;
    this.news.hidden = false;
    this.news.dataset.tone = "trouble";
    this.news.textContent = view.words.silent;
    this.live.textContent = view.words.silent;
    this.news.focus();
  }

  /** To the control that is missing something, else to the news. */
  focusNews(view) {
    const wanted = view.news?.focus;
    const control = wanted ? this.form?.control(wanted) : null;
    (control ?? this.news)?.focus();
  }
}

/** Enter in a field answers. A browser does so by itself, but JupyterLab takes that away from fields in a cell. */
function submitOnEnter(event) {
  if (event.key !== "Enter" || !event.target.matches("input")) return;
  event.preventDefault();
  event.currentTarget.requestSubmit();
}

function render({ model, el }) {
  const card = new AskCard(model, el);
  const redraw = () => card.draw();
  const unfollow = followCopy(model);
  const forget = ownKeys(card.root);
  card.draw();
  model.on("change:view", redraw);
  return () => {
    window.clearTimeout(card.timer);
    unfollow();
    forget();
    model.off("change:view", redraw);
  };
}

export default { render };
