import { conversation, earlier, spoken } from "./talk.js";
import { bar, briefing, notes } from "./frame.js";
import { debriefPage } from "./debrief.js";
import { choiceList, toolbar } from "./table.js";
import { followCopy } from "./copy.js";
import { agreedAloud, doorway, withoutAgreement } from "./private.js";
import { h, uniqueId } from "./dom.js";
import { mandateForm, packageBuilder } from "./forms.js";
import { ownKeys } from "./shortcuts.js";

// The stage. Python holds every rule and text; this file draws the page it is given and sends back what was chosen.

const PATIENCE = 12000; // milliseconds before we say that the kernel does not answer

/** One drawn stage: keeps what outlives a page (what is folded open, who owns the number keys, the region read aloud). */
class Stage {
  constructor(model, host) {
    this.model = model;
    this.folds = new Map();
    this.numbers = null;
    this.busy = null;
    this.agreed = model.get("page").view?.private?.label;
    this.titleId = uniqueId("title");
    this.live = h("div.hidden", { "aria-live": "polite", role: "status" });
    this.notice = h("p.notice", { role: "alert", hidden: true });
    this.body = h("div.body");
    this.root = h("section.ab-stage", { "aria-labelledby": this.titleId }, this.body, this.live);
    this.root.addEventListener("keydown", (event) => this.key(event));
    host.append(this.root);
  }

  get page() {
    return this.model.get("page");
  }

  get texts() {
    return this.model.get("texts");
  }

  /** Draws the page; moves the focus to the news when the student has just decided something. */
  draw(moveFocus) {
    const { page, texts } = this;
    window.clearTimeout(this.timer);
    this.busy = null;
    this.numbers = null;
    this.root.removeAttribute("aria-busy");
    this.root.lang = page.view?.language ?? "";
    this.root.dataset.place = page.view?.place ?? "";
    this.root.dataset.seq = page.seq;
    const send = (decision, button) => this.send({ kind: "decide", decision }, button);
    this.body.replaceChildren(...this.content(page, texts, send).filter(Boolean));
    this.numbers = this.body.querySelector(".scene .choices");
    (this.body.querySelector(".scene") ?? this.body).append(this.notice);
    this.say(page.notice ?? "");
    const agreed = page.view ? agreedAloud(page.view, this.agreed) : "";
    this.agreed = page.view?.private?.label;
    if (!moveFocus) return;
    this.live.textContent = page.debrief ? `${page.debrief.ending}. ${page.debrief.story}` : [agreed, spoken(page.view.passages, page.view.question, texts)].filter(Boolean).join("\n");
    this.focusNews();
  }

  content(page, texts, send) {
    if (!page.view) return [h("div.bar", {}, h("h3", { id: this.titleId }, page.title ?? "")), h("div.scene.stuck", {}, this.againButton(texts))];
    const head = bar(page.view, texts, this.titleId);
    if (page.debrief) return [head, debriefPage(page, texts, this.model, this.folds, this.againButton(texts), this.againButton(texts))];
    const pictures = this.model.get("pictures");
    return [head, page.view.private ? doorway(page.view, pictures, texts) : null,
      h("div.room", {}, this.scene(page, texts, send), notes(page.view, pictures, texts, this.folds))];
  }

  scene(page, texts, send) {
    const { view } = page;
    // Where nothing but the tools is left to choose from, the question is about them.
    const bare = !view.choices.length && !view.builder && !view.mandate;
    const toolsAfter = view.tools.length ? toolbar(view, texts, send, (panel) => this.give(panel), bare) : null;
    const question = view.question && (view.choices.length || bare) ? h("h4.question", {}, view.question) : null;
    return h("div.scene", {},
      view.private ? null : doorway(view, null, texts),
      h("div.folds", {}, briefing(view, texts, this.folds, page.fresh), earlier(view.earlier, texts, this.folds)),
      conversation(withoutAgreement(view), this.model.get("portraits"), texts),
      question,
      view.choices.length ? choiceList(view.choices, send, view.question) : null,
      view.mandate ? mandateForm(view.mandate, texts, send) : null,
      view.builder ? packageBuilder(view.builder, texts, send) : null,
      toolsAfter,
      view.finished ? h("div.actions", {}, this.againButton(texts)) : null);
  }

  againButton(texts) {
    return h("button.go.again", { type: "button", onclick: (event) => this.send({ kind: "again" }, event.currentTarget) }, texts.again);
  }

  /** Gives the number keys to the list in `panel`; without a panel they go back to the choices of the scene. */
  give(panel) {
    const main = this.body.querySelector(".scene > .choices");
    main?.classList.toggle("waiting", panel !== null);
    this.numbers = panel?.querySelector(".choices") ?? main;
  }

  /** Sends what was chosen, once: until the answer is there, nothing else is sent. */
  send(message, button) {
    if (this.busy) return;
    this.busy = button ?? this.root;
    button?.classList.add("chosen");
    this.root.setAttribute("aria-busy", "true");
    this.say("");
    this.timer = window.setTimeout(() => this.refused(this.texts.no_answer), PATIENCE);
    try {
      this.model.send({ ...message, seq: this.page.seq });
    } catch {
      this.refused(this.texts.no_answer); // the kernel is gone
    }
  }

  /** Nothing changed: says why and gives the controls back. */
  refused(text) {
    window.clearTimeout(this.timer);
    this.busy?.classList?.remove("chosen");
    this.busy = null;
    this.root.removeAttribute("aria-busy");
    this.say(text);
  }

  say(text) {
    this.notice.textContent = text;
    this.notice.hidden = !text;
  }

  /** The focus goes to the heading of the news; the page scrolls only when that heading is out of sight. */
  focusNews() {
    const target = this.body.querySelector(".place");
    if (!target) return;
    target.focus({ preventScroll: true });
    const box = target.getBoundingClientRect();
    if (box.top >= 60 && box.top < window.innerHeight * 0.6) return;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.root.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
  }

  /** Number keys choose, when the focus is inside and not in something that takes text. */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !/^[1-9]$/.test(event.key)) return;
    if (event.target.matches("input:not([type=radio]):not([type=checkbox]), textarea, select")) return;
    const button = this.numbers?.querySelectorAll("button.choice")[Number(event.key) - 1];
    if (!button) return;
    event.preventDefault();
    event.stopPropagation();
    button.click();
  }
}

function render({ model, el }) {
  const stage = new Stage(model, el);
  let seq = model.get("page").seq;
  const changed = () => {
    const moved = model.get("page").seq !== seq;
    seq = model.get("page").seq;
    stage.draw(moved && (stage.busy !== null || stage.root.contains(document.activeElement)));
  };
  const told = (message) => stage.refused(message.text ?? "");
  model.on("change:page", changed);
  model.on("msg:custom", told);
  const forget = ownKeys(stage.root);
  const unfollow = followCopy(model);
  stage.draw(false);
  return () => {
    forget();
    unfollow();
    model.off("change:page", changed);
    model.off("msg:custom", told);
  };
}

export default { render };
