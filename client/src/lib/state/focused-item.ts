import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';

/** The item that is open in the inspector. A ghost has kind `vnet`. */
export type FocusedItem = { readonly kind: 'vnet'; readonly key: ResourceKey } | { readonly kind: 'peering'; readonly key: PeeringKey };
