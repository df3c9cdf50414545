// The copy of the answers in the notebook's own outputs. The kernel renews it, but after a page was reloaded JupyterLab no
// longer knows which output the kernel means, and drops the renewal without a word. Then the widget puts it in its place.

const ANSWERS = "application/vnd.achterban.answers+json";
const LATER = 400; // milliseconds: the kernel's own renewal comes first where it works

/** Follows the trait `copy` of a widget: {item, data}, the output as the kernel wants it. Returns how to stop. */
export function followCopy(model) {
  let timer;
  const put = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => putCopy(model.widget_manager?.context?.model?.cells, model.get("copy")), LATER);
  };
  model.on("change:copy", put);
  return () => {
    window.clearTimeout(timer);
    model.off("change:copy", put);
  };
}

function putCopy(cells, copy) {
  if (!cells || !copy?.data) return; // no JupyterLab: the journal on disk holds everything
  const wanted = JSON.stringify(copy.data[ANSWERS]);
  for (let place = 0; place < cells.length; place += 1) {
    const outputs = cells.get(place).outputs;
    for (let n = 0; n < (outputs?.length ?? 0); n += 1) {
      const output = outputs.get(n).toJSON();
      const held = output.data?.[ANSWERS];
      if (held?.item === copy.item && JSON.stringify(held) !== wanted) outputs.set(n, { ...output, data: copy.data });
    }
  }
}
