import { describe, expect, it } from 'vitest';
import { loadWorld } from './index.ts';

const rowsOf = (spec: string) => {
  const world = loadWorld(spec);
  if (!world.ok) throw new Error(world.problem);
  return world.value.rows;
};

describe('an equipped estate', () => {
  it('has the VNets and halves of the same estate without attached resources', () => {
    const [plain, equipped] = [rowsOf('generated:300'), rowsOf('generated:300:equipped')];
    expect(equipped.halves).toEqual(plain.halves);
    expect(equipped.vnets.map(({ id, addressSpace }) => [id, addressSpace])).toEqual(
      plain.vnets.map(({ id, addressSpace }) => [id, addressSpace]),
    );
  });

  it('sends everything from each spoke to the firewall or appliance in its hub', () => {
    const { firewalls, appliances, routeTables } = rowsOf('generated:300:equipped');
    const hops = new Set([...firewalls.map(({ privateIp }) => privateIp), ...appliances.flatMap(({ privateIps }) => privateIps)]);
    expect([firewalls.length > 0, appliances.length > 0, routeTables.length > 100]).toEqual([true, true, true]);
    for (const { routes } of routeTables) expect(hops).toContain(routes[0]?.nextHopIp);
  });

  it('links no zone to more VNets than Azure allows', () => {
    const { dnsLinks } = rowsOf('generated:2000:equipped');
    const counts = new Map<string, number>();
    for (const { zoneId } of dnsLinks) counts.set(zoneId, (counts.get(zoneId) ?? 0) + 1);
    expect(Math.max(...counts.values())).toBe(1000);
  });
});
