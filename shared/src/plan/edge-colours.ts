/** The two ends of an edge. */
export type Edge = readonly [string, string];

/**
 * Returns a colour for each edge such that no two edges of one colour share an end. Uses at most Δ + 1 colours, where Δ is the largest degree
 * (Vizing's bound, by the algorithm of Misra and Gries, 1992); complete graphs get their optimum by the circle method. Edges must be distinct.
 */
export function edgeColours(edges: readonly Edge[]): readonly number[] {
  return colourCompleteGraph(edges) ?? misraGries(edges);
}

/** Colours a complete graph by the circle method of round-robin tournaments; undefined for any other graph. */
function colourCompleteGraph(edges: readonly Edge[]): readonly number[] | undefined {
  const ends = [...new Set(edges.flat())].sort();
  const n = ends.length;
  if (n < 3 || edges.length !== (n * (n - 1)) / 2) return undefined;
  const positions = new Map(ends.map((end, i) => [end, i]));
  const roundCount = n % 2 === 0 ? n - 1 : n;
  return edges.map(([one, other]) => {
    const [i = 0, j = 0] = [positions.get(one), positions.get(other)];
    const isCentre = (k: number): boolean => k === roundCount;
    return isCentre(i) ? (2 * j) % roundCount : isCentre(j) ? (2 * i) % roundCount : (i + j) % roundCount;
  });
}

/** For each end, the neighbour that each colour leads to. */
type Palette = Map<string, Map<number, string>>;

function misraGries(edges: readonly Edge[]): readonly number[] {
  const palette: Palette = new Map();
  for (const [u, v] of edges) for (const end of [u, v]) if (!palette.has(end)) palette.set(end, new Map());
  for (const [u, v] of edges) colourOne(palette, u, v);
  return edges.map(([u, v]) => colourOf(palette, u, v) ?? 0);
}

function colourOne(palette: Palette, u: string, v: string): void {
  const fan = fanOf(palette, u, v);
  const free = freeAt(palette, u);
  const last = fan[fan.length - 1] ?? v;
  const target = freeAt(palette, last);
  swapPath(palette, u, target, free);
  const end = fan.findIndex((w, i) => !at(palette, w).has(target) && isFan(palette, u, fan.slice(0, i + 1)));
  rotate(palette, u, fan.slice(0, end + 1), target);
}

/** Returns a maximal fan of `u`: neighbours, each joined to `u` in a colour that is free at the one before. */
function fanOf(palette: Palette, u: string, v: string): string[] {
  const fan = [v];
  const left = new Map([...at(palette, u)].filter(([, w]) => w !== v));
  for (let last = v; ; ) {
    const next = [...left].find(([colour]) => !at(palette, last).has(colour));
    if (!next) return fan;
    left.delete(next[0]);
    last = next[1];
    fan.push(last);
  }
}

const isFan = (palette: Palette, u: string, fan: readonly string[]): boolean =>
  fan.slice(1).every((w, i) => {
    const before = fan[i];
    const colour = colourOf(palette, u, w);
    return before !== undefined && colour !== undefined && !at(palette, before).has(colour);
  });

/** Swaps two colours along the path that leaves `u` in the first of them. */
function swapPath(palette: Palette, u: string, first: number, second: number): void {
  if (first === second) return;
  const path: string[] = [u];
  for (let end: string | undefined = u, colour = first; end !== undefined; colour = colour === first ? second : first) {
    end = at(palette, end).get(colour);
    if (end !== undefined) path.push(end);
  }
  const edges = path.slice(1).map((end, i): Edge => [path[i] ?? u, end]);
  for (const [i, [p, q]] of edges.entries()) unjoin(palette, p, q, i % 2 === 0 ? first : second);
  for (const [i, [p, q]] of edges.entries()) join(palette, p, q, i % 2 === 0 ? second : first);
}

/** Gives each edge of the fan the colour of the next one, and the last edge the free colour. */
function rotate(palette: Palette, u: string, fan: readonly string[], free: number): void {
  const colours = fan.slice(1).map((w) => colourOf(palette, u, w) ?? free);
  for (const [i, w] of fan.slice(1).entries()) unjoin(palette, u, w, colours[i] ?? free);
  for (const [i, w] of fan.entries()) join(palette, u, w, colours[i] ?? free);
}

const at = (palette: Palette, end: string): Map<number, string> => palette.get(end) ?? new Map();

function freeAt(palette: Palette, end: string): number {
  for (let colour = 0; ; colour++) if (!at(palette, end).has(colour)) return colour;
}

function colourOf(palette: Palette, u: string, v: string): number | undefined {
  for (const [colour, w] of at(palette, u)) if (w === v) return colour;
  return undefined;
}

function join(palette: Palette, u: string, v: string, colour: number): void {
  at(palette, u).set(colour, v);
  at(palette, v).set(colour, u);
}

function unjoin(palette: Palette, u: string, v: string, colour: number): void {
  at(palette, u).delete(colour);
  at(palette, v).delete(colour);
}
