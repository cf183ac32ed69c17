// An article at one revision, with the places that matter marked, to read and to select in.
import { api, documentPath, Problem } from "./api.js";
import { byId, el, published, shown, words } from "./dom.js";
import { pointsAt, unitsAt } from "./offsets.js";

const STANDINGS = {
  superseded: "This text was corrected later; the places are those of the text that was judged.",
  retracted: "This article was retracted.",
};
const box = byId("text");
const texts = new Map();
let reading = null;
let asked = 0; // of two articles that are asked for, the later one is shown, whichever comes first
let drawn = null;

/** What is shown: document, revision and text; null where nothing is. */
export const current = () => reading;

/**
 * Show an article at a revision (the current one, if none is named) with `places` marked: spans in
 * code points, each with a class. The one that `focus` names is scrolled to.
 */
export async function show(document_id, revision, places, focus) {
  asked += 1;
  const turn = asked;
  let article;
  try {
    article = await stored(document_id, revision);
    if (turn !== asked) return;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (turn !== asked) return;
    reading = null;
    drawn = null;
    byId("article-title").textContent = document_id;
    byId("article-facts").textContent = "";
    standing(`The article cannot be shown: ${problem.message}.`);
    box.replaceChildren();
    return;
  }
  reading = { document_id: article.id, revision: article.revision, text: article.text };
  byId("article-title").replaceChildren(shown(article.title));
  byId("article-facts").replaceChildren(
    words(article.source || "No outlet named"),
    ` · ${published(article.published)} · `,
    el("a", { href: `/desk/articles/${encodeURIComponent(article.id)}` }, "in the corpus"),
  );
  standing(STANDINGS[article.standing] ?? "");
  draw(places, focus);
}

/** Mark other places in the same article. */
export function draw(places, focus) {
  if (!reading) return;
  drawn = () => box.replaceChildren(...pieces(reading.text, places, focus));
  drawn();
  const at = box.querySelector(".focus") ?? box.querySelector("mark");
  // Only the box scrolls: the page stays where the reader is.
  if (at) box.scrollTop += at.getBoundingClientRect().top - box.getBoundingClientRect().top - 80;
  else box.scrollTop = 0;
}

/** The selected words of the article as a span in code points, without white space at its ends. */
export function selected() {
  const selection = getSelection();
  if (!reading || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!box.contains(range.startContainer) || !box.contains(range.endContainer)) return null;
  let start = unitsBefore(range.startContainer, range.startOffset);
  let end = unitsBefore(range.endContainer, range.endOffset);
  while (start < end && /\s/.test(reading.text[start])) start += 1;
  while (start < end && /\s/.test(reading.text[end - 1])) end -= 1;
  if (start === end) return null;
  return { start: pointsAt(reading.text, start), end: pointsAt(reading.text, end) };
}

async function stored(document_id, revision) {
  const query = revision ? `?revision=${encodeURIComponent(revision)}` : "";
  const path = documentPath(document_id) + query;
  if (!texts.has(path)) texts.set(path, await api("GET", path));
  return texts.get(path);
}

function standing(text) {
  byId("article-standing").textContent = text;
  byId("article-standing").hidden = text === "";
}

function unitsBefore(node, offset) {
  const range = document.createRange();
  range.selectNodeContents(box);
  range.setEnd(node, offset);
  return range.toString().length;
}

/** The text cut where a place begins or ends; what is in a place is a mark with all its classes. */
function pieces(text, places, focus) {
  const ends = places.flatMap(({ span }) => [span.start, span.end]);
  const points = [...new Set(ends)].sort((a, b) => a - b);
  const units = unitsAt(text, points);
  const cuts = [0, ...units, text.length];
  return cuts.slice(1).map((end, n) => {
    const piece = text.slice(cuts[n], end);
    const inside = places.filter(
      ({ span }) => n > 0 && span.start <= points[n - 1] && points[n - 1] < span.end,
    );
    if (inside.length === 0) return shown(piece);
    const kinds = inside.map((place) => (place === focus ? `${place.kind} focus` : place.kind));
    return el("mark", { class: [...new Set(kinds)].join(" ") }, shown(piece));
  });
}

// The box takes a caret, so that the keys select as they do everywhere, and no change.
for (const kind of ["beforeinput", "paste", "cut", "drop", "dragstart"]) {
  box.addEventListener(kind, (event) => event.preventDefault());
}
box.addEventListener("input", () => drawn?.()); // an input method may write all the same
