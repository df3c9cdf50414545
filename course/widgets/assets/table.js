import { h, uniqueId } from "./dom.js";

// The tools at the table and in private: ask, tell, check, wait, a private word, a recess, accept, walk away, end the talk.

const PANELS = new Set(["ask", "tell", "private", "verify"]);
const CONFIRMED = new Set(["accept", "walk", "leave"]);

/** A numbered list of sentences; the badges and the number keys belong to the list that was drawn last. */
export function choiceList(choices, send, label) {
  return h("ol.choices", { role: "list", "aria-label": label }, choices.map((choice, index) => h("li", {},
    h("button.choice", { type: "button", "aria-keyshortcuts": index < 9 ? index + 1 : null, onclick: (event) => send(choice.decision, event.currentTarget) },
      h("span.badge", { "aria-hidden": "true" }, index < 9 ? index + 1 : ""), h("span", {}, choice.label)))));
}

/** What a round, or a turn of a private talk, has room for. */
function help(view, texts) {
  if (!view.tools.some((tool) => tool.id === "hold")) return null;
  const checks = view.tools.some((tool) => tool.id === "verify");
  return h("p.small", {}, view.private ? texts.tools_help_private : texts.tools_help, checks ? ` ${texts.tools_help_verify}` : "");
}

/** The row of tools, with the panel that belongs to the open one. `numbersFor(panel)` tells which list owns the number keys;
    `bare`: there is nothing to do but these. */
export function toolbar(view, texts, send, numbersFor, bare) {
  const { tools } = view;
  const panel = h("div.panel", { id: uniqueId("panel"), hidden: true });
  let openTool = null;

  const close = (focusBack = false) => {
    if (!openTool) return;
    const button = openTool;
    openTool = null;
    button.setAttribute("aria-expanded", "false");
    panel.hidden = true;
    panel.replaceChildren();
    numbersFor(null);
    if (focusBack) button.focus();
  };
  const open = (button, ...content) => {
    close();
    openTool = button;
    button.setAttribute("aria-expanded", "true");
    panel.replaceChildren(...content);
    panel.hidden = false;
    numbersFor(panel);
    panel.querySelector("button")?.focus();
  };
  const confirm = (tool, choice) => {
    const question = uniqueId("confirm");
    return h("div.confirm", { role: "group", "aria-labelledby": question },
      h("p", { id: question }, h("b", {}, texts[`confirm_${tool.id}`] ?? tool.label)),
      tool.id === "accept" ? h("p.what", {}, choice.label) : null,
      h("div.actions", {},
        h("button.go", { type: "button", onclick: (event) => send(choice.decision, event.currentTarget) }, texts[`yes_${tool.id}`] ?? tool.label),
        h("button", { type: "button", onclick: () => close(true) }, texts.rather_not)));
  };
  const buttons = tools.filter((tool) => tool.choices.length > 0).map((tool) => {
    const grows = PANELS.has(tool.id) || CONFIRMED.has(tool.id) || tool.choices.length > 1;
    const button = h("button.tool", { type: "button", "data-tool": tool.id, "aria-expanded": grows ? "false" : null, "aria-controls": grows ? panel.id : null, title: grows ? null : tool.choices[0].label }, tool.label);
    button.addEventListener("click", () => {
      if (openTool === button) close(true);
      else if (CONFIRMED.has(tool.id)) open(button, confirm(tool, tool.choices[0]));
      else if (grows) open(button, tool.id === "private" ? h("p.small", {}, texts.private_help) : "", choiceList(tool.choices, send, tool.label));
      else send(tool.choices[0].decision, button);
    });
    return button;
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close(true);
  });
  return h("div.tools", { role: "group", "aria-label": bare ? view.question : texts.tools }, h("div.actions", {}, buttons), help(view, texts), panel);
}
