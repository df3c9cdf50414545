import { drawing, h } from "./dom.js";

// A private talk: another place, with what was agreed about it in sight all the time.

const tells = (passage, agreed) => passage.kind === "news" && passage.text.includes(agreed.sentence);

/** What was said, without the news of what was agreed: on this page that stands in the note above. */
export function withoutAgreement(view) {
  return view.private ? view.passages.filter((passage) => !tells(passage, view.private)) : view.passages;
}

/** The doorway: the picture, where you are, and what was agreed. Elsewhere the heading alone. */
export function doorway(view, pictures, texts) {
  const heading = h("h4.place", { tabindex: "-1" }, view.heading);
  if (!view.private) return heading;
  const now = view.passages.some((passage) => tells(passage, view.private));
  const picture = drawing(pictures.private);
  picture.classList.add("evening");
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", texts.private_picture);
  return h("div.doorway", {}, picture, h("div", {}, heading,
    h("div.agreed", { role: "note", "aria-label": view.private.heading, "data-label": view.private.label },
      h("p.about", {}, h("b", {}, view.private.heading), now ? h("span.now", {}, texts.agreed_now) : null),
      h("p.sentence", {}, view.private.sentence))));
}

/** What was agreed, as one line to read aloud; empty when it is as it was, or told among the news. */
export function agreedAloud(view, before) {
  const agreed = view.private;
  if (!agreed || agreed.label === before || view.passages.some((passage) => tells(passage, agreed))) return "";
  return `${agreed.heading}: ${agreed.sentence}`;
}
