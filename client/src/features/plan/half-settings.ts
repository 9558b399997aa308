import { lastName } from '@peerscape/shared/arm';
import type { Writable } from '@peerscape/shared/plan';

/** What each property of a half is called where it stands before a value. */
export const SETTINGS: Readonly<Record<keyof Writable, string>> = {
  remoteId: 'Remote VNet',
  allowAccess: 'Lets the remote in by default',
  allowForwarded: 'Accepts forwarded traffic',
  allowTransit: 'Offers its gateway',
  useRemoteGateways: 'Uses the remote gateways',
  doNotVerifyRemoteGateways: 'Takes the remote gateways unchecked',
  completeVnets: 'Peers the whole VNets',
  onlyIPv6: 'Peers IPv6 only',
  localSubnets: 'Its own subnets',
  remoteSubnets: 'Subnets of the remote',
  other: 'Further properties',
};

export const settingNames = Object.keys(SETTINGS) as readonly (keyof Writable)[];

/** A value of a setting in words: `yes`, `no`, names joined, or what it is called where Azure was sent nothing. */
export function valueInWords(value: Writable[keyof Writable]): string {
  if (value === undefined) return 'not said';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return lastName(value);
  if (Array.isArray(value)) return value.length > 0 ? value.join(', ') : 'none';
  return JSON.stringify(value);
}
