import { z } from 'zod';

const Layout = z
  .string()
  .min(1)
  .max(200)
  .describe('Arrangement of the map: its grouping, followed by its layout unless that is automatic, such as `none` or `region/mesh`');
const Position = z.tuple([z.number(), z.number()]).readonly();
const StoredPositions = z.record(z.string(), z.record(z.string(), Position));

/** Manual positions [x, y] in map units, by arrangement (each has its own map) and then by VNet key. The value of the document `positions`. */
export type ManualPositions = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

/** Change of one manual position, or removal of all positions of an arrangement. */
export const PositionPatch = z
  .union([
    z.strictObject({
      layout: Layout,
      key: z.string().min(1).max(2048).describe('Key of the VNet'),
      at: Position.nullable().describe('[x, y] in map units; null removes the position'),
    }),
    z.strictObject({ layout: Layout, reset: z.literal(true).describe('Removes all positions of the arrangement') }),
  ])
  .meta({ id: 'PositionPatch' });
export type PositionPatch = z.output<typeof PositionPatch>;

/** Maximum number of patches in one request. */
export const MAX_POSITION_PATCHES = 20_000;

/** Parses stored positions; returns none when the value is invalid. */
export const parsePositions = (value: unknown): ManualPositions => StoredPositions.safeParse(value).data ?? {};

/** Returns the positions after the patches, in their order: the last patch of a VNet wins. Arrangements without positions are dropped. */
export function applyPositionPatches(positions: ManualPositions, patches: readonly PositionPatch[]): ManualPositions {
  const layouts = new Map(Object.entries(positions).map(([layout, places]) => [layout, new Map(Object.entries(places))]));
  for (const patch of patches) {
    const places = layouts.get(patch.layout) ?? new Map<string, readonly [number, number]>();
    if ('reset' in patch) places.clear();
    else if (patch.at) places.set(patch.key, patch.at);
    else places.delete(patch.key);
    layouts.set(patch.layout, places);
  }
  return Object.fromEntries([...layouts].flatMap(([layout, places]) => (places.size > 0 ? [[layout, Object.fromEntries(places)]] : [])));
}

/** Returns the shortest patches with the same result: without those that a later one replaces. */
export function compactPatches(patches: readonly PositionPatch[]): readonly PositionPatch[] {
  const replaced = new Set<string>();
  const resetLayouts = new Set<string>();
  const needed = patches.toReversed().filter((patch) => {
    const target = 'reset' in patch ? undefined : JSON.stringify([patch.layout, patch.key]);
    if (resetLayouts.has(patch.layout) || (target !== undefined && replaced.has(target))) return false;
    if (target === undefined) resetLayouts.add(patch.layout);
    else replaced.add(target);
    return true;
  });
  return needed.reverse();
}
