// Keys pressed inside a widget belong to the widget; shortcuts with Ctrl or Command belong to JupyterLab.

/** Lets Ctrl and Command shortcuts (save!) through to JupyterLab, which the attribute on the widget would keep out. */
export function letShortcutsThrough(root) {
  const listen = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key === "Enter" || !root.contains(event.target)) return;
    root.removeAttribute("data-lm-suppress-shortcuts");
    window.setTimeout(() => root.setAttribute("data-lm-suppress-shortcuts", "true"));
  };
  window.addEventListener("keydown", listen, true);
  return () => window.removeEventListener("keydown", listen, true);
}
