import { resourceKey } from '@peerscape/shared/arm';
import { type SettingsBody, settingsFromBody } from '../store/half-settings.ts';
import type { Store, StoredHalf } from '../store/store.ts';
import { peeredSpace } from './peering-view.ts';

/** Request body of a half, with the properties that clients can set. All others are accepted and ignored (azure-semantics §1.2). */
export interface HalfBody {
  readonly properties?: SettingsBody & { readonly remoteVirtualNetwork?: { readonly id?: string } };
}

/**
 * Builds the half that a PUT results in. Properties that the body omits get Azure's default, because a PUT replaces the resource. Whether a
 * half peers complete VNets is fixed on creation; a different value in the body is ignored. Address prefixes are learned on creation, on
 * writing a Disconnected half, and on sync.
 */
export function buildHalf(
  store: Store,
  place: Pick<StoredHalf, 'id' | 'key' | 'name' | 'subscriptionId' | 'resourceGroup' | 'from'>,
  body: HalfBody,
  before: StoredHalf | undefined,
  sync: boolean,
): StoredHalf {
  const properties = body.properties ?? {};
  const remoteId = before?.remoteId ?? properties.remoteVirtualNetwork?.id ?? '';
  const to = resourceKey(remoteId);
  const settings = settingsFromBody(properties, before);
  const current = peeredSpace(store.vnets.get(to), settings.remoteSubnets, settings) ?? before?.lastKnown ?? [];
  const shouldLearn = sync || !before || before.disconnected;
  return {
    ...place,
    remoteId,
    to,
    ...settings,
    learned: shouldLearn ? current : before.learned,
    lastKnown: current,
    disconnected: false,
    resourceGuid: before?.resourceGuid ?? store.findHalf(to, place.from)?.resourceGuid ?? store.newGuid(),
    provisioning: 'Updating',
  };
}
