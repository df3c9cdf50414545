import { fill, fold, h, paragraphs, table } from "./dom.js";
import { briefing } from "./frame.js";
import { ledgerTable } from "./ledger.js";
import { conversation, earlier } from "./talk.js";

// After the end: everything that was hidden while playing.

const points = (value, language) => value.toLocaleString(language, { maximumFractionDigits: 1 });

function scorePart(part, texts) {
  const share = part.maximum ? Math.max(0, Math.min(1, part.points / part.maximum)) : 0;
  return h("li.part", {},
    h("p.partname", {}, h("b", {}, part.label), h("span.points", {}, fill(texts.points_of, { points: points(part.points, texts.language), maximum: points(part.maximum, texts.language) }))),
    h("div.track", { "aria-hidden": "true" }, h("i", { style: `--part:${share}` })),
    part.reasons.length ? h("ul.reasons", {}, part.reasons.map((reason) => h("li", {}, reason))) : null);
}

function picture(plot, sentence) {
  return h("figure", {},
    h("img.for-light", { src: plot.light, alt: plot.alt }), h("img.for-dark", { src: plot.dark, alt: plot.alt }),
    h("figcaption", {}, sentence ?? plot.alt));
}

const yesNo = (value, texts) => (value ? texts.yes : texts.no);

function outcomes(debrief, texts) {
  const rows = debrief.outcomes.map((dot) => [dot.label, points(dot.ours, texts.language), points(dot.theirs, texts.language), yesNo(dot.in_zone, texts), yesNo(dot.in_mandate, texts), yesNo(dot.in_win_set, texts), yesNo(dot.on_frontier, texts)]);
  return table(texts.outcomes_caption, [texts.package, texts.for_us, texts.for_them, texts.in_zone, texts.in_mandate, texts.in_win_set, texts.on_frontier], rows, [1, 2]);
}

function voteTable(vote, several, texts) {
  const counted = fill(texts.vote_counted, { yes: percent(vote.yes), needed: percent(vote.needed) });
  const name = several ? fill(texts.vote_name, { name: vote.name, number: vote.number }) : vote.name;
  return h("div", {}, h("p", {}, h("b", {}, name), `: ${counted}`),
    table(fill(texts.vote_caption, { name }), [texts.department, texts.voted, texts.because],
      vote.factions.map((faction) => [faction.name, percent(faction.yes), faction.sentence]), [1]));
}

const percent = (share) => `${Math.round(share * 100)}%`;

function ledger(rows, pictures, texts) {
  if (rows.length === 0) return h("p.nothing", {}, texts.ledger_nothing);
  return ledgerTable(rows, { caption: texts.ledger_caption, label: texts.ledger_heading, afterwards: true }, pictures, texts);
}

/** How near to getting out what was told in private came: a bar, a sentence and a table that say the same. */
function leak(found, plot, texts) {
  const amount = (value) => value.toLocaleString(texts.language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const rows = [[texts.leak_exposure, amount(found.exposure)], [texts.leak_limit, amount(found.limit)], [texts.leak_leaked, yesNo(found.leaked, texts)]];
  if (found.announced !== null) rows.push([texts.leak_announced, yesNo(found.announced, texts)]);
  return [h("h4", {}, texts.leak_heading), h("p.small", {}, texts.leak_help), h("div.leak", {}, picture(plot, plot.sentence), table(texts.leak_caption, [texts.leak_what, texts.leak_value], rows, [1]))];
}

function step(each, texts, folds) {
  const changes = each.changes.map((change) => [change.what, `${change.before} → ${change.after}`, change.rule, change.point, change.source]);
  const count = fill([texts.zero_changes, texts.one_change][each.changes.length] ?? texts.changes, { count: each.changes.length });
  return h("li", {}, fold(folds, `step-${each.number}`,
    h("span.step", {}, h("span.where", {}, `${each.number} · ${each.place}`), h("span", {}, each.said), h("span.count", {}, count)), false,
    each.acts.length ? h("p.small", {}, h("b", {}, `${texts.acts}: `), each.acts.join("; ")) : null,
    changes.length ? table(fill(texts.changes_caption, { number: each.number }), [texts.what, texts.before_after, texts.rule, texts.point, texts.source], changes)
      : h("p.nothing", {}, texts.no_changes)));
}

/** The whole debrief, from the ending to the button for another try. */
export function debriefPage(page, texts, model, folds, againAbove, againBelow) {
  const { debrief, view } = page;
  const steps = h("ol.steps", {}, debrief.steps.map((each) => step(each, texts, folds)));
  const openAll = (open) => steps.querySelectorAll("details").forEach((one) => { one.open = open; });
  return h("div.room.whole", {}, h("div.scene.debrief", {},
    h("h4.place", { tabindex: "-1" }, view.heading || texts.debrief),
    h("div.folds", {}, briefing(view, texts, folds, false), earlier(view.earlier, texts, folds)),
    conversation(view.passages.filter((passage) => passage.text !== debrief.story), model.get("portraits"), texts),
    h("div.ending", {},
      h("div", {}, h("h4.endname", {}, debrief.ending), h("div.story", {}, paragraphs(debrief.story)), debrief.advice ? h("p.advice", {}, debrief.advice) : null,
        debrief.drawn ? h("p.drawn", {}, debrief.drawn) : null),
      h("div.total", {}, h("p.sum", {}, h("b", {}, points(debrief.total, texts.language)), h("span", {}, texts.of_hundred)), againAbove)),
    h("h4", {}, texts.score_heading), h("ul.parts", {}, debrief.parts.map((part) => scorePart(part, texts))),
    debrief.outcomes.length ? [h("h4", {}, texts.pareto_heading), picture(page.plots.pareto, page.plots.pareto.sentence),
      fold(folds, "outcomes", texts.pareto_table, false, outcomes(debrief, texts),
        debrief.marks.length ? table(texts.marks_caption, [texts.mark, texts.package, texts.for_us, texts.for_them],
          debrief.marks.map((mark) => [texts[`mark_${mark.id}`] ?? mark.id, mark.label, points(mark.ours, texts.language), points(mark.theirs, texts.language)]), [2, 3]) : null,
        debrief.path.length ? table(texts.path_caption, [texts.round, texts.who, texts.package, texts.for_us, texts.for_them],
          debrief.path.map((offer) => [offer.round, texts[`path_${offer.who}`] ?? offer.who, offer.label, points(offer.ours, texts.language), points(offer.theirs, texts.language)]), [3, 4]) : null)] : null,
    debrief.votes.length ? [h("h4", {}, texts.votes_heading), debrief.votes.map((vote) => voteTable(vote, debrief.votes.length > 1, texts))] : null,
    h("h4", {}, texts.ledger_heading), ledger(debrief.ledger, model.get("pictures"), texts),
    debrief.leak ? leak(debrief.leak, page.plots.leak, texts) : null,
    debrief.radar.length ? [h("h4", {}, texts.radar_heading), h("div.pair.radar", {}, page.plots.radar ? picture(page.plots.radar, page.plots.radar.sentence) : null,
      table(texts.radar_caption, [texts.activity, texts.share], debrief.radar.map((axis) => [axis.label, percent(axis.value)]), [1]))] : null,
    h("h4", {}, texts.steps_heading), h("p.small", {}, texts.steps_help),
    h("div.actions", {}, h("button", { type: "button", onclick: () => openAll(true) }, texts.open_all), h("button", { type: "button", onclick: () => openAll(false) }, texts.close_all)),
    steps,
    h("div.actions.last", {}, againBelow, h("span.small", {}, texts.again_help))));
}
