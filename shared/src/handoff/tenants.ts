import type { HandOffStep } from './steps.ts';

/** Returns the tenants that an identity must have access to, that of the written half first; empty if one tenant is enough or not all are known. */
export function crossedTenants({ action, local, remote }: HandOffStep): readonly string[] {
  if (local.tenantId === undefined || remote.tenantId === undefined) return [];
  if (action === 'delete' || sameTenant(local.tenantId, remote.tenantId)) return [];
  return [local.tenantId, remote.tenantId];
}

/** Returns all tenants that the steps cross between. */
export const allCrossedTenants = (steps: readonly HandOffStep[]): readonly string[] => [
  ...new Map(steps.flatMap(crossedTenants).map((tenant) => [tenant.toLowerCase(), tenant])).values(),
];

/** Explains what the identity needs when a peering crosses tenants (learn: create-peering-different-subscriptions). */
export const describeCrossing = (tenants: readonly string[]): string =>
  `The VNets are in different tenants (${tenants.join(' and ')}): the identity needs access to both, as a member or a guest`;

const sameTenant = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
