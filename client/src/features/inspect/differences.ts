import { resourceKey } from '@peerscape/shared/arm';
import type { HalfRow, VNet, VNetRow } from '@peerscape/shared/topology';

/** One property that is not as it was. */
export interface Difference {
  /** `address space`, or `half to-hub: state`. */
  readonly what: string;
  readonly before: string;
  readonly now: string;
}

const text = (value: unknown): string => {
  if (value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Entity tags change without anything that people care about changing. */
const UNIMPORTANT: ReadonlySet<string> = new Set([
  'id',
  'etag',
  'resourceGuid',
  'kind',
  'key',
  'name',
  'subscriptionId',
  'resourceGroup',
  'from',
  'to',
]);

function differ(prefix: string, before: object, now: object): Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)].filter((name) => !UNIMPORTANT.has(name)));
  return [...names].flatMap((name) => {
    const [was, is] = [before, now].map((side) => text((side as Record<string, unknown>)[name]));
    return was === undefined || is === undefined || was === is ? [] : [{ what: prefix + name, before: was, now: is }];
  });
}

/** What the resource provider says differently from the snapshot about one VNet and the halves that it owns. */
export function differencesBetween(
  before: { readonly vnet: VNet; readonly halves: readonly HalfRow[] },
  now: { readonly vnet: VNetRow; readonly halves: readonly HalfRow[] },
): readonly Difference[] {
  const label = (id: string) => `half ${id.split('/').pop()}: `;
  const was = new Map(before.halves.map((half) => [resourceKey(half.id), half]));
  const is = new Map(now.halves.map((half) => [resourceKey(half.id), half]));
  const changed = [...is].flatMap(([key, half]) => {
    const old = was.get(key);
    return old ? differ(label(half.id), old, half) : [{ what: `${label(half.id)}exists`, before: 'no', now: 'yes' }];
  });
  const gone = [...was].flatMap(([key, half]) => (is.has(key) ? [] : [{ what: `${label(half.id)}exists`, before: 'yes', now: 'no' }]));
  return [...differ('', before.vnet, now.vnet), ...changed, ...gone];
}
