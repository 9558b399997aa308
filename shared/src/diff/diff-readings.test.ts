import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fixtureRows } from '../testing/fixture-rows.ts';
import { toFixture } from '../testing/fixtures.ts';
import type { ReadError, Snapshot, TopologyRows } from '../topology/index.ts';
import { loadWorld, visibleRows } from '../world/index.ts';
import { createReading, type DiffEntry, diffReadings, formatFieldChange } from './index.ts';

const snapshotOf = (rows: TopologyRows, unread: readonly ReadError[] = []): Snapshot => ({
  format: 1,
  revision: 1,
  readAt: '2026-01-02T03:04:05.000Z',
  source: { kind: 'azure', name: 'Azure' },
  unread,
  rows,
});

const rowsOf = (text: string): TopologyRows => visibleRows(toFixture(text));
const diff = (before: TopologyRows, after: TopologyRows, unread: readonly ReadError[] = []) =>
  diffReadings(createReading(snapshotOf(before)), createReading(snapshotOf(after, unread)));
const lines = (entries: readonly DiffEntry[]) =>
  entries.map(({ subject, change, name, code, fields }) =>
    [change, subject, ...(code ? [code] : []), name, ...fields.map(formatFieldChange)].join(' | '),
  );

const BASE = 'vnet hub 10.0.0.0/16\nvnet app 10.1.0.0/16\nhub <-> app';

describe('the differences between two readings', () => {
  it('are none between a reading and itself', () => {
    for (const [, rows] of fixtureRows()) expect(diff(rows, rows)).toEqual([]);
  });

  it('name VNets, halves, properties and findings that were added, removed or changed', () => {
    const after =
      'vnet hub 10.0.0.0/16 10.9.0.0/16\nvnet web 10.2.0.0/16\nvnet app 10.1.0.0/16\nhub <-> web\nhub -> app Disconnected forwarded';
    expect(lines(diff(rowsOf(BASE), rowsOf(after)))).toEqual([
      'added | finding | VNP102 | hub → app',
      'added | vnet | web',
      'changed | vnet | hub | Address space: + 10.9.0.0/16',
      'added | half | hub → web',
      'added | half | web → hub',
      'removed | half | app → hub',
      'changed | half | hub → app | Peering state: Connected → Disconnected | Sync level: FullyInSync → RemoteNotInSync | allowForwardedTraffic: false → true',
    ]);
  });

  it('are the same in the other direction, with added and removed exchanged', () => {
    const contoso = loadWorld('contoso');
    if (!contoso.ok) throw new Error(contoso.problem);
    const { rows } = contoso.value;
    const opposite: Readonly<Record<string, string>> = { added: 'removed', removed: 'added' };
    fc.assert(
      fc.property(fc.nat({ max: rows.vnets.length - 1 }), fc.nat({ max: rows.halves.length - 1 }), (vnet, half) => {
        const other = { ...rows, vnets: rows.vnets.filter((_, i) => i !== vnet), halves: rows.halves.filter((_, i) => i !== half) };
        const format = ({ change, id }: DiffEntry, direction: 1 | -1) => `${direction === 1 ? change : (opposite[change] ?? change)} ${id}`;
        expect(
          diff(other, rows)
            .map((entry) => format(entry, -1))
            .sort(),
        ).toEqual(
          diff(rows, other)
            .map((entry) => format(entry, 1))
            .sort(),
        );
      }),
      { numRuns: 20 },
    );
  });
});

describe('what one reading did not read', () => {
  const before = rowsOf(`${BASE}\nvnet db 10.3.0.0/16\nhub -> db Initiated`);
  const without = (name: string): TopologyRows => ({
    ...before,
    vnets: before.vnets.filter(({ id }) => !id.endsWith(`/${name}`)),
    halves: before.halves.filter(({ id }) => !id.includes(`/virtualNetworks/${name}/`)),
  });
  const changesOf = (entries: readonly DiffEntry[]) => new Set(entries.map(({ change }) => change));

  it('is unknown if its subscription could not be read, and removed if it was', () => {
    const [subscription] = before.subscriptions;
    const error = { scope: subscription?.id ?? '', name: 'main', code: 'AuthorizationFailed', message: 'No' };
    expect(lines(diff(before, without('db'), [error]))).toContain('unknown | vnet | db');
    expect(lines(diff(before, without('db')))).toContain('removed | vnet | db');
  });

  it('is unknown if its resource group could not be read, but not if one with a longer name could not', () => {
    const id = before.vnets.find((vnet) => vnet.id.endsWith('/db'))?.id ?? '';
    const group = id.replace(/\/providers\/.*$/, '');
    const linesWithout = (scope: string) => lines(diff(before, without('db'), [{ scope, name: 'group', message: 'No' }]));
    expect(linesWithout(group)).toContain('unknown | vnet | db');
    expect(linesWithout(group.slice(0, -1))).toContain('removed | vnet | db');
  });

  it('is unknown if a page is missing, which concerns every subscription', () => {
    expect(changesOf(diff(before, without('db'), [{ scope: 'estate.json', name: 'estate.json', message: 'page' }]))).toEqual(
      new Set(['unknown']),
    );
  });

  it('is unknown if its whole subscription is not in the other reading', () => {
    expect(changesOf(diff({ ...before, subscriptions: before.subscriptions }, { ...without('db'), subscriptions: [] }))).toContain(
      'unknown',
    );
  });

  it('is unknown without permission, and removed where Azure answered 404', () => {
    const withReason = (reason: 'no-permission' | 'not-found' | 'not-in-file' | 'other-tenant') =>
      lines(diff(before, { ...without('db'), absentVNets: [{ id: before.vnets.find(({ id }) => id.endsWith('/db'))?.id ?? '', reason }] }));
    expect(withReason('no-permission')).toContain('unknown | vnet | db');
    expect(withReason('other-tenant')).toContain('unknown | vnet | db');
    expect(withReason('not-found')).toContain('removed | vnet | db');
  });

  it('makes halves and findings unknown if the peerings of a VNet are not included', () => {
    const bare = {
      ...before,
      vnets: before.vnets.map((vnet) => ({ ...vnet, halvesNotRead: true })),
      halves: [],
    };
    expect(lines(diff(before, bare))).toEqual([
      'unknown | finding | VNP101 | db → hub',
      'unknown | half | app → hub',
      'unknown | half | hub → app',
      'unknown | half | hub → db',
    ]);
  });

  it('makes findings unknown that depend on a resource type of which nothing was read', () => {
    const gateway = rowsOf('vnet hub 10.0.0.0/16 gateway\nvnet a 10.1.0.0/16 gateway\nhub <-> a transit | use-gateways');
    const entries = diff(gateway, { ...gateway, gateways: [], missingKinds: ['gateways'] });
    expect(entries.length).toBeGreaterThan(0);
    expect(changesOf(entries)).toEqual(new Set(['unknown']));
  });

  it('does not change a state that the source does not contain', () => {
    const stateless = {
      ...before,
      halves: before.halves.map(({ sync: _, remoteLearned: __, ...half }) => ({ ...half, state: 'Unknown' })),
    };
    expect(diff(before, stateless).filter(({ subject }) => subject === 'half')).toEqual([]);
  });

  it('is never called added or removed, whichever VNets and halves one of the readings lacks', () => {
    for (const [, rows] of fixtureRows().slice(0, 3)) {
      const lacking = {
        ...rows,
        vnets: rows.vnets.filter((_, i) => i % 3 !== 0).map((vnet, i) => (i % 4 === 0 ? { ...vnet, halvesNotRead: true } : vnet)),
        halves: [] as TopologyRows['halves'],
        subscriptions: [],
      };
      const changes = changesOf(diff(rows, { ...lacking, vnets: lacking.vnets.map((vnet) => ({ ...vnet, halvesNotRead: true })) }));
      expect(changes.has('removed')).toBe(false);
    }
  });
});
