import type { NameOf } from '../topology/index.ts';
import type { Step, Writable } from './plan.ts';

const WORDS: readonly { readonly setting: keyof Writable; readonly on: string; readonly off: string }[] = [
  { setting: 'allowAccess', on: 'switch access on', off: 'switch access off' },
  { setting: 'allowForwarded', on: 'accept forwarded traffic', off: 'stop accepting forwarded traffic' },
  { setting: 'allowTransit', on: 'offer gateway transit', off: 'stop offering gateway transit' },
  { setting: 'useRemoteGateways', on: 'use the remote gateways', off: 'stop using the remote gateways' },
  { setting: 'completeVnets', on: 'peer the whole VNets', off: 'peer only some subnets' },
  { setting: 'onlyIPv6', on: 'peer IPv6 only', off: 'peer all address families' },
];

/** What the step does, as a sentence without its end: `Change the half a → hub: use the remote gateways`. */
export function sayStep({ action, half, write, changed }: Step, name: NameOf): string {
  const arrow = `${name(half.from)} → ${name(half.to)}`;
  if (action === 'delete') return `Delete the half ${arrow}`;
  if (action === 'sync') return `Sync the half ${arrow}, so that it learns the current prefixes of ${name(half.to)}`;
  const what = settingsInWords(write, changed);
  if (action === 'create') return `Create the half ${arrow}${what}`;
  return what === '' ? `Write the half ${arrow} again as it is` : `Change the half ${arrow}${what}`;
}

function settingsInWords(write: Writable | undefined, changed: readonly (keyof Writable)[]): string {
  if (!write) return '';
  const switches = WORDS.filter(({ setting }) => changed.includes(setting)).map(({ setting, on, off }) =>
    write[setting] === true ? on : off,
  );
  const lists = [
    ...(changed.includes('localSubnets') ? [`of its own subnets ${write.localSubnets?.join(', ') || 'name none'}`] : []),
    ...(changed.includes('remoteSubnets') ? [`of the remote’s subnets ${write.remoteSubnets?.join(', ') || 'name none'}`] : []),
  ];
  const words = [...switches, ...lists];
  return words.length > 0 ? `: ${words.join(', ')}` : '';
}
