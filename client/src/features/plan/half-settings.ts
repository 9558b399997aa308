import { lastName } from '@peerscape/shared/arm';
import type { Writable } from '@peerscape/shared/plan';

/** Label of each property of a half, named after its ARM property. */
export const SETTINGS: Readonly<Record<keyof Writable, string>> = {
  remoteId: 'Remote VNet',
  allowAccess: 'Allow virtual network access',
  allowForwarded: 'Allow forwarded traffic',
  allowTransit: 'Allow gateway transit',
  useRemoteGateways: 'Use remote gateways',
  doNotVerifyRemoteGateways: 'Do not verify remote gateways',
  completeVnets: 'Peer complete VNets',
  onlyIPv6: 'Enable only IPv6 peering',
  localSubnets: 'Local subnets',
  remoteSubnets: 'Remote subnets',
  other: 'Other properties',
};

/** Properties of a half in display order. */
export const settingNames = Object.keys(SETTINGS) as readonly (keyof Writable)[];

/** Formats the value of a setting: `yes`, `no`, joined names, `none`, or `not set`. */
export function formatSetting(value: Writable[keyof Writable]): string {
  if (value === undefined) return 'not set';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return lastName(value);
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  return JSON.stringify(value);
}
