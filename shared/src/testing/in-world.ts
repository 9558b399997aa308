import { lastName, type ResourceKey } from '../arm/index.ts';
import { type About, type Report, runRules } from '../health/index.ts';
import { buildTopology, nodeOf, type Topology } from '../topology/index.ts';
import { readWorld, visibleRows, type World } from '../world/index.ts';

/** The world written as text; a mistake in it fails the test with its line. */
export function worldOf(text: string): World {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return world.value;
}

/** What its reader sees of the world. */
export const topologyOf = (world: World): Topology => buildTopology(visibleRows(world));

/** What the world says that the rules find, a line each. */
export const expectedIn = (world: World): string[] =>
  world.expectations.map(({ answer, code, about }) => `${answer} ${code} ${about}`).sort();

/** What the rules find, in the world's own words. */
export function foundIn(topology: Topology, report: Report = runRules(topology)): string[] {
  return [
    ...report.findings.map(({ code, about }) => `fail ${code} ${aboutInWorldWords(topology, about)}`),
    ...report.unknown.map(({ code, about }) => `unknown ${code} ${aboutInWorldWords(topology, about)}`),
  ].sort();
}

function aboutInWorldWords(topology: Topology, { kind, keys }: About): string {
  const names = keys.map((key: ResourceKey) => nodeOf(topology, key)?.name ?? lastName(key));
  if (kind === 'estate') return 'estate';
  const sign = { vnet: '', group: '', half: '->', peering: '<->', pair: '+' }[kind];
  return `${kind === 'group' ? 'group:' : ''}${(kind === 'half' ? names : names.sort()).join(sign)}`;
}
