import { formatAddress, holds, parseAddress, sizeOf } from '@peerscape/shared/net';
import { type Behaviour, list, networkError, value } from '../arm/answer.ts';
import type { Store, StoredVNet } from '../store/store.ts';
import { vnetAt } from './find.ts';
import { cidrOf } from './prefixes.ts';
import { subnetId, subnetKey } from './show-vnet.ts';

/** Azure keeps the first four addresses of a subnet and the last. */
const RESERVED_AT_START = 4n;
const RESERVED = RESERVED_AT_START + 1n;
const SUGGESTIONS = 5;

/** How full each subnet is. */
export const listUsage: Behaviour = (store, _, call) => {
  const vnet = vnetAt(store, call);
  if (vnet.kind === 'error') return vnet;
  return list(vnet.found.subnets, (subnet) => {
    const size = subnet.prefixes.reduce((sum, prefix) => {
      const cidr = cidrOf(prefix);
      return cidr?.family === 4 ? sum + sizeOf(cidr) - RESERVED : sum;
    }, 0n);
    return {
      currentValue: store.resourcesIn(vnet.found.key).filter((resource) => resource.inSubnet === subnetKey(vnet.found, subnet.name)).length,
      id: subnetId(vnet.found, subnet.name),
      limit: Number(size),
      name: { localizedValue: 'Subnet size and usage', value: 'SubnetSpace' },
      unit: 'Count',
    };
  });
};

/** Whether an address of the VNet is free, and if not, which ones of its subnet are. */
export const checkAddress: Behaviour = (store, _, call) => {
  const vnet = vnetAt(store, call);
  if (vnet.kind === 'error') return vnet;
  const text = call.query.get('ipaddress') ?? '';
  const address = parseAddress(text);
  const home = address.ok
    ? vnet.found.subnets
        .flatMap(({ prefixes }) => prefixes.flatMap((prefix) => cidrOf(prefix) ?? []))
        .find((cidr) => holds(cidr, address.value))
    : undefined;
  if (!address.ok || !home) {
    const why = address.ok ? `it is in no subnet of virtual network ${vnet.found.id}` : address.problem;
    return networkError(400, 'InvalidIPAddress', `IP address ${text} is not valid: ${why}.`);
  }
  const taken = takenAddresses(store, vnet.found);
  const isReserved = (at: bigint) => at < home.first + RESERVED_AT_START || at === home.last;
  const isFree = (at: bigint) => !isReserved(at) && !taken.has(formatAddress({ family: home.family, value: at }));
  if (isFree(address.value.value)) return value({ available: true, isPlatformReserved: false });
  const free: string[] = [];
  for (let at = home.first; at <= home.last && free.length < SUGGESTIONS; at++) {
    if (isFree(at)) free.push(formatAddress({ family: home.family, value: at }));
  }
  return value({ available: false, availableIPAddresses: free, isPlatformReserved: isReserved(address.value.value) });
};

function takenAddresses(store: Store, vnet: StoredVNet): Set<string> {
  const configurations = store
    .resourcesIn(vnet.key)
    .flatMap(({ properties }) => (properties.ipConfigurations as unknown[] | undefined) ?? []);
  return new Set(
    configurations.flatMap((each) => (each as { properties?: { privateIPAddress?: string } }).properties?.privateIPAddress ?? []),
  );
}
