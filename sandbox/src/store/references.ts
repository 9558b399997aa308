import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';

/** A reference `{ id }` in the properties of a resource. */
export interface Reference {
  readonly to: ResourceKey;
  /** The ID as it was written. */
  readonly id: string;
  /** The resource that contains the reference. */
  readonly from: ResourceKey;
  /** ID of the innermost part with an ID that contains it, such as an IP configuration; otherwise that of the resource. */
  readonly at: string;
}

/** Collects the references in the properties of a resource. A reference is an object with an `id` but without a name and properties. */
export function collectReferences(from: ResourceKey, id: string, properties: unknown): Reference[] {
  const found: Reference[] = [];
  const visit = (node: unknown, at: string): void => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) {
      for (const entry of node) visit(entry, at);
      return;
    }
    const own: unknown = 'id' in node ? node.id : undefined;
    if (typeof own === 'string' && own.startsWith('/') && !('properties' in node) && !('name' in node)) {
      found.push({ to: resourceKey(own), id: own, from, at });
      return;
    }
    for (const entry of Object.values(node)) visit(entry, typeof own === 'string' ? own : at);
  };
  visit(properties, id);
  return found;
}

/** Returns the key of the resource that a child belongs to, without its last type and name. */
export const parentKey = (key: ResourceKey): ResourceKey => key.replace(/\/[^/]+\/[^/]+$/, '') as ResourceKey;

/** Returns the key of the top-level resource that a key belongs to: `…/virtualNetworks/hub/subnets/app` → `…/virtualNetworks/hub`. */
export const topLevelKey = (key: ResourceKey): ResourceKey => (/^.*?\/providers\/[^/]+\/[^/]+\/[^/]+/.exec(key)?.[0] ?? key) as ResourceKey;
