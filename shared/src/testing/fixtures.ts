import { lastName, type ResourceKey } from '../arm/index.ts';
import { type Report, runRules, type VerdictSubject } from '../health/index.ts';
import { buildTopology, nodeOf, type Topology } from '../topology/index.ts';
import { readWorld, visibleRows, type World } from '../world/index.ts';

/** Parses a fixture; throws with the line number if it is invalid. */
export function toFixture(text: string): World {
  const fixture = readWorld(text);
  if (!fixture.ok) throw new Error(fixture.problem);
  return fixture.value;
}

/** Returns the part of the fixture that its reader can see. */
export const visibleTopology = (fixture: World): Topology => buildTopology(visibleRows(fixture));

/** Returns the topology that the reader of a fixture can see, given its text. */
export const topologyOf = (text: string): Topology => visibleTopology(toFixture(text));

/** Returns the verdicts that the fixture expects, one line each, sorted. */
export const expectedVerdicts = (fixture: World): string[] =>
  fixture.expectations.map(({ answer, code, about }) => `${answer} ${code} ${about}`).sort();

/** Returns the verdicts of the rules in the notation of a fixture, sorted. */
export function actualVerdicts(topology: Topology, report: Report = runRules(topology)): string[] {
  return [
    ...report.findings.map(({ code, about }) => `fail ${code} ${formatVerdictSubject(topology, about)}`),
    ...report.unknown.map(({ code, about }) => `unknown ${code} ${formatVerdictSubject(topology, about)}`),
  ].sort();
}

function formatVerdictSubject(topology: Topology, { kind, keys }: VerdictSubject): string {
  const names = keys.map((key: ResourceKey) => nodeOf(topology, key)?.name ?? lastName(key));
  if (kind === 'estate') return 'estate';
  const separator = { vnet: '', group: '', half: '->', peering: '<->', pair: '+' }[kind];
  return `${kind === 'group' ? 'group:' : ''}${(kind === 'half' ? names : names.sort()).join(separator)}`;
}
