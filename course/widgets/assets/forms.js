import { fill, h, listing, uniqueId } from "./dom.js";

// The two forms: a package for the table, and the mandate. Both are native radio buttons and check boxes drawn as segments.

function segment(kind, name, option, { checked, disabled, marks, onchange }) {
  const input = h("input", { type: kind, name, value: option.id, checked, disabled, onchange });
  return h("label", { class: disabled ? "off" : null }, input, h("span.tick", { "aria-hidden": "true" }),
    h("span.option", {}, option.label),
    marks?.length ? h("span.marks", {}, marks.map((mark) => h("span.mark", {},
      h("span", { "aria-hidden": "true" }, mark.sign), h("span.hidden", {}, ` (${mark.label})`)))) : null);
}

const same = (one, other) => one !== null && one !== undefined && other !== null && other !== undefined && String(one) === String(other);

function guessText(guess, issues, chosen, texts) {
  const known = issues.filter((issue) => guess.texts?.[issue.id]?.[chosen[issue.id]]);
  if (known.length === 0) return [h("p.unknown", {}, texts.not_asked)];
  return known.map((issue) => h("p", {}, h("span.about", {}, `${issue.label}: `), guess.texts[issue.id][chosen[issue.id]]));
}

/** The package builder. `send` gets the decision. */
export function packageBuilder(builder, texts, send) {
  const chosen = {};
  for (const issue of builder.issues) chosen[issue.id] = issue.selected ?? issue.options[0].id;
  const theirs = builder.their_offer ?? {};
  const last = builder.last ?? {};
  const heading = uniqueId("package");
  const guesses = h("div.guesses", { role: "group", "aria-label": texts.guesses });
  const inWords = h("p.inwords", { role: "status" });

  const redraw = () => {
    guesses.replaceChildren(...builder.guesses.map((guess) => h("div.guess", {}, h("p.name", {}, guess.name), ...guessText(guess, builder.issues, chosen, texts))));
    inWords.textContent = fill(texts.you_propose, { package: label(builder, chosen) });
  };
  const rows = builder.issues.map((issue) => {
    const name = uniqueId(issue.id);
    return h("fieldset.issue", {}, h("legend", {}, issue.label), h("div.segments", {}, issue.options.map((option) => segment("radio", name, option, {
      checked: same(chosen[issue.id], option.id),
      marks: [
        same(theirs[issue.id], option.id) && { sign: "▲", label: texts.their_offer },
        same(last[issue.id], option.id) && { sign: "○", label: texts.your_last },
      ].filter(Boolean),
      onchange: () => { chosen[issue.id] = option.id; redraw(); },
    }))));
  });
  redraw();
  return h("form.package", { "aria-labelledby": heading, onsubmit: (event) => { event.preventDefault(); send({ kind: "package", package: { ...chosen } }); } },
    h("h4", { id: heading }, texts.package_heading), rows,
    h("p.legend", { "aria-hidden": "true" }, Object.keys(theirs).length ? h("span", {}, `▲ ${texts.their_offer}`) : null,
      Object.keys(last).length ? h("span", {}, `○ ${texts.your_last}`) : null),
    builder.guesses.length ? [h("p.small", { "aria-hidden": "true" }, texts.guesses), guesses] : null,
    inWords,
    h("div.actions", {}, h("button.go", { type: "submit" }, texts.propose)));
}

/** A package in words: "96, 4 weeks, 60 days". */
export function label(builder, chosen) {
  return builder.issues.map((issue) => issue.options.find((option) => same(option.id, chosen[issue.id]))?.label ?? "?").join(", ");
}

/** The mandate form: which options you may come home with. `send` gets the decision. */
export function mandateForm(form, texts, send) {
  const heading = uniqueId("mandate");
  const allowed = new Map();
  const inWords = h("p.inwords", { role: "status" });
  const free = (issue) => (form.locked?.[issue.id] ? issue.options.filter((option) => form.locked[issue.id].some((id) => same(id, option.id))) : issue.options);

  for (const issue of form.issues) {
    const open = free(issue);
    const selected = Array.isArray(issue.selected) ? issue.selected : open.map((option) => option.id);
    allowed.set(issue.id, new Set(open.filter((option) => selected.some((id) => same(id, option.id))).map((option) => option.id)));
  }
  const words = (issue) => {
    const picked = issue.options.filter((option) => allowed.get(issue.id).has(option.id));
    if (picked.length === 0) return texts.choose_one;
    if (picked.length === issue.options.length) return texts.all_free;
    return listing(picked.map((option) => option.label), texts.or);
  };
  const rows = form.issues.map((issue) => {
    const summary = h("p.rowwords");
    const error = uniqueId("row");
    summary.id = error;
    const redraw = () => {
      summary.textContent = words(issue);
      summary.classList.toggle("missing", allowed.get(issue.id).size === 0);
      inWords.textContent = form.issues.map((each) => `${each.label}: ${words(each)}`).join(" · ");
    };
    const open = free(issue);
    const row = h("fieldset.issue", { "aria-describedby": error }, h("legend", {}, issue.label),
      h("div.segments", {}, issue.options.map((option) => segment("checkbox", issue.id, option, {
        checked: allowed.get(issue.id).has(option.id),
        disabled: !open.includes(option),
        onchange: (event) => { allowed.get(issue.id)[event.target.checked ? "add" : "delete"](option.id); redraw(); },
      }))), summary, open.length < issue.options.length ? h("p.rowwords.promised", {}, texts.promised) : null);
    queueMicrotask(redraw);
    return { issue, row };
  });
  const problem = h("p.problem", { role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const empty = rows.find(({ issue }) => allowed.get(issue.id).size === 0);
    if (empty) {
      problem.textContent = fill(texts.choose_for, { issue: empty.issue.label });
      empty.row.querySelector("input:not(:disabled)")?.focus();
      return;
    }
    const value = Object.fromEntries(form.issues.map((issue) => [issue.id, issue.options.filter((option) => allowed.get(issue.id).has(option.id)).map((option) => option.id)]));
    send({ kind: "mandate", allowed: value, floor: null });
  };
  return h("form.package.mandate", { "aria-labelledby": heading, onsubmit: submit },
    h("h4", { id: heading }, texts.mandate_heading),
    form.sentence ? h("p.small", {}, form.sentence) : h("p.small", {}, texts.mandate_help),
    rows.map(({ row }) => row), problem,
    h("div.actions", {}, h("button.go", { type: "submit" }, texts.ask_mandate),
      h("span.small", {}, fill(form.tries_left === 1 ? texts.last_try : texts.tries_left, { count: form.tries_left }))));
}
