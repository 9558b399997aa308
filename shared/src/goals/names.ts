import { type HalfRef, type Node, nodeOf, type Topology } from '../topology/index.ts';

/** What a plan calls a half when nobody says otherwise; where that is too long or taken, the plan finds another. */
export const USUAL_NAMES = '{local}-{remote}';

const PARTS: Readonly<Record<string, (node: Node, topology: Topology) => string>> = {
  '': ({ name }) => name,
  '-region': (node) => (node.kind === 'vnet' ? node.location : ''),
  '-group': ({ resourceGroup }) => resourceGroup,
  '-subscription': ({ subscriptionId }, { subscriptions }) => subscriptions.get(subscriptionId)?.name ?? subscriptionId,
};

/** Every word that a pattern may hold: `local`, `remote-region` and so on. */
export const PATTERN_WORDS: readonly string[] = ['local', 'remote'].flatMap((end) => Object.keys(PARTS).map((part) => `${end}${part}`));

const WORD = /\{([^{}]*)\}/g;

/** The name that the pattern gives the half. Blanks, which no name may hold, become hyphens; the rest is for the plan to judge. */
export const formatHalfName = (pattern: string, topology: Topology, { from, to }: HalfRef): string =>
  pattern.trim().replace(WORD, (whole, word: string) => {
    const node = nodeOf(topology, word.startsWith('local') ? from : to);
    const part = PARTS[word.replace(/^(local|remote)/, '')];
    return node && part && PATTERN_WORDS.includes(word) ? part(node, topology).trim().replace(/\s+/g, '-') : whole;
  });

/** What is wrong with the pattern itself, in a sentence. */
export function patternProblem(pattern: string): string | undefined {
  const unknown = [...pattern.matchAll(WORD)].find(([, word = '']) => !PATTERN_WORDS.includes(word));
  if (unknown) return `${unknown[0]} means nothing here; there are ${PATTERN_WORDS.map((word) => `{${word}}`).join(', ')}.`;
  return /[{}]/.test(pattern.replace(WORD, '')) ? 'A curly bracket has no partner.' : undefined;
}

/** The pattern that this half's name follows, as far as the names of its two ends stand in it. */
export function namePatternOf(topology: Topology, { from, to, name }: HalfRef & { readonly name: string }): string {
  const ends = [
    { word: '{local}', text: nodeOf(topology, from)?.name },
    { word: '{remote}', text: nodeOf(topology, to)?.name },
  ].sort((p, q) => (q.text?.length ?? 0) - (p.text?.length ?? 0));
  // the longer first: the name of a hub may stand in that of its spoke
  return ends.reduce((pattern, { word, text }) => (text ? replacedOnce(pattern, text, word) : pattern), name);
}

function replacedOnce(pattern: string, text: string, word: string): string {
  const parts = pattern.split(/(\{[^{}]*\})/);
  const at = parts.findIndex((part) => !part.startsWith('{') && part.toLowerCase().includes(text.toLowerCase()));
  const part = parts[at];
  if (part === undefined) return pattern;
  const start = part.toLowerCase().indexOf(text.toLowerCase());
  return [...parts.slice(0, at), part.slice(0, start), word, part.slice(start + text.length), ...parts.slice(at + 1)].join('');
}
