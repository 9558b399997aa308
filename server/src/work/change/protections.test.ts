import { resourceKey } from '@peerscape/shared/arm';
import type { Step } from '@peerscape/shared/plan';
import { expect, test } from 'vitest';
import { findProtections } from './protections.ts';

const VNET = '/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/hub';

/** Returns the step that deletes a half of the hub. */
const deletionOf = (name: string): Step => ({
  id: name,
  action: 'delete',
  half: { from: resourceKey(VNET), to: resourceKey(`${VNET}-${name}`), id: `${VNET}/virtualNetworkPeerings/${name}`, name },
  changed: [],
  reason: 'asked-for',
  needs: [],
  expects: { kind: 'absent' },
});

test.each([
  ['a half with a name that begins alike', `${VNET}/virtualNetworkPeerings/hub-a`, ['hub-a']],
  ['the VNet, with a slash at the end', `${VNET}/`, ['hub-a', 'hub-a2']],
  ['the resource group, in another case', '/subscriptions/S/resourcegroups/G', ['hub-a', 'hub-a2']],
  ['a resource group with a name that begins alike', '/subscriptions/s/resourceGroups/g2', []],
])('a lock covers what is below its scope: %s', async (_, scope, covered) => {
  const port = {
    locks: async () => [{ scope, name: 'keep', level: 'CanNotDelete' }],
    denyAssignments: async () => [],
    groupManager: async () => undefined,
  };
  const steps = ['hub-a', 'hub-a2'].map(deletionOf);
  const { blockers } = await findProtections(port, steps, (key) => key.split('/').at(-1) ?? key);
  const vnets = new Set(blockers.flatMap((blocker) => blocker.vnets.map((key) => key.split('/').at(-1))));
  expect([...vnets].sort()).toEqual(covered.length === 0 ? [] : ['hub', ...covered.map((name) => `hub-${name}`)]);
});
