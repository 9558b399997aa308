import type { ResourceKey } from '@peerscape/shared/arm';

type NameOf = (key: ResourceKey) => string;

/** What a finding rests on, as names and values for people. VNets stand with their names, halves as `a → b`. */
export function evidenceFacts(evidence: object, nameOf: NameOf): readonly (readonly [string, string])[] {
  return Object.entries(evidence).flatMap(([name, value]) => {
    const said = inWords(value, nameOf);
    return said === '' ? [] : [[spaced(name), said] as const];
  });
}

/** `zonesOfA` becomes `Zones of A`. */
const spaced = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, (_, before: string, letter: string) => `${before} ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function inWords(value: unknown, nameOf: NameOf): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value.startsWith('/subscriptions/') ? nameOf(value as ResourceKey) : value;
  if (Array.isArray(value)) return value.map((each) => inWords(each, nameOf)).join(', ');
  if (typeof value !== 'object') return String(value);
  if (isHalf(value)) return `${nameOf(value.from)} → ${nameOf(value.to)}`;
  return evidenceFacts(value, nameOf)
    .map(([name, said]) => `${name.toLowerCase()}: ${said}`)
    .join('; ');
}

const isHalf = (value: object): value is { from: ResourceKey; to: ResourceKey } =>
  'from' in value && 'to' in value && Object.keys(value).length === 2;
