import { type HalfRef, type Node, nodeOf, type Topology } from '../topology/index.ts';

/** The default name pattern of new halves; when that name is too long or taken, the plan changes it. */
export const USUAL_NAMES = '{local}-{remote}';

const PLACEHOLDER_VALUES: Readonly<Record<string, (node: Node, topology: Topology) => string>> = {
  '': ({ name }) => name,
  '-region': (node) => (node.kind === 'vnet' ? node.location : ''),
  '-group': ({ resourceGroup }) => resourceGroup,
  '-subscription': ({ subscriptionId }, { subscriptions }) => subscriptions.get(subscriptionId)?.name ?? subscriptionId,
};

/** All placeholders that a pattern can contain: `local`, `remote-region` and so on. */
export const NAME_PLACEHOLDERS: readonly string[] = ['local', 'remote'].flatMap((end) =>
  Object.keys(PLACEHOLDER_VALUES).map((suffix) => `${end}${suffix}`),
);

const PLACEHOLDER = /\{([^{}]*)\}/g;

/** Formats the name of a half by a pattern. White space becomes hyphens; the plan checks the rest. */
export const formatHalfName = (pattern: string, topology: Topology, { from, to }: HalfRef): string =>
  pattern.trim().replace(PLACEHOLDER, (whole, placeholder: string) => {
    const node = nodeOf(topology, placeholder.startsWith('local') ? from : to);
    const resolveValue = PLACEHOLDER_VALUES[placeholder.replace(/^(local|remote)/, '')];
    return node && resolveValue && NAME_PLACEHOLDERS.includes(placeholder)
      ? resolveValue(node, topology).trim().replace(/\s+/g, '-')
      : whole;
  });

/** Returns what is wrong with the pattern, as a sentence; undefined for a valid one. */
export function patternProblem(pattern: string): string | undefined {
  const unknown = [...pattern.matchAll(PLACEHOLDER)].find(([, placeholder = '']) => !NAME_PLACEHOLDERS.includes(placeholder));
  if (unknown)
    return `${unknown[0]} is not a known placeholder. Use ${NAME_PLACEHOLDERS.map((placeholder) => `{${placeholder}}`).join(', ')}.`;
  return /[{}]/.test(pattern.replace(PLACEHOLDER, '')) ? 'The pattern has an unmatched curly brace.' : undefined;
}

/** Returns the pattern that the half’s name follows, by replacing the names of its two VNets in it. */
export function namePatternOf(topology: Topology, { from, to, name }: HalfRef & { readonly name: string }): string {
  const ends = [
    { placeholder: '{local}', text: nodeOf(topology, from)?.name },
    { placeholder: '{remote}', text: nodeOf(topology, to)?.name },
  ].sort((p, q) => (q.text?.length ?? 0) - (p.text?.length ?? 0));
  // the longer name first: the name of a spoke may contain the name of its hub
  return ends.reduce((pattern, { placeholder, text }) => (text ? replaceOnce(pattern, text, placeholder) : pattern), name);
}

function replaceOnce(pattern: string, text: string, placeholder: string): string {
  const segments = pattern.split(/(\{[^{}]*\})/);
  const at = segments.findIndex((segment) => !segment.startsWith('{') && segment.toLowerCase().includes(text.toLowerCase()));
  const segment = segments[at];
  if (segment === undefined) return pattern;
  const start = segment.toLowerCase().indexOf(text.toLowerCase());
  return [
    ...segments.slice(0, at),
    segment.slice(0, start),
    placeholder,
    segment.slice(start + text.length),
    ...segments.slice(at + 1),
  ].join('');
}
