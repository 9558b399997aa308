import { describe, expect, it } from 'vitest';
import type { ResourceKey } from '../arm/index.ts';
import { toFixture, visibleTopology } from '../testing/fixtures.ts';
import { managerOf, nodeOf } from '../topology/index.ts';
import type { Intent } from './intent.ts';
import { makePlan } from './make-plan.ts';
import { undoPlan } from './undo.ts';

const topology = visibleTopology(
  toFixture(`# Halves that Virtual Network Manager or Terraform manages
vnet hub 10.0.0.0/16
vnet s1 10.1.0.0/16
vnet s2 10.2.0.0/16 tag:managed-by=terraform
vnet s3 10.3.0.0/16
vnet s4 10.4.0.0/16
hub -> s1 Connected name=ANM_A_hub_s1_1
s1 -> hub Connected name=ANM_A_s1_hub_1
hub <-> s2
hub -> s3 Initiated name=ANM_A_hub_s3_1
hub <-> s4`),
);
const key = (name: string) => [...topology.vnets.keys()].find((one) => one.endsWith(`/${name}`)) as ResourceKey;
const notesFor = (...intents: Intent[]) => makePlan(topology, intents).notes.map(({ text }) => text);

describe('a plan that touches a managed half', () => {
  it('names the tool of the halves that it changes', () => {
    expect(notesFor({ kind: 'delete', from: key('hub'), to: key('s1') })).toEqual([
      'Virtual Network Manager manages hub → s1 and s1 → hub. Its next run may revert this change; make it in Virtual Network Manager instead.',
    ]);
    expect(notesFor({ kind: 'delete', from: key('hub'), to: key('s2') })).toEqual([
      'Terraform manages s2 → hub. Its next run may revert this change; make it in Terraform instead.',
    ]);
  });

  it('names the tool of the half that it completes', () => {
    expect(notesFor({ kind: 'repair', a: key('hub'), b: key('s3') })).toEqual([
      'Virtual Network Manager manages hub → s3, and this plan changes the other half manually. Preferably, let Virtual Network Manager manage both halves.',
    ]);
  });

  it('says so once per tool, and in its undo', () => {
    const plan = makePlan(topology, [
      { kind: 'delete', from: key('hub'), to: key('s1') },
      { kind: 'delete', from: key('hub'), to: key('s2') },
    ]);
    expect(plan.notes).toHaveLength(2);
    expect(
      undoPlan(topology, makePlan(topology, [{ kind: 'set-options', from: key('s2'), to: key('hub'), flags: { allowForwarded: true } }]))
        .notes,
    ).toHaveLength(0);
  });

  it('has no note about halves without a tool', () => {
    expect(notesFor({ kind: 'delete', from: key('hub'), to: key('s4') })).toEqual([]);
  });
});

describe('the tool that manages a VNet', () => {
  it.each([
    ['tag:terraform=true', 'Terraform'],
    ['tag:terraform=false', undefined],
    ['tag:pulumi:project=x', 'Pulumi'],
    ['tag:team=terraform-guild', undefined],
  ])('with %s is %s', (tag, tool) => {
    const tagged = visibleTopology(toFixture(`vnet a 10.0.0.0/16 ${tag}`));
    const [owner] = tagged.vnets.keys();
    expect(managerOf(undefined, owner && nodeOf(tagged, owner))).toBe(tool);
  });
});
