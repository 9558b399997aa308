import { expect, it } from 'vitest';
import { makePlan } from '../plan/index.ts';
import { toFixture } from '../testing/fixtures.ts';
import { buildTopology, type TopologyRows } from '../topology/index.ts';
import { visibleRows } from '../world/index.ts';
import { previewPlan } from './preview.ts';

const PAIR = 'vnet hub 10.0.0.0/16 gateway\nvnet spoke 10.1.0.0/16\n';

const rowsOf = (text: string): TopologyRows => visibleRows(toFixture(text));
const keyIn = (rows: TopologyRows, name: string) =>
  [...buildTopology(rows).vnets.values()].find((vnet) => vnet.name === name)?.key ?? ('' as never);
const codes = (findings: readonly { readonly code: string }[]) => findings.map(({ code }) => code);

it('a plan that repairs a peering resolves its finding and causes none', () => {
  const rows = rowsOf(`${PAIR}hub -> spoke Initiated`);
  const plan = makePlan(rows, [{ kind: 'repair', a: keyIn(rows, 'hub'), b: keyIn(rows, 'spoke') }]);
  const { closes, opens } = previewPlan(rows, plan);
  expect([codes(closes), codes(opens)]).toEqual([['VNP101'], []]);
});

it('a plan that leaves only one half of a peering causes a finding', () => {
  const rows = rowsOf(`${PAIR}hub <-> spoke`);
  const plan = makePlan(rows, [{ kind: 'delete', from: keyIn(rows, 'hub'), to: keyIn(rows, 'spoke'), only: 'half' }]);
  const { closes, opens } = previewPlan(rows, plan);
  expect([codes(closes), codes(opens)]).toEqual([[], ['VNP102']]);
});

it('a plan without steps neither resolves nor causes findings', () => {
  const rows = rowsOf(`${PAIR}hub -> spoke Initiated`);
  expect(previewPlan(rows, { steps: [] })).toEqual({ closes: [], opens: [] });
});
