import type { ResourceKey } from '@peerscape/shared/arm';
import type { Store } from '../store/store.ts';

/** Gives the VNet a new etag, which its subnets and halves share. */
export function touchVNet(store: Store, key: ResourceKey): void {
  const vnet = store.vnets.get(key);
  if (vnet) store.putVNet({ ...vnet, etag: store.newEtag() });
}
