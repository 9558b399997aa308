import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { scopeAndAncestors } from './access.ts';

export const LOCK_LEVELS = ['CanNotDelete', 'ReadOnly'] as const;

/** A management lock: it applies to its scope and everything below, for every caller. */
export interface StoredLock {
  /** The locked subscription, resource group or resource. */
  readonly scope: string;
  readonly name: string;
  readonly level: (typeof LOCK_LEVELS)[number];
  readonly notes: string | undefined;
}

/** Management locks of the sandbox. */
export interface LockRegistry {
  add(lock: StoredLock): void;
  /** Removes the locks at exactly this scope. */
  remove(scope: string): void;
  /** Returns the locks at the scope and above it, which it inherits. */
  at(scope: string): readonly StoredLock[];
  /** Returns the locks below the scope. */
  below(scope: string): readonly StoredLock[];
  clear(): void;
}

/** Creates a registry without locks. */
export function createLockRegistry(): LockRegistry {
  const locks = new Map<ResourceKey, readonly StoredLock[]>();
  return {
    add: (lock) => {
      const key = resourceKey(lock.scope);
      const others = (locks.get(key) ?? []).filter(({ name }) => name.toLowerCase() !== lock.name.toLowerCase());
      locks.set(key, [...others, lock]);
    },
    remove: (scope) => void locks.delete(resourceKey(scope)),
    at: (scope) => (locks.size === 0 ? [] : scopeAndAncestors(resourceKey(scope)).flatMap((key) => locks.get(key as ResourceKey) ?? [])),
    below: (scope) => [...locks].filter(([key]) => key.startsWith(`${resourceKey(scope)}/`)).flatMap(([, own]) => own),
    clear: () => locks.clear(),
  };
}
