import { resourceKey } from '@peerscape/shared/arm';
import { loadWorld, readWorld, type World } from '@peerscape/shared/world';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../src/clock.ts';
import { toCurrentRows } from '../src/control/current-rows.ts';
import { createGraphIndex } from '../src/graph/graph-index.ts';
import { seedFixture } from '../src/seed/seed-fixture.ts';
import { createMemoryStore } from '../src/store/memory-store.ts';

function fixture(spec: string): World {
  const named = loadWorld(spec);
  if (!named.ok) throw new Error(named.problem);
  return named.value;
}

const byId = <T extends { readonly id: string }>(rows: readonly T[]): T[] => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

describe('a seeded fixture', () => {
  it.each(['course', 'contoso', 'generated:300'])('%s round-trips through the store', (spec) => {
    const { rows } = fixture(spec);
    const store = createMemoryStore();
    expect(seedFixture(store, fixture(spec))).toEqual({ ok: true, value: undefined });
    const now = toCurrentRows(store);
    const withoutEtag = ({ etag: _, ...half }: (typeof rows.halves)[number]) => half;
    expect(byId(now.halves).map(withoutEtag)).toEqual(byId(rows.halves).map(withoutEtag));
    expect(byId(now.vnets)).toEqual(byId(rows.vnets));
  });

  it.each([
    [
      'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Connected',
      'a/a-b (to b) is Connected, but given the other side Azure would show Initiated',
    ],
    [
      'vnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\na -> b Initiated\nb -> a Initiated',
      'a/a-b (to b) is Initiated, but given the other side Azure would show Connected',
    ],
  ])('with a state that is impossible in Azure is rejected by half', (text, message) => {
    const parsed = readWorld(text);
    if (!parsed.ok) throw new Error(parsed.problem);
    const seeded = seedFixture(createMemoryStore(), parsed.value);
    expect(seeded.ok ? '' : seeded.problem).toContain(message);
  });

  it('with a wrong sync level is rejected', () => {
    const { rows, ...rest } = fixture('course');
    const [first, ...others] = rows.halves;
    if (!first) throw new Error('the course has halves');
    const seeded = seedFixture(createMemoryStore(), {
      ...rest,
      rows: { ...rows, halves: [{ ...first, sync: 'LocalNotInSync' }, ...others] },
    });
    expect(seeded.ok ? '' : seeded.problem).toContain('is LocalNotInSync, but given the learned prefixes Azure would show FullyInSync');
  });

  it('with two halves from one VNet to another is rejected', () => {
    const { rows, ...rest } = fixture('course');
    const [first] = rows.halves;
    if (!first) throw new Error('the course has halves');
    const seeded = seedFixture(createMemoryStore(), {
      ...rest,
      rows: { ...rows, halves: [...rows.halves, { ...first, id: `${first.id}-again` }] },
    });
    expect(seeded.ok ? '' : seeded.problem).toContain('is one of two that point at the same VNet');
  });

  it('with a Disconnected half does not need its remote VNet', () => {
    const { rows, ...rest } = fixture('contoso');
    const orphan = rows.halves.find(
      (half) => half.state === 'Disconnected' && !rows.vnets.some((vnet) => resourceKey(vnet.id) === resourceKey(half.remoteId)),
    );
    expect(orphan).toBeDefined();
    expect(seedFixture(createMemoryStore(), { rows, ...rest }).ok).toBe(true);
  });

  it('of ten thousand VNets is seeded, with its graph', () => {
    const large = fixture('generated:10000');
    const store = createMemoryStore();
    seedFixture(store, large);
    const graph = createGraphIndex(store, createVirtualClock());
    graph.rescan();
    expect(graph.rows().length).toBeGreaterThanOrEqual(10_000);
  });
});
