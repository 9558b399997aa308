import { type Finding, runRules } from '../health/index.ts';
import { applyChanges, buildTopology, type Topology } from '../topology/index.ts';
import { visibleRows, type World } from '../world/index.ts';

/** What became of a finding after its remedy, and which errors and warnings are there now that were not before. */
export interface Aftermath {
  readonly remains: boolean;
  readonly started: readonly string[];
}

/** What a remedy is for. */
export const ENDED: Aftermath = { remains: false, started: [] };

/** Makes the changes of the finding, ours and others', in the whole world: what its reader may not see answers, too. */
export function aftermathOf(world: World, before: Topology, finding: Finding): Aftermath {
  const changes = [...finding.remedy, ...finding.handOff];
  if (changes.length === 0) return ENDED;
  const after = buildTopology(visibleRows({ ...world, rows: applyChanges(world.rows, changes) }));
  const known = new Set(runRules(before).findings.map(({ id }) => id));
  const now = runRules(after).findings;
  return {
    remains: now.some(({ id }) => id === finding.id),
    started: now.filter(({ id, severity }) => severity !== 'info' && !known.has(id)).map(({ id }) => id),
  };
}
