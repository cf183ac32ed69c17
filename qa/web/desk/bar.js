// A value from 0 to 1 with its interval, as a picture. The numbers stand beside it.
const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 100;
const MIDDLE = 6;

function part(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

const along = (share) => WIDTH * Math.min(1, Math.max(0, share));

export function bar(value, low, high) {
  const picture = part("svg", { class: "bar", viewBox: `-4 0 ${WIDTH + 8} ${2 * MIDDLE}`, "aria-hidden": "true" });
  const line = (from, to, name) => part("line", { class: name, x1: from, x2: to, y1: MIDDLE, y2: MIDDLE });
  picture.append(
    line(0, WIDTH, "scale"),
    line(along(low), along(high), "interval"),
    part("circle", { cx: along(value), cy: MIDDLE, r: 3.5 }),
  );
  return picture;
}
