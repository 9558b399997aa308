import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';

/** Who asks, as the token says. */
export interface Caller {
  readonly objectId: string;
  /** The application or user name that refusals mention. */
  readonly name: string;
  readonly tenantId: string;
  /** Tenants of `x-ms-authorization-auxiliary` tokens. */
  readonly auxiliaryTenants: readonly string[];
  /** The external actor of the control door: may do everything. */
  readonly unlimited?: boolean;
}

/** Rights taken away at a scope and below. Everybody else's rights are those of a Contributor on everything. */
interface Denial {
  readonly scope: ResourceKey;
  /** With `*` for any run of characters, as in role definitions. */
  readonly actions: readonly string[];
}

/** Who may do what. */
export interface AccessBook {
  deny(scope: string, actions: readonly string[]): void;
  /** Gives back what was denied at exactly this scope. */
  restore(scope: string): void;
  may(caller: Caller, action: string, scope: string): boolean;
  /** What is denied at the scope itself or above it. */
  denialsAt(scope: string): readonly Denial[];
  clear(): void;
}

/** An access book in memory. */
export function accessBook(): AccessBook {
  const denials = new Map<ResourceKey, Denial>();
  const denialsAt = (scope: string): Denial[] => {
    if (denials.size === 0) return [];
    return scopesUpTo(resourceKey(scope)).flatMap((key) => denials.get(key as ResourceKey) ?? []);
  };
  return {
    deny(scope, actions) {
      const key = resourceKey(scope);
      denials.set(key, { scope: key, actions: [...(denials.get(key)?.actions ?? []), ...actions] });
    },
    restore: (scope) => void denials.delete(resourceKey(scope)),
    may: (caller, action, scope) =>
      caller.unlimited === true || !denialsAt(scope).some((denial) => denial.actions.some((pattern) => matchesAction(pattern, action))),
    denialsAt,
    clear: () => denials.clear(),
  };
}

/** Whether an action pattern of a role covers the action: without case, `*` across slashes (azure-semantics §8). */
export function matchesAction(pattern: string, action: string): boolean {
  if (pattern === '*') return true;
  const parts = pattern
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(action.toLowerCase());
}

/** Every scope that holds the given one: `/subscriptions/s`, then the group, then each resource on the way down. */
function scopesUpTo(key: string): string[] {
  const segments = key.split('/').slice(1);
  return segments.map((_, i) => `/${segments.slice(0, i + 1).join('/')}`);
}
