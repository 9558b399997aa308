import type { ResourceKey } from '@peerscape/shared/arm';
import { toScreen } from '../geometry/view.ts';
import type { ViewportState } from '../interaction/map-io.ts';
import { describeAttention, formatAccessibleName } from '../model/descriptions.ts';
import { halfSizeOf, positionOf } from '../model/scene.ts';

/** Button over a VNet; its position and size are in CSS pixels. */
export interface AccessibilityEntry {
  readonly key: ResourceKey;
  readonly name: string;
  /** Halves of its peerings that need attention. */
  readonly attention: readonly string[];
  /** True if it does not match the filter. */
  readonly isDimmed: boolean;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Maximum number of buttons, which keeps Tab navigation usable and rendering fast. */
export const MAX_ACCESSIBILITY_ENTRIES = 200;

/**
 * Creates the entries for the VNets in view, those that match the filter first, then by importance, and always for `needed`. With an empty
 * size, all VNets are in view.
 */
export function createAccessibilityEntries(
  { scene, order, view, size }: ViewportState,
  needed: readonly (ResourceKey | undefined)[],
  shown?: ReadonlySet<ResourceKey>,
): AccessibilityEntry[] {
  const entries: AccessibilityEntry[] = [];
  const isDimmed = (node: number) => {
    const key = scene.nodes[node]?.key;
    return shown !== undefined && key !== undefined && !shown.has(key);
  };
  const sorted = shown ? [...order.filter((node) => !isDimmed(node)), ...order.filter(isDimmed)] : order;
  const first = new Set(needed.flatMap((key) => (key && scene.indexOf.get(key)) ?? []));
  for (const [i, node] of [...first, ...sorted].entries()) {
    if (entries.length >= MAX_ACCESSIBILITY_ENTRIES) break;
    const isNeeded = first.has(node);
    if (isNeeded && i >= first.size) continue;
    const half = halfSizeOf(scene, node, view.zoom);
    const at = toScreen(view, positionOf(scene, node));
    const isOutside = at.x < 0 || at.y < 0 || at.x > size.width || at.y > size.height;
    const data = scene.nodes[node];
    if (!data || (isOutside && !isNeeded && size.width > 0)) continue;
    const [width, height] = [Math.max(10, half.width * 2 * view.zoom), Math.max(10, half.height * 2 * view.zoom)];
    const attention = describeAttention(scene, node);
    entries.push({
      key: data.key,
      name: formatAccessibleName(data),
      attention,
      isDimmed: isDimmed(node),
      left: at.x - width / 2,
      top: at.y - height / 2,
      width,
      height,
    });
  }
  return entries;
}
