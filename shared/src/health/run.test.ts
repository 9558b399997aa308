import { describe, expect, it } from 'vitest';
import { toFixture, visibleTopology } from '../testing/fixtures.ts';
import { RESOLVED, simulateRemedy } from '../testing/simulate-remedy.ts';
import { buildTopology } from '../topology/index.ts';
import { generateWorld } from '../world/index.ts';
import { runRules } from './index.ts';

const reportOn = (text: string) => runRules(visibleTopology(toFixture(text)));

describe('a report', () => {
  it('sorts by severity, code and subject, and counts the findings', () => {
    const { findings, counts } = reportOn(`
vnet hub 10.0.0.0/16
vnet b 10.1.0.0/16
vnet a 10.2.0.0/16
vnet c 10.3.0.0/16
hub -> b Initiated
hub -> a Initiated
hub <-> c no-access
a <-> c forwarded
`);
    expect(findings.map(({ severity, code, where }) => `${severity} ${code} ${where}`)).toEqual([
      'error VNP101 a → hub',
      'error VNP101 b → hub',
      'warning VNP401 c ↔ hub',
      'info VNP405 a ↔ c',
    ]);
    expect(counts).toMatchObject({ error: 2, warning: 1, info: 1, unknown: 0 });
  });

  it('offers no fix that Azure rejects because of an overlap, and says what to remove first', () => {
    const world = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.1.128.0/17\nhub <-> a\nhub -> b Initiated';
    const [finding] = reportOn(world).findings;
    expect([finding?.code, finding?.remedy, finding?.remedySentence]).toEqual([
      'VNP101',
      [],
      'Azure rejects this while b overlaps a, to which hub already has a half (10.1.128.0/17 with 10.1.0.0/16): Create the half b → hub. Remove the overlap from the address space of b or a first (VNP202).',
    ]);
    // the deletion of a leftover half frees its prefixes, so the fix stays
    const [missing] = reportOn(world.replace('hub <-> a', 'hub -> a Disconnected')).findings;
    expect([missing?.code, missing?.remedy.length]).toEqual(['VNP101', 1]);
  });

  it('identifies a missing half by the VNet that should own it, and an existing one by its own id', () => {
    const { findings } = reportOn(
      'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub -> a Initiated\nb -> hub Disconnected',
    );
    expect(findings.map(({ about }) => about.ids.map((id) => id.split('/').slice(7).join('/')))).toEqual([
      ['virtualNetworks/a'],
      ['virtualNetworks/b/virtualNetworkPeerings/b-hub'],
    ]);
    expect(findings.map(({ guilty }) => guilty.map(({ from }) => from.split('/').pop()))).toEqual([['a'], ['b']]);
  });

  it('distinguishes VNets of the same name by resource group and, if necessary, by subscription', () => {
    const fixture = toFixture(
      'subscription east\nsubscription west\nvnet hub 10.0.0.0/16 sub=east rg=net\nvnet a 10.1.0.0/16 sub=west rg=net\nhub -> a Initiated',
    );
    const rename = (from: string, to: string) =>
      runRules(buildTopology(JSON.parse(JSON.stringify(fixture.rows).replaceAll(`virtualNetworks/${from}`, `virtualNetworks/${to}`))));
    expect(rename('a', 'hub').findings[0]?.where).toBe('hub in net of west → hub in net of east');
  });

  it('hands off a remedy that affects a VNet the user cannot write to', () => {
    const [finding] = reportOn('vnet hub 10.0.0.0/16\nvnet theirs 10.1.0.0/16 hidden\nhub -> theirs Initiated').findings;
    expect(finding).toMatchObject({ remedy: [], handOff: [{ kind: 'put-half' }] });
    expect(finding?.remedySentence).toMatch(/^You cannot write to theirs, so ask the owner to do this: Create the half theirs → hub/);
  });

  it('finds in a generated estate of any seed what the states of its halves imply', () => {
    for (const seed of [1, 2, 3]) {
      const { rows } = generateWorld({ vnets: 300, seed });
      const count = (state: string) => rows.halves.filter((half) => half.state === state).length;
      const { findings } = runRules(buildTopology(rows));
      const found = (code: string) => findings.filter((finding) => finding.code === code).length;
      expect([found('VNP101'), found('VNP102')]).toEqual([count('Initiated'), count('Disconnected')]);
      expect(found('VNP401')).toBe(rows.halves.filter((half) => !half.allowAccess).length);
    }
  });

  it('offers remedies that work in a generated estate of any seed', () => {
    for (const seed of [1, 2]) {
      const fixture = generateWorld({ vnets: 60, seed });
      const topology = visibleTopology(fixture);
      for (const finding of runRules(topology).findings)
        expect([finding.id, simulateRemedy(fixture, topology, finding)]).toEqual([finding.id, RESOLVED]);
    }
  });
});

it('names the tool that manages a half that a fix changes or completes', () => {
  const topology = visibleTopology(
    toFixture('vnet hub 10.0.0.0/16\nvnet s3 10.3.0.0/16\nvnet s4 10.4.0.0/16\nhub -> s3 Initiated name=ANM_hub_s3\nhub -> s4 Initiated'),
  );
  const sentences = runRules(topology).findings.flatMap(({ code, remedySentence }) => (code === 'VNP101' ? [remedySentence] : []));
  expect(sentences).toEqual([
    'Create the half s3 → hub. Virtual Network Manager manages hub → s3; preferably, make the change there.',
    'Create the half s4 → hub.',
  ]);
});
