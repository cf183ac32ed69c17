// Elements. What came from an article or a person only ever becomes a text node.

/** An element; `attributes` that are functions are listeners, false and null ones are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value !== null && value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? "" : value);
    }
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

const TURN = /([\u202a-\u202e\u2066-\u2069])/;

/**
 * Somebody's text, to the character. What turns the direction of writing stands in a box of its
 * own, where it turns nothing; the stylesheet shows that it is there.
 */
export function shown(text) {
  const fragment = document.createDocumentFragment();
  for (const piece of text.split(TURN)) {
    if (piece !== "") fragment.append(TURN.test(piece) ? el("span", { class: "turn" }, piece) : piece);
  }
  return fragment;
}

/** Somebody's words among the page's own. */
export const words = (text) => el("bdi", {}, shown(text));

export const byId = (id) => document.getElementById(id);

/** Say something to everybody, screen readers included. */
export function say(text) {
  byId("said").textContent = text;
}

const days = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });
const moments = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

export const day = (date) => days.format(new Date(`${date}T00:00:00Z`));
export const moment = (at) => el("time", { datetime: at }, moments.format(new Date(at)));
export const percent = (share) => `${Math.min(99, Math.round(100 * share))} %`;
export const counted = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** A publication date and how it is known. */
export function published(known) {
  if (known.date === null) return "undated";
  return day(known.date) + (known.basis === "inferred" ? " (inferred)" : "");
}
