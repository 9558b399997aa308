import type { Namer } from '../topology/index.ts';
import type { Step, Writable } from './plan.ts';

const OPTION_PHRASES: readonly { readonly setting: keyof Writable; readonly on: string; readonly off: string }[] = [
  { setting: 'allowAccess', on: 'allow access', off: 'stop allowing access' },
  { setting: 'allowForwarded', on: 'allow forwarded traffic', off: 'stop allowing forwarded traffic' },
  { setting: 'allowTransit', on: 'allow gateway transit', off: 'stop allowing gateway transit' },
  { setting: 'useRemoteGateways', on: 'use remote gateways', off: 'stop using remote gateways' },
  { setting: 'completeVnets', on: 'peer the whole VNets', off: 'peer only some subnets' },
  { setting: 'onlyIPv6', on: 'peer IPv6 only', off: 'peer all address families' },
];

/** Describes a step as a sentence without its full stop: `Change the half a → hub: use remote gateways`. */
export function describeStep({ action, half, write, changed }: Step, nameOf: Namer): string {
  const arrow = `${nameOf(half.from)} → ${nameOf(half.to)}`;
  if (action === 'delete') return `Delete the half ${arrow}`;
  if (action === 'sync') return `Sync the half ${arrow} with the current address space of ${nameOf(half.to)}`;
  const settings = describeSettings(write, changed);
  if (action === 'create') return `Create the half ${arrow}${settings}`;
  return settings === '' ? `Rewrite the half ${arrow} with its current settings` : `Change the half ${arrow}${settings}`;
}

function describeSettings(write: Writable | undefined, changed: readonly (keyof Writable)[]): string {
  if (!write) return '';
  const options = OPTION_PHRASES.filter(({ setting }) => changed.includes(setting)).map(({ setting, on, off }) =>
    write[setting] === true ? on : off,
  );
  const subnets = [
    ...(changed.includes('localSubnets') ? [`local subnets: ${write.localSubnets?.join(', ') || 'none'}`] : []),
    ...(changed.includes('remoteSubnets') ? [`remote subnets: ${write.remoteSubnets?.join(', ') || 'none'}`] : []),
  ];
  const settings = [...options, ...subnets];
  return settings.length > 0 ? `: ${settings.join(', ')}` : '';
}
