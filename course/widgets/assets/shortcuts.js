// Keys pressed inside a widget belong to the widget: in JupyterLab "b" would otherwise add a cell and an arrow leave it.
// Shortcuts with Ctrl or Command (save!) still belong to JupyterLab.

// JupyterLab leaves keys alone when the focused element itself carries this; on an element around it, it does not count.
const HANDS_OFF = "data-lm-suppress-shortcuts";

/** Keeps the keys of whatever has the focus inside `root`. Returns how to stop. */
export function ownKeys(root) {
  const enter = (event) => event.target.setAttribute(HANDS_OFF, "true");
  const leave = (event) => event.target.removeAttribute(HANDS_OFF);
  // Before JupyterLab sees it, and only for this one event.
  const letThrough = (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key === "Enter" || !root.contains(event.target)) return;
    event.target.removeAttribute(HANDS_OFF);
    window.setTimeout(() => {
      if (root.contains(document.activeElement)) document.activeElement.setAttribute(HANDS_OFF, "true");
    });
  };
  root.addEventListener("focusin", enter);
  root.addEventListener("focusout", leave);
  window.addEventListener("keydown", letThrough, true);
  return () => {
    root.removeEventListener("focusin", enter);
    root.removeEventListener("focusout", leave);
    window.removeEventListener("keydown", letThrough, true);
  };
}
