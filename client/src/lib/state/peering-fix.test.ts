import { runRules } from '@peerscape/shared/health';
import { makePlan } from '@peerscape/shared/plan';
import { previewPlan } from '@peerscape/shared/preview';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';
import { loadWorld, readWorld, visibleRows } from '@peerscape/shared/world';
import { expect, test } from 'vitest';
import { peeringFix, peeringFixes } from './peering-fix.ts';

function rowsOf(text: string): TopologyRows {
  const world = readWorld(text);
  if (!world.ok) throw new Error(world.problem);
  return visibleRows(world.value);
}

/** Returns the codes of the findings that the fixes of all peerings of this world cause. */
function causedBy(text: string): readonly string[] {
  const rows = rowsOf(text);
  const topology = buildTopology(rows);
  const intents = [...topology.peerings.values()].flatMap((peering) => peeringFix(topology, peering)?.intent ?? []);
  expect(intents).toHaveLength(1);
  return previewPlan(rows, makePlan(topology, intents), runRules(topology)).opens.map(({ code }) => code);
}

const SPOKES = 'vnet hub 10.0.0.0/16 gateway\nrepeat 1..7 vnet s{n} 10.{n}.0.0/16\n';

test('a repaired half of a hub gets the options of the hub’s other halves, so that it is not the next finding', () => {
  expect(causedBy(`${SPOKES}repeat 1..6 hub <-> s{n} forwarded |\ns7 -> hub Initiated`)).toEqual([]);
});

test('a repaired half of a spoke accepts forwarded traffic as the hub’s half does', () => {
  expect(causedBy(`${SPOKES}repeat 1..6 hub <-> s{n} forwarded | forwarded\nhub -> s7 Initiated forwarded`)).toEqual([]);
});

test('a repair offers gateway transit where the other halves do, and the counterpart uses it', () => {
  expect(causedBy(`${SPOKES}repeat 1..6 hub <-> s{n} transit | use-gateways\ns7 -> hub Disconnected use-gateways`)).toEqual([]);
});

test.each(['contoso', 'course', 'generated:300'])('the fixes of all peerings of %s at once are those of each alone', (name) => {
  const world = loadWorld(name);
  if (!world.ok) throw new Error(world.problem);
  const rows = visibleRows(world.value);
  const [together, alone] = [buildTopology(rows), buildTopology(rows)];
  const all = peeringFixes(together, [...together.peerings.values()]);
  const each = [...alone.peerings.values()].map((peering) => peeringFix(alone, peering));
  expect([...all.values()]).toEqual(each);
});
