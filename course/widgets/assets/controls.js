import { h, paragraphs, uniqueId } from "./dom.js";

// The six kinds of controls. Each maker gives { element, read, control }: what to show, what was filled in (in the words of
// course/widgets/forms.py), and the element that a name such as "first" or "worst" stands for.

/** The controls of a question, in a group that the question names. */
export function form(view, titleId) {
  const howId = uniqueId("how");
  const made = MAKERS[view.controls.type](view.controls, view, howId);
  const legend = h("legend", { id: titleId }, ...paragraphs(view.question, "span.text"));
  const element = h("fieldset.ask", { "aria-describedby": howId, "data-controls": view.controls.type },
    legend, h("p.how", { id: howId }, view.how), made.element);
  return {
    element,
    read: made.read,
    control: (name) => made.control?.(name) ?? element.querySelector("input, select, button"),
  };
}

function radiosControl(controls) {
  const name = uniqueId("choice");
  const inputs = controls.options.map((option) =>
    h("input", { type: "radio", name, value: option.id, checked: option.id === controls.value }));
  const element = h("div.options", {}, controls.options.map((option, n) =>
    h("label.option", {}, inputs[n], h("span", {}, option.text))));
  return { element, read: () => ({ chosen: chosen(inputs) }) };
}

/** One choice a column (best, worst), the options as rows. */
function gridControl(controls) {
  const groups = controls.columns.map((column) => ({ column, name: uniqueId(column.id), inputs: [] }));
  const rows = controls.rows.map((row) => {
    const textId = uniqueId("row");
    const cells = groups.map((group) => {
      const wordId = uniqueId("word");
      const input = h("input", { type: "radio", name: group.name, value: row.id, checked: controls.value[group.column.id] === row.id, "aria-labelledby": `${wordId} ${textId}` });
      group.inputs.push(input);
      return h("label.pick", { "data-column": group.column.id }, input, h("span", { id: wordId }, group.column.text));
    });
    return h("div.askrow", {}, h("span.rowtext", { id: textId }, row.text), h("div.picks", {}, cells));
  });
  return {
    element: h("div.rows.grid", {}, rows),
    read: () => Object.fromEntries(groups.map((group) => [group.column.id, chosen(group.inputs)])),
    control: (name) => groups.find((group) => group.column.id === name)?.inputs[0],
  };
}

/** One choice a row: as buttons side by side, or as a list to unfold. */
function rowsControl(controls) {
  const readers = [];
  const element = h(`div.rows.${controls.as}`, {}, controls.rows.map((row) => {
    const textId = uniqueId("row");
    const value = controls.value[row.id] ?? "";
    if (controls.as === "list") {
      const select = picker(controls.choices, value, controls.empty, { "aria-labelledby": textId });
      readers.push([row.id, () => select.value]);
      return h("div.askrow", {}, h("span.rowtext", { id: textId }, row.text), select);
    }
    const name = uniqueId("row");
    const inputs = controls.choices.map((choice) => h("input", { type: "radio", name, value: choice.id, checked: choice.id === value }));
    readers.push([row.id, () => chosen(inputs)]);
    return h("div.askrow", { role: "radiogroup", "aria-labelledby": textId },
      h("span.rowtext", { id: textId }, row.text),
      h("div.picks", {}, controls.choices.map((choice, n) => h("label.pick", {}, inputs[n], h("span", {}, choice.text)))));
  }));
  return { element, read: () => ({ rows: Object.fromEntries(readers.map(([id, read]) => [id, read()])) }) };
}

function numberControl(controls, view, howId) {
  const unitId = uniqueId("unit");
  const wrong = view.news?.tone === "trouble";
  const input = h("input.number", { type: "text", inputmode: "decimal", autocomplete: "off", value: controls.value, maxlength: "40", "aria-invalid": wrong ? "true" : null, "aria-label": view.question, "aria-describedby": `${howId} ${unitId}` });
  return {
    element: h("div.line", {}, input, h("span.unit", { id: unitId }, controls.unit)),
    read: () => ({ number: input.value }),
    control: () => input,
  };
}

function tableControl(controls) {
  const cells = new Map();
  const heads = controls.columns.map((column) => ({ id: uniqueId("column"), text: column.unit ? `${column.text} (${column.unit})` : column.text }));
  const body = controls.rows.map((row) => {
    const rowId = uniqueId("row");
    return h("tr", {}, h("th", { scope: "row", id: rowId }, row.text), row.cells.map((cell, n) => {
      if ("given" in cell) return h("td", {}, cell.given);
      const column = controls.columns[n];
      const labels = { "aria-labelledby": `${rowId} ${heads[n].id}` };
      const control = column.choices.length
        ? picker(column.choices, cell.value, controls.empty, labels)
        : h("input.number", { type: "text", inputmode: "decimal", autocomplete: "off", maxlength: "40", value: cell.value, ...labels });
      cells.set(`${row.id}.${column.id}`, { row: row.id, column: column.id, control });
      return h("td", {}, control);
    }));
  });
  const element = h("div.scroller", {}, h("table", {},
    h("thead", {}, h("tr", {}, h("td", {}), heads.map((head) => h("th", { scope: "col", id: head.id }, head.text)))),
    h("tbody", {}, body)));
  const read = () => {
    const found = {};
    for (const { row, column, control } of cells.values()) (found[row] ??= {})[column] = control.value;
    return { cells: found };
  };
  return { element, read, control: (name) => cells.get(name)?.control };
}

/** A list whose members move up and down; the focus stays on the button that was pressed. */
function orderControl(controls) {
  const options = [...controls.options];
  const said = h("span.hidden", { role: "status", "aria-live": "polite" });
  const list = h("ol.steps", {});
  const items = new Map(options.map((option) => {
    const textId = uniqueId("step");
    const button = (by, word, sign) => {
      const wordId = uniqueId("word");
      return h(`button.move`, { type: "button", "data-by": by, "aria-labelledby": `${wordId} ${textId}`, onclick: () => move(option, by) },
        h("span", { "aria-hidden": "true" }, sign), h("span", { id: wordId }, word));
    };
    const item = h("li", {}, h("span.steptext", { id: textId }, option.text),
      h("span.moves", {}, button(-1, controls.words.move_up, "↑ "), button(1, controls.words.move_down, "↓ ")));
    return [option.id, item];
  }));
  const draw = () => {
    list.replaceChildren(...options.map((option) => items.get(option.id)));
    options.forEach((option, place) => {
      const [up, down] = items.get(option.id).querySelectorAll("button");
      up.setAttribute("aria-disabled", String(place === 0));
      down.setAttribute("aria-disabled", String(place === options.length - 1));
    });
  };
  const move = (option, by) => {
    const from = options.indexOf(option);
    const to = from + by;
    if (to < 0 || to >= options.length) return;
    options.splice(to, 0, ...options.splice(from, 1));
    draw();
    items.get(option.id).querySelector(`[data-by="${by}"]`).focus();
    said.textContent = controls.words.now_at.replace("{place}", to + 1).replace("{count}", options.length);
  };
  draw();
  return { element: h("div", {}, list, said), read: () => ({ order: options.map((option) => option.id) }) };
}

const MAKERS = { radios: radiosControl, grid: gridControl, rows: rowsControl, number: numberControl, table: tableControl, order: orderControl };

function picker(choices, value, empty, attributes) {
  const select = h("select", attributes, h("option", { value: "" }, empty), choices.map((choice) => h("option", { value: choice.id }, choice.text)));
  select.value = value ?? "";
  return select;
}

function chosen(inputs) {
  return inputs.find((input) => input.checked)?.value ?? "";
}
