import { isOfType, parseResourceId, VNET_TYPE } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import { formatNumber, type Namer } from '@peerscape/shared/topology';

/** Steps that are listed by name; the others are counted. */
const MAX_NAMED = 3;
const VERBS: Readonly<Record<Step['action'], string>> = { create: 'create', update: 'change', sync: 'sync', delete: 'delete' };

/** Describes the steps: `delete hub → a, create hub → b and 4 more`. */
export function describeSteps(steps: readonly Step[], nameOf: Namer): string {
  const named = steps.slice(0, MAX_NAMED).map(({ action, half: { from, to } }) => `${VERBS[action]} ${nameOf(from)} → ${nameOf(to)}`);
  const more = steps.length - named.length;
  return `${named.join(', ')}${more > 0 ? ` and ${formatNumber(more)} more` : ''}`;
}

/** Describes a scope: `subscription 1111…`, `resource group rg-net`, `virtual network hub`, or the name of a resource with its type. */
export function describeScope(scope: string): string {
  const resource = parseResourceId(scope);
  if (!resource.ok) {
    const [, , subscription = scope, , group] = scope.split('/');
    return group === undefined ? `subscription ${subscription}` : `resource group ${group}`;
  }
  const { names, provider, types } = resource.value;
  return isOfType(resource.value, VNET_TYPE) ? `virtual network ${names[0]}` : `${names.at(-1)} (${provider}/${types.join('/')})`;
}
