import { type Finding, runRules } from '../health/index.ts';
import { applyChanges, buildTopology, type Topology } from '../topology/index.ts';
import { visibleRows, type World } from '../world/index.ts';

/** Outcome of a remedy: whether the finding remains, and the ids of new errors and warnings. */
export interface RemedyOutcome {
  readonly remains: boolean;
  readonly caused: readonly string[];
}

/** The outcome that a remedy is meant to have. */
export const RESOLVED: RemedyOutcome = { remains: false, caused: [] };

/** Applies the remedy or hand-off of a finding to the whole fixture, including what its reader cannot see, and returns the outcome. */
export function simulateRemedy(fixture: World, before: Topology, finding: Finding): RemedyOutcome {
  const changes = [...finding.remedy, ...finding.handOff];
  if (changes.length === 0) return RESOLVED;
  const after = buildTopology(visibleRows({ ...fixture, rows: applyChanges(fixture.rows, changes) }));
  const known = new Set(runRules(before).findings.map(({ id }) => id));
  const now = runRules(after).findings;
  return {
    remains: now.some(({ id }) => id === finding.id),
    caused: now.filter(({ id, severity }) => severity !== 'info' && !known.has(id)).map(({ id }) => id),
  };
}
