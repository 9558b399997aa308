import { type ResourceKey, resourceKey } from '@peerscape/shared/arm';
import { ABSENCE_REASONS, type HalfStatus, peeringKey, type Topology } from '@peerscape/shared/topology';
import { useReducer } from 'react';
import { Inspector } from '../../../features/inspect/inspector.tsx';
import { ApiError } from '../../../lib/server/api.ts';
import type { FocusedItem } from '../../../lib/state/focused-item.ts';
import { DraftProvider } from '../../../lib/state/use-draft.tsx';
import { CONTOSO, createHealth, nodeNamed, PROBLEMS, STATUSES } from '../fixtures.ts';
import { type GallerySection, ignore, type Specimen, seedError } from '../specimen.ts';

const VISIBLE = new Map([CONTOSO, STATUSES].map((topology) => [topology, createHealth(topology).visible]));

/** Inspector that, unlike in the product, does not navigate to other items. */
function Inspected({ topology, focused }: { topology: Topology; focused: FocusedItem }) {
  const findings = VISIBLE.get(topology) ?? createHealth(topology).visible;
  const [, render] = useReducer((count: number) => count + 1, 0);
  return (
    <DraftProvider topology={topology} serial={0}>
      <Inspector
        topology={topology}
        focused={focused}
        onInspect={render}
        onCopy={ignore}
        toPortalUrl={(id) => `https://portal.azure.com/#@contoso.example/resource${id}`}
        canAsk
        findings={findings}
        onFinding={ignore}
        onConnect={ignore}
        onReach={ignore}
        onRoutes={ignore}
        onFocus={ignore}
        canAskRights
        roleOverrides={{ roles: new Map(), setRole: ignore, isLoaded: true, notice: undefined }}
      />
    </DraftProvider>
  );
}

const keyIn = (topology: Topology, name: string): ResourceKey => nodeNamed(topology, name).key;

const specimen = (title: string, topology: Topology, focused: FocusedItem, seed?: Specimen['seed']): Specimen => ({
  title,
  frame: 'panel',
  ...(seed && { seed }),
  content: <Inspected topology={topology} focused={focused} />,
});

/** VNets of the fixture that are named after the status of their half, or of the half that points at them. */
const STATUS_VNETS: Readonly<Record<Exclude<HalfStatus, 'missing'>, string>> = {
  connected: 'connected',
  'out-of-sync': 'out-of-sync',
  'access-off': 'access-off',
  initiated: 'initiated',
  disconnected: 'disconnected',
  unknown: 'unknown',
  other: 'other',
};

const hubPeering = (name: string): FocusedItem => ({ kind: 'peering', key: peeringKey(keyIn(STATUSES, 'hub'), keyIn(STATUSES, name)) });

const lockedVNets = ['hub', 'connected'].map((name) => keyIn(STATUSES, name)).sort();

export const INSPECTOR_SECTION: GallerySection = {
  id: 'inspector',
  title: 'Inspector',
  specimens: [
    specimen('VNet with everything', CONTOSO, { kind: 'vnet', key: keyIn(CONTOSO, 'hub-weu') }),
    specimen('VNet, live check failed', CONTOSO, { kind: 'vnet', key: keyIn(CONTOSO, 'shop-prod-weu') }, (client) =>
      seedError(client, ['vnet-now', nodeNamed(CONTOSO, 'shop-prod-weu').id], new ApiError(PROBLEMS.denied)),
    ),
    ...Object.entries(STATUS_VNETS).map(([status, name]) => specimen(`Peering: ${status}`, STATUSES, hubPeering(name))),
    specimen('Peering: missing permissions', STATUSES, hubPeering('connected'), (client) => {
      for (const vnets of [lockedVNets, [...lockedVNets].reverse()])
        client.setQueryData(['rights', ...vnets], {
          rights: vnets.map((vnet) => ({
            vnet,
            write: 'no',
            delete: 'no',
            peer: 'no',
            text: 'You cannot change the halves of this VNet: Network Contributor on it is missing.',
          })),
        });
    }),
    ...ABSENCE_REASONS.map((reason) => specimen(`VNet not visible: ${reason}`, STATUSES, { kind: 'vnet', key: keyIn(STATUSES, reason) })),
    specimen('Not found', STATUSES, {
      kind: 'vnet',
      key: resourceKey('/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/deleted'),
    }),
  ],
};
