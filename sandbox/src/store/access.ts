import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';

/** The caller, from the claims of the token. */
export interface Caller {
  readonly objectId: string;
  /** Application or user name in error messages. */
  readonly name: string;
  readonly tenantId: string;
  /** Tenants of `x-ms-authorization-auxiliary` tokens. */
  readonly auxiliaryTenants: readonly string[];
  /** True for the external actor of the control API, which has all permissions. */
  readonly unlimited?: boolean;
}

/** Returns true if the caller's token is for the tenant, or one of its auxiliary tokens is. */
export const isInTenant = ({ unlimited, tenantId, auxiliaryTenants }: Caller, tenant: string): boolean =>
  unlimited === true || tenantId === tenant || auxiliaryTenants.includes(tenant);

/** Actions denied at a scope and below. Otherwise every caller is Contributor on everything. */
interface Denial {
  readonly scope: ResourceKey;
  /** Patterns in which `*` matches any characters, as in role definitions. */
  readonly actions: readonly string[];
}

/** Access control of the sandbox. */
export interface AccessRegistry {
  deny(scope: string, actions: readonly string[]): void;
  /** Removes the denials at exactly this scope. */
  restore(scope: string): void;
  /** Returns true unless the action is denied at the scope or above it. */
  isAllowed(caller: Caller, action: string, scope: string): boolean;
  /** Returns the denials at the scope and above it. */
  denialsAt(scope: string): readonly Denial[];
  clear(): void;
}

/** Creates access control without denials. */
export function createAccessRegistry(): AccessRegistry {
  const denials = new Map<ResourceKey, Denial>();
  const denialsAt = (scope: string): Denial[] => {
    if (denials.size === 0) return [];
    return scopeAndAncestors(resourceKey(scope)).flatMap((key) => denials.get(key as ResourceKey) ?? []);
  };
  return {
    deny(scope, actions) {
      const key = resourceKey(scope);
      denials.set(key, { scope: key, actions: [...(denials.get(key)?.actions ?? []), ...actions] });
    },
    restore: (scope) => void denials.delete(resourceKey(scope)),
    isAllowed: (caller, action, scope) =>
      caller.unlimited === true || !denialsAt(scope).some((denial) => denial.actions.some((pattern) => matchesAction(pattern, action))),
    denialsAt,
    clear: () => denials.clear(),
  };
}

/** Returns true if an action pattern of a role covers the action: ignores case, `*` matches across slashes (azure-semantics §8). */
export function matchesAction(pattern: string, action: string): boolean {
  if (pattern === '*') return true;
  const segments = pattern
    .toLowerCase()
    .split('*')
    .map((segment) => segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${segments.join('.*')}$`).test(action.toLowerCase());
}

/** Returns all prefixes of the scope from the top, such as `/subscriptions/s`, its resource group and each resource. */
export function scopeAndAncestors(key: string): string[] {
  const segments = key.split('/').slice(1);
  return segments.map((_, i) => `/${segments.slice(0, i + 1).join('/')}`);
}
