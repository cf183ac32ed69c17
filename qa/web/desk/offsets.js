// The one place where offsets are converted. Dateline counts Unicode code points; a browser's
// strings, selections and ranges count UTF-16 units, of which an emoji has two.

const isPair = (text, at) => {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return false;
  const next = text.charCodeAt(at + 1);
  return next >= 0xdc00 && next <= 0xdfff;
};

/** How many code points `text` has before the UTF-16 unit `units`. Inside a pair counts as after it. */
export function pointsAt(text, units) {
  let points = 0;
  for (let at = 0; at < units && at < text.length; points += 1) at += isPair(text, at) ? 2 : 1;
  return points;
}

/** The UTF-16 units at which each of the ascending code point offsets `points` stands in `text`. */
export function unitsAt(text, points) {
  const found = [];
  let at = 0;
  let count = 0;
  for (const wanted of points) {
    while (count < wanted && at < text.length) {
      at += isPair(text, at) ? 2 : 1;
      count += 1;
    }
    found.push(at);
  }
  return found;
}
