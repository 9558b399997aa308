import type { HalfRow } from '../topology/index.ts';
import type { Writable } from './plan.ts';

/** Azure's values where a writer says nothing (azure-semantics §1.2). */
export const DEFAULTS: Omit<Writable, 'remoteId'> = {
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

/** What a write of the half as it is would say: all that is writable, and what we have no word for. */
export function writableOf(row: HalfRow): Writable {
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

/** The settings in which the two differ; what is absent has Azure's default, and subnets are a set. */
export const differences = (before: Omit<Writable, 'remoteId'>, after: Omit<Writable, 'remoteId'>): (keyof Writable)[] =>
  SETTINGS.filter((setting) => comparable(setting, before[setting]) !== comparable(setting, after[setting]));

/** Whether the half peers whole VNets; the other kind peers named subnets. */
export const peersWholeVNets = ({ completeVnets }: Pick<Writable, 'completeVnets'>): boolean => completeVnets ?? true;

function comparable(setting: (typeof SETTINGS)[number], value: boolean | readonly string[] | undefined): string {
  if (typeof value === 'object')
    return value
      .map((name) => name.toLowerCase())
      .sort()
      .join();
  return String(value ?? (setting === 'completeVnets' || setting === 'allowAccess' ? true : setting.endsWith('Subnets') ? '' : false));
}
