// What there is to judge: each answer, and what was not answered.
import { byId, day, el, moment, percent, published, shown, words } from "./dom.js";

export const VERDICTS = {
  right: "Grounded and right",
  "off-point": "Does not answer",
  wrong: "Wrong",
  "should-abstain": "Should have abstained",
  missed: "Missed",
};
const STATUSES = {
  expected: "expected, not reported as having happened",
  denied: "denied",
  conditional: "on a condition",
  claimed: "claimed by one side",
};

/** The keys 1 to 4 for an answer; for what was not answered there is one, the rest is marked. */
export const choices = (answer) =>
  answer === null ? ["right"] : ["right", "off-point", "wrong", "should-abstain"];

/** The item's element; `on` has what its buttons do. */
export function itemOf(item, on) {
  const name = `item-${item.answer ?? "rest"}`;
  return el(
    "article",
    { class: "item", id: name, tabindex: "-1", "aria-labelledby": `${name}-head` },
    ...(item.answer === null ? restHead(item, name) : answerHead(item, name, on)),
    el(
      "div",
      { class: "verdicts", role: "group", "aria-label": "Verdict" },
      ...choices(item.answer).map((verdict, n) =>
        el(
          "button",
          {
            type: "button",
            class: "verdict",
            "data-verdict": verdict,
            "aria-pressed": "false",
            click: () => on.judge(item, verdict),
          },
          el("kbd", { "aria-hidden": "true" }, String(n + 1)),
          item.answer === null ? "Nothing is missing" : VERDICTS[verdict],
        ),
      ),
    ),
    el("ul", { class: "missed lines" }),
    el(
      "p",
      { class: "note-line" },
      el("label", { for: `${name}-note` }, "Note"),
      el("input", { id: `${name}-note`, class: "note", maxlength: "1000", dir: "auto" }),
    ),
    el("div", { class: "others" }),
  );
}

/** Show the verdicts in force: mine on the buttons, the others' once I have judged. */
export function showReviews(element, item, reviews, editor, on) {
  const mine = reviews.find((review) => review.editor === editor);
  const others = reviews.filter((review) => review.editor !== editor);
  for (const button of element.querySelectorAll(".verdict")) {
    button.setAttribute("aria-pressed", String(mine?.verdict === button.dataset.verdict));
  }
  element.classList.toggle("judged", mine !== undefined);
  const note = element.querySelector(".note");
  if (mine && document.activeElement !== note) note.value = mine.note;
  const missed = mine?.verdict === "missed" ? mine.citations : [];
  element.querySelector(".missed").replaceChildren(
    ...missed.map((citation) =>
      el(
        "li",
        {},
        "Missed: “",
        el("q", { dir: "auto" }, shown(citation.quote)),
        "” ",
        el("button", { type: "button", class: "quiet", click: () => on.read(citation) }, "Show"),
        " ",
        el(
          "button",
          {
            type: "button",
            class: "quiet",
            "aria-label": `Unmark ${citation.quote}`,
            click: () => on.unmark(citation),
          },
          "Unmark",
        ),
      ),
    ),
  );
  const told = mine || others.length === 0 ? others.map(said) : [hidden(others.length)];
  element.querySelector(".others").replaceChildren(...told);
}

function said(review) {
  const quotes = review.citations.map((citation) => `“${citation.quote}”`).join(", ");
  const places = review.verdict === "missed" ? ` ${quotes}` : "";
  return el(
    "p",
    { class: "facts" },
    words(review.editor),
    `: ${VERDICTS[review.verdict].toLowerCase()}`,
    words(places),
    review.note && " – ",
    words(review.note),
    " · ",
    moment(review.at),
  );
}

const hidden = (n) =>
  el("p", { class: "facts" }, `${n === 1 ? "One editor has" : `${n} editors have`} judged this; you see how once you have.`);

function answerHead({ answer, given, period }, name, on) {
  return [
    el("h2", { id: `${name}-head` }, "“", words(given.text), "”"),
    el(
      "p",
      { class: "facts" },
      [`${percent(given.confidence)} confident`, periodWords(period), STATUSES[given.status]]
        .filter(Boolean)
        .join(" · "),
    ),
    el("ul", { class: "citations" }, ...given.citations.map((citation) => quoteOf(citation, on))),
  ];
}

function restHead({ abstained }, name) {
  return abstained
    ? [el("h2", { id: `${name}-head` }, "No answer"), el("p", { class: "facts" }, abstained)]
    : [
        el("h2", { id: `${name}-head` }, "What was not answered"),
        el("p", { class: "facts" }, "Is there more that answers? Mark it in its article."),
      ];
}

const CONTEXT = 32; // characters of a prefix or suffix; a shorter one ends where the text does
const BLANK_LINE = /\n[^\S\n]*\n/;
const cut = (around) => ([...around].length < CONTEXT ? "" : "…");
const before = ({ prefix }) => prefix.split(BLANK_LINE).at(-1);
const after = ({ suffix }) => suffix.split(BLANK_LINE)[0];

function quoteOf(citation, on) {
  return el(
    "li",
    {},
    el(
      "blockquote",
      { dir: "auto" },
      el("span", { class: "around" }, shown(cut(before(citation)) + before(citation))),
      el("mark", {}, shown(citation.quote)),
      el("span", { class: "around" }, shown(after(citation) + cut(after(citation)))),
    ),
    el(
      "p",
      { class: "facts" },
      words(citation.source || "No outlet named"),
      ` · ${published(citation.published)} · `,
      words(citation.title),
      " ",
      el(
        "button",
        {
          type: "button",
          class: "quiet",
          "aria-label": `Show “${citation.quote}” in its article`,
          click: () => on.read(citation),
        },
        "Show in its article",
      ),
      el("span", { class: "standing" }),
    ),
  );
}

function periodWords({ from, to }) {
  if (from === null && to === null) return "undated";
  if (from === to) return day(from);
  return `${from ? day(from) : "…"} – ${to ? day(to) : "…"}`;
}

export const elementOf = (item) => byId(`item-${item.answer ?? "rest"}`);
