import { readdirSync, readFileSync } from 'node:fs';
import type { TopologyRows } from '../topology/index.ts';
import { loadWorld } from '../world/index.ts';
import { toFixture } from './fixtures.ts';

/** Returns the shipped fixtures, a generated one, the example of each rule page, and a few that test partial sources. */
export function fixtureRows(): readonly (readonly [string, TopologyRows])[] {
  const named = ['contoso', 'course', 'generated:60'].map((name) => {
    const fixture = loadWorld(name);
    if (!fixture.ok) throw new Error(fixture.problem);
    return [name, fixture.value.rows] as const;
  });
  const folder = new URL('../health/rules/', import.meta.url);
  const examples = readdirSync(folder)
    .filter((file) => file.endsWith('.md'))
    .flatMap((file) =>
      [...readFileSync(new URL(file, folder), 'utf8').matchAll(/```world\n([\s\S]*?)```/g)].map(
        ([, text = '']) => [file, toFixture(text).rows] as const,
      ),
    );
  const extra = Object.entries(EXTRA_FIXTURES).map(([name, text]) => [name, toFixture(text).rows] as const);
  return [...named, ...examples, ...extra];
}

/** Situations that the other fixtures do not contain. */
const EXTRA_FIXTURES: Readonly<Record<string, string>> = {
  'a spoke with a gateway of its own': `vnet hub 10.0.0.0/16 gateway
repeat 1..6 vnet spoke-{n} 10.1.{n}.0/24
repeat 1..4 hub <-> spoke-{n} transit | use-gateways
vnet branch 10.2.0.0/16 gateway
hub <-> branch transit |
hub <-> spoke-5
`,
  'two hubs with appliances of each kind, and routes in every direction': `vnet hub-1 10.1.0.0/22 nva=10.1.0.4 gateway route-server
vnet hub-2 10.2.0.0/22 firewall=10.2.0.4
vnet hub-3 10.3.0.0/22 vnra=10.3.0.4
vnet idle  10.4.0.0/22 nva=10.4.0.4 route-server
vnet a     10.11.0.0/24 fd00:11::/48
vnet b     10.12.0.0/24
vnet c     10.21.0.0/24
vnet d     10.31.0.0/24
vnet e     10.13.0.0/24
subnet hub-1/shared 10.1.1.0/24
subnet hub-2/shared 10.2.1.0/24
subnet a/app 10.11.0.0/25 fd00:11::/64
subnet b/app 10.12.0.0/25
subnet c/app 10.21.0.0/25
subnet d/app 10.31.0.0/25
connection hub-1 -> office
hub-1 <-> hub-2 forwarded
hub-1 <-> hub-3 forwarded
hub-2 <-> hub-3 forwarded
hub-1 <-> idle forwarded
hub-1 <-> a transit forwarded no-access | use-gateways forwarded
hub-1 <-> b transit | use-gateways forwarded
hub-1 <-> e | forwarded
hub-2 <-> c | forwarded
hub-3 <-> d | forwarded
a <-> b
b <-> idle
propagation a/app off
propagation b/app off
propagation hub-1/nva off
propagation hub-1/shared off
route a/app 0.0.0.0/0 via hub-1
route a/app 10.21.0.0/24 via hub-1
route a/app 10.2.0.0/22 via hub-1
route b/app 10.0.0.0/8 via hub-1
route c/app 10.11.0.0/24 via hub-2
route d/app 10.12.0.0/24 via hub-3
route hub-1/nva 10.21.0.0/24 via hub-2
route hub-1/nva 10.31.0.0/24 via hub-3
route hub-1/GatewaySubnet 10.11.0.0/16 via hub-1
route hub-2/AzureFirewallSubnet 10.11.0.0/24 via hub-1
route hub-2/shared 10.12.0.0/24 via hub-1
route hub-3/VirtualNetworkApplianceSubnet 10.12.0.0/24 via hub-1
route idle/nva 10.13.0.0/24 via hub-1
`,
  'a connected group close to its limit': `repeat 1..200 vnet m-{n} 10.0.{n}.0/24
group mesh ${Array.from({ length: 200 }, (_, i) => `m-${i + 1}`).join(' ')}
`,
};
