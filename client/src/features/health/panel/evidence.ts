import type { ResourceKey } from '@peerscape/shared/arm';
import { HALF_SETTINGS } from '@peerscape/shared/topology';

type NameOf = (key: ResourceKey) => string;

/** Formats the evidence of a finding as names and values. VNets are shown by name, halves as `a → b`; missing values are left out. */
export function evidenceFacts(evidence: object, nameOf: NameOf): readonly (readonly [string, string])[] {
  return Object.entries(evidence).flatMap(([name, value]) => {
    const text = formatValue(value, nameOf);
    return text === '' ? [] : [[formatName(name), text] as const];
  });
}

/** Names of ARM properties, by the setting of a half. */
const ARM_NAMES: ReadonlyMap<string, string> = new Map(HALF_SETTINGS.map(({ row, arm }) => [row, arm]));

/** Turns `zonesOfA` into `Zones of A`, and a setting of a half into its ARM property. */
const formatName = (name: string): string => {
  const arm = ARM_NAMES.get(name);
  if (arm) return arm;
  const spaced = name.replace(/([a-z])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`);
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
};

function formatValue(value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value.startsWith('/subscriptions/') ? nameOf(value as ResourceKey) : value;
  if (Array.isArray(value)) return value.map((each) => formatValue(each, nameOf)).join(', ');
  if (typeof value !== 'object') return String(value);
  if (isHalf(value)) return `${nameOf(value.from)} → ${nameOf(value.to)}`;
  return evidenceFacts(value, nameOf)
    .map(([name, text]) => `${name.charAt(0).toLowerCase()}${name.slice(1)}: ${text}`)
    .join('; ');
}

const isHalf = (value: object): value is { from: ResourceKey; to: ResourceKey } =>
  'from' in value && 'to' in value && Object.keys(value).length === 2;
