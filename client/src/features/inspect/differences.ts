import { resourceKey } from '@peerscape/shared/arm';
import type { HalfRow, VNet, VNetRow } from '@peerscape/shared/topology';

/** A property whose value differs between the snapshot and the live state. */
export interface Difference {
  /** Property of the VNet (`addressSpace`) or of one of its halves (`half to-hub: state`). */
  readonly what: string;
  readonly before: string;
  readonly now: string;
}

const formatValue = (value: unknown): string => {
  if (value === undefined) return '—';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

/** Properties that are derived, or that change without a visible change (such as entity tags). */
const IGNORED: ReadonlySet<string> = new Set([
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

function diffProperties(prefix: string, before: object, now: object): Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)].filter((name) => !IGNORED.has(name)));
  return [...names].flatMap((name) => {
    const [previous, current] = [before, now].map((side) => formatValue((side as Record<string, unknown>)[name]));
    return previous === undefined || current === undefined || previous === current
      ? []
      : [{ what: prefix + name, before: previous, now: current }];
  });
}

/** Compares one VNet and the halves it owns in the snapshot (`before`) with the state that the resource provider reports (`now`). */
export function differencesBetween(
  before: { readonly vnet: VNet; readonly halves: readonly HalfRow[] },
  now: { readonly vnet: VNetRow; readonly halves: readonly HalfRow[] },
): readonly Difference[] {
  const label = (id: string) => `half ${id.split('/').pop()}: `;
  const previousHalves = new Map(before.halves.map((half) => [resourceKey(half.id), half]));
  const currentHalves = new Map(now.halves.map((half) => [resourceKey(half.id), half]));
  const changed = [...currentHalves].flatMap(([key, half]) => {
    const previous = previousHalves.get(key);
    return previous ? diffProperties(label(half.id), previous, half) : [{ what: `${label(half.id)}exists`, before: 'no', now: 'yes' }];
  });
  const removed = [...previousHalves].flatMap(([key, half]) =>
    currentHalves.has(key) ? [] : [{ what: `${label(half.id)}exists`, before: 'yes', now: 'no' }],
  );
  return [...diffProperties('', before.vnet, now.vnet), ...changed, ...removed];
}
