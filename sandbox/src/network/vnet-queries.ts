import { containsAddress, formatAddress, parseAddress, sizeOf } from '@peerscape/shared/net';
import { list, networkError, type OperationHandler, value } from '../arm/operation-handler.ts';
import type { Store, StoredVNet } from '../store/store.ts';
import { findVNet } from './find.ts';
import { cidrOf } from './prefixes.ts';
import { subnetId, subnetKey } from './wire-vnet.ts';

/** Azure reserves the first four addresses and the last address of a subnet. */
const RESERVED_AT_START = 4n;
const RESERVED = RESERVED_AT_START + 1n;
const SUGGESTIONS = 5;

/** Lists the usage of each subnet. */
export const listUsage: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  if (vnet.kind === 'error') return vnet;
  return list(vnet.found.subnets, (subnet) => {
    const size = subnet.prefixes.reduce((sum, prefix) => {
      const cidr = cidrOf(prefix);
      return cidr?.family === 4 ? sum + sizeOf(cidr) - RESERVED : sum;
    }, 0n);
    return {
      currentValue: store.resourcesOfVNet(vnet.found.key).filter((resource) => resource.inSubnet === subnetKey(vnet.found, subnet.name))
        .length,
      id: subnetId(vnet.found, subnet.name),
      limit: Number(size),
      name: { localizedValue: 'Subnet size and usage', value: 'SubnetSpace' },
      unit: 'Count',
    };
  });
};

/** Checks whether an address of the VNet is available; if not, suggests available ones in its subnet. */
export const checkAddress: OperationHandler = (store, _, call) => {
  const vnet = findVNet(store, call);
  if (vnet.kind === 'error') return vnet;
  const text = call.query.get('ipaddress') ?? '';
  const address = parseAddress(text);
  const subnet = address.ok
    ? vnet.found.subnets
        .flatMap(({ prefixes }) => prefixes.flatMap((prefix) => cidrOf(prefix) ?? []))
        .find((cidr) => containsAddress(cidr, address.value))
    : undefined;
  if (!address.ok || !subnet) {
    const why = address.ok ? `it is in no subnet of virtual network ${vnet.found.id}` : address.problem;
    return networkError(400, 'InvalidIPAddress', `IP address ${text} is not valid: ${why}.`);
  }
  const used = usedAddresses(store, vnet.found);
  const isReserved = (at: bigint) => at < subnet.first + RESERVED_AT_START || at === subnet.last;
  const isFree = (at: bigint) => !isReserved(at) && !used.has(formatAddress({ family: subnet.family, value: at }));
  if (isFree(address.value.value)) return value({ available: true, isPlatformReserved: false });
  const free: string[] = [];
  for (let at = subnet.first; at <= subnet.last && free.length < SUGGESTIONS; at++) {
    if (isFree(at)) free.push(formatAddress({ family: subnet.family, value: at }));
  }
  return value({ available: false, availableIPAddresses: free, isPlatformReserved: isReserved(address.value.value) });
};

function usedAddresses(store: Store, vnet: StoredVNet): Set<string> {
  const configurations = store
    .resourcesOfVNet(vnet.key)
    .flatMap(({ properties }) => (properties.ipConfigurations as unknown[] | undefined) ?? []);
  return new Set(
    configurations.flatMap((each) => (each as { properties?: { privateIPAddress?: string } }).properties?.privateIPAddress ?? []),
  );
}
