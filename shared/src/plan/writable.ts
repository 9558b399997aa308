import type { HalfRow } from '../topology/index.ts';
import type { Writable } from './plan.ts';

/** Azure’s defaults for the options that a write leaves out (azure-semantics §1.2). */
export const DEFAULT_PROPERTIES: Omit<Writable, 'remoteId'> = {
  allowAccess: true,
  allowForwarded: false,
  allowTransit: false,
  useRemoteGateways: false,
};

const SETTINGS = [
  'allowAccess',
  'allowForwarded',
  'allowTransit',
  'useRemoteGateways',
  'doNotVerifyRemoteGateways',
  'completeVnets',
  'onlyIPv6',
  'localSubnets',
  'remoteSubnets',
] as const satisfies readonly (keyof Writable)[];

/** Returns the properties that a write must contain to leave the half unchanged. */
export function writablePropertiesOf(row: HalfRow): Writable {
  const { remoteId, allowAccess, allowForwarded, allowTransit, useRemoteGateways } = row;
  const { doNotVerifyRemoteGateways, completeVnets, onlyIPv6, localSubnets, remoteSubnets, other } = row;
  return {
    remoteId,
    allowAccess,
    allowForwarded,
    allowTransit,
    useRemoteGateways,
    ...(doNotVerifyRemoteGateways !== undefined && { doNotVerifyRemoteGateways }),
    ...(completeVnets !== undefined && { completeVnets }),
    ...(onlyIPv6 !== undefined && { onlyIPv6 }),
    ...(localSubnets && { localSubnets }),
    ...(remoteSubnets && { remoteSubnets }),
    ...(other && { other }),
  };
}

/** Returns the settings that differ. Absent settings count as Azure’s defaults, and subnets are compared as sets. */
export const diffProperties = (before: Omit<Writable, 'remoteId'>, after: Omit<Writable, 'remoteId'>): (keyof Writable)[] =>
  SETTINGS.filter((setting) => comparisonKey(setting, before[setting]) !== comparisonKey(setting, after[setting]));

/** Returns whether the half peers whole VNets rather than named subnets. */
export const peersWholeVNets = ({ completeVnets }: Pick<Writable, 'completeVnets'>): boolean => completeVnets ?? true;

function comparisonKey(setting: (typeof SETTINGS)[number], value: boolean | readonly string[] | undefined): string {
  if (typeof value === 'object')
    return value
      .map((name) => name.toLowerCase())
      .sort()
      .join();
  return String(value ?? (setting === 'completeVnets' || setting === 'allowAccess' ? true : setting.endsWith('Subnets') ? '' : false));
}
