import { drawing, fold, h } from "./dom.js";

// What was said: the conversation of the last decision, and what came before it folded away.

/** One speaker's words after each other share one face. */
function turns(passages) {
  const groups = [];
  for (const passage of passages) {
    const speaker = passage.speaker?.id ?? null;
    const last = groups[groups.length - 1];
    if (last && last.speaker === speaker && speaker !== null && passage.kind !== "you") last.passages.push(passage);
    else groups.push({ speaker: passage.kind === "you" ? null : speaker, passages: [passage] });
  }
  return groups;
}

function who(speaker) {
  return h("p.who", {}, h("b", {}, speaker.name), speaker.role ? `, ${speaker.role}` : "",
    speaker.mood_label ? [" · ", h("span.mood", {}, speaker.mood_label)] : null);
}

function face(speaker, portraits) {
  const drawn = portraits[speaker.portrait]?.[speaker.mood || "ok"];
  if (!drawn) return h("span.face.nobody", { "aria-hidden": "true" }, speaker.name.slice(0, 1));
  const box = drawing(drawn);
  box.classList.add("face");
  box.setAttribute("role", "img");
  box.setAttribute("aria-label", speaker.mood_label ? `${speaker.name}, ${speaker.mood_label}` : speaker.name);
  return box;
}

function words(passage) {
  return h(`p.text.${passage.kind}`, {}, passage.text);
}

function turn(group, portraits, texts) {
  const [first] = group.passages;
  if (first.kind === "you") {
    return h("li.turn.mine", {}, h("div.bubble", {}, h("p.who", {}, h("b", {}, texts.you)), h("p.text", {}, first.text)));
  }
  if (group.speaker !== null) {
    const speaker = group.passages[group.passages.length - 1].speaker;
    return h("li.turn.theirs", {}, face(speaker, portraits), h("div", {}, who(speaker), group.passages.map(words)));
  }
  return h(`li.turn.told.${first.kind}`, {}, group.passages.map(words));
}

/** The news since the last decision. */
export function conversation(passages, portraits, texts) {
  if (passages.length === 0) return null;
  return h("ol.talk", { "aria-label": texts.news }, turns(passages).map((group) => turn(group, portraits, texts)));
}

/** What was said before, folded away; opened, it shows its end. */
export function earlier(passages, texts, folds) {
  if (passages.length === 0) return null;
  const node = fold(folds, "earlier", texts.earlier, false,
    h("ol.before", { tabindex: "0", "aria-label": texts.earlier }, passages.map((passage) => h(`li.${passage.kind}`, {},
      h("b", {}, passage.kind === "you" ? `${texts.you}: ` : passage.speaker ? `${passage.speaker.name}: ` : ""), passage.text))));
  const toTheEnd = () => { const list = node.querySelector(".before"); list.scrollTop = list.scrollHeight; };
  node.addEventListener("toggle", toTheEnd);
  return node;
}

/** The same news as one text, for the region that is read aloud. */
export function spoken(passages, question, texts) {
  const parts = passages.map((passage) => {
    if (passage.kind === "you") return `${texts.you}: ${passage.text}`;
    if (!passage.speaker) return passage.text;
    const mood = passage.speaker.mood_label ? `, ${passage.speaker.mood_label}` : "";
    return `${passage.speaker.name}${mood}: ${passage.text}`;
  });
  return [...parts, question].filter(Boolean).join("\n");
}
