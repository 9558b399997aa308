import { formatNumber, type HalfRef, managerOf, nodeOf } from '../topology/index.ts';
import { currentHalf, halfKey } from './half-intents.ts';
import type { Note } from './notice.ts';
import type { Outcome } from './outcome.ts';

/** Halves that are listed by name; the others are counted. */
const MAX_NAMED = 3;

/** Returns one note for each tool that manages a half that the plan changes, or the counterpart of one. */
export function managedNotes(outcome: Outcome): Note[] {
  const touched = uniqueHalves(outcome.steps.map(({ half: { from, to } }) => ({ from, to })));
  const keys = new Set(touched.map(halfKey));
  const untouched = touched.map(({ from, to }) => ({ from: to, to: from })).filter((ref) => !keys.has(halfKey(ref)));
  const counterparts = untouched.filter((ref) => currentHalf(outcome.topology, ref) !== undefined);
  return [
    ...notesOf(
      outcome,
      touched,
      (halves, tool) => `${tool} manages ${halves}. Its next run may revert this change; make it in ${tool} instead.`,
    ),
    ...notesOf(
      outcome,
      counterparts,
      (halves, tool) =>
        `${tool} manages ${halves}, and this plan changes the other half manually. Preferably, let ${tool} manage both halves.`,
    ),
  ];
}

function notesOf({ topology, nameOf }: Outcome, halves: readonly HalfRef[], format: (halves: string, tool: string) => string): Note[] {
  const byTool = new Map<string, HalfRef[]>();
  for (const ref of halves) {
    const tool = managerOf(currentHalf(topology, ref), nodeOf(topology, ref.from));
    if (tool !== undefined) byTool.set(tool, [...(byTool.get(tool) ?? []), ref]);
  }
  return [...byTool].map(([tool, refs]): Note => {
    const named = refs.slice(0, MAX_NAMED).map(({ from, to }) => `${nameOf(from)} → ${nameOf(to)}`);
    const more = refs.length - named.length;
    const [only] = refs.length === 1 ? refs : [];
    return {
      code: 'managed-half',
      text: format(more > 0 ? `${named.join(', ')} and ${formatNumber(more)} more` : named.join(' and '), tool),
      vnets: [...new Set(refs.flatMap(({ from, to }) => [from, to]))],
      ...(only && { half: only }),
    };
  });
}

const uniqueHalves = (refs: readonly HalfRef[]): readonly HalfRef[] => [...new Map(refs.map((ref) => [halfKey(ref), ref])).values()];
