import type { VNetNow } from '@peerscape/shared/api';
import { isOfType, parseResourceId, VNET_TYPE } from '@peerscape/shared/arm';
import { type Clock, formatIsoTime } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { ReadVNet } from './ports.ts';

/** Reads the current state of the VNet with the given ID. Rejects with a `Failure` if the ID is not a VNet's or, for files, without `readVNet`. */
export async function confirmVNet(text: string, readVNet: ReadVNet | undefined, clock: Clock, signal?: AbortSignal): Promise<VNetNow> {
  const id = parseResourceId(text);
  if (!id.ok) throw notAVNet(id.problem);
  if (!isOfType(id.value, VNET_TYPE)) throw notAVNet(`The ID names a resource of type ${[id.value.provider, ...id.value.types].join('/')}`);
  if (!readVNet) throw new Failure('not-live', NOT_LIVE);
  const { vnet, halves } = await readVNet(id.value, signal);
  return { readAt: formatIsoTime(clock.now()), vnet, halves };
}

const notAVNet = (detail: string) => new Failure('not-a-vnet-id', { detail });

const NOT_LIVE = {
  title: 'This map was opened from files and is not connected to Azure',
  detail: 'To read the current state of a VNet, start Peerscape with --azure or on the sandbox',
};
