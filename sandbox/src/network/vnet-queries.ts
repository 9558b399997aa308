import { formatAddress, formatCidr, parseAddress, sizeOf } from '@peerscape/shared/net';
import { allocatedAddresses, freeAddresses, isReserved, prefixWith, RESERVED_AT_START } from '../addressing/addresses.ts';
import { cidrOf } from '../addressing/prefixes.ts';
import { list, networkError, type OperationHandler, value } from '../arm/operation-handler.ts';
import { findVNet } from './find.ts';
import { residentsOf, subnetId } from './wire-vnet.ts';

/** Addresses that Azure reserves in a subnet, the last one included. */
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
      currentValue: residentsOf(store, vnet.found, subnet).length,
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
  if (!address.ok) return networkError(400, 'InvalidIPAddress', `IP address ${text} is not valid: ${address.problem}.`);
  const subnet = prefixWith(
    vnet.found.subnets.flatMap(({ prefixes }) => prefixes),
    address.value,
  );
  if (!subnet) {
    const message = `Private static IP address ${text} does not belong to the range of any subnet in virtual network ${vnet.found.id}.`;
    return networkError(400, 'PrivateIPAddressNotInAnySubnet', message);
  }
  const used = allocatedAddresses(store, vnet.found.key);
  const isPlatformReserved = isReserved(subnet, address.value);
  if (!isPlatformReserved && !used.has(formatAddress(address.value))) return value({ available: true, isPlatformReserved: false });
  return value({
    available: false,
    availableIPAddresses: freeAddresses(formatCidr(subnet), used, SUGGESTIONS),
    isPlatformReserved,
  });
};
