// What changed from one text to another, word by word (Myers, 1986).

const MOST_STEPS = 4000; // beyond that the texts have little in common, and both are shown whole

/** Pieces in order: `kind` is "same", "gone" (only in `before`) or "new" (only in `after`). */
export function differences(before, after) {
  const a = before.match(/\s+|[^\s]+/gu) ?? [];
  const b = after.match(/\s+|[^\s]+/gu) ?? [];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) {
    end += 1;
  }
  const middle = changed(a.slice(start, a.length - end), b.slice(start, b.length - end));
  const same = (words) => words.map((word) => ["same", word]);
  return joined([...same(a.slice(0, start)), ...middle, ...same(a.slice(a.length - end))]);
}

function changed(a, b) {
  const trace = [];
  const most = Math.min(a.length + b.length, MOST_STEPS);
  let furthest = new Map([[1, 0]]);
  for (let steps = 0; steps <= most; steps += 1) {
    trace.push(new Map(furthest));
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && furthest.get(k - 1) < furthest.get(k + 1));
      let x = down ? furthest.get(k + 1) : furthest.get(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return back(trace, a, b);
    }
  }
  return [...a.map((word) => ["gone", word]), ...b.map((word) => ["new", word])];
}

function back(trace, a, b) {
  const found = [];
  let x = a.length;
  let y = b.length;
  for (let steps = trace.length - 1; x > 0 || y > 0; steps -= 1) {
    const furthest = trace[steps];
    const k = x - y;
    const down = k === -steps || (k !== steps && furthest.get(k - 1) < furthest.get(k + 1));
    const fromX = furthest.get(down ? k + 1 : k - 1) ?? 0;
    const fromY = fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      found.push(["same", a[x]]);
    }
    if (steps === 0) break;
    if (down) found.push(["new", b[(y -= 1)]]);
    else found.push(["gone", a[(x -= 1)]]);
  }
  return found.reverse();
}

function joined(pieces) {
  const runs = [];
  for (const [kind, word] of pieces) {
    if (runs.at(-1)?.kind === kind) runs.at(-1).text += word;
    else runs.push({ kind, text: word });
  }
  return runs;
}
