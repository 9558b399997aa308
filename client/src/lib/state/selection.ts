import type { ResourceKey } from '@peerscape/shared/arm';
import type { PeeringKey } from '@peerscape/shared/topology';

/** What a person has picked. A ghost is picked as kind `vnet`. */
export type Selection = { readonly kind: 'vnet'; readonly key: ResourceKey } | { readonly kind: 'peering'; readonly key: PeeringKey };
