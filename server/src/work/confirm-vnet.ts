import type { VNetNow } from '@peerscape/shared/api';
import { isOfType, parseResourceId, VNET_TYPE } from '@peerscape/shared/arm';
import { type Clock, isoTime } from '../clock.ts';
import { Failure } from '../failure.ts';
import type { ReadVNet } from './ports.ts';

/** Reads the VNet that the text names; refuses texts that do not name one. Absent reader: there is no Azure behind this map. */
export async function confirmVNet(text: string, readVNet: ReadVNet | undefined, clock: Clock, signal?: AbortSignal): Promise<VNetNow> {
  const id = parseResourceId(text);
  if (!id.ok) throw notAVNet(id.problem);
  if (!isOfType(id.value, VNET_TYPE)) throw notAVNet(`It names a ${[id.value.provider, ...id.value.types].join('/')}`);
  if (!readVNet) throw new Failure(NOT_LIVE);
  const { vnet, halves } = await readVNet(id.value, signal);
  return { readAt: isoTime(clock.now()), vnet, halves };
}

const notAVNet = (detail: string) =>
  new Failure({ title: 'That is not the id of a virtual network', status: 422, code: 'not-a-vnet-id', detail });

const NOT_LIVE = {
  title: 'This map was opened from files; there is no Azure to ask',
  status: 409,
  code: 'not-live',
  detail: 'Start Peerscape with --azure or on the sandbox to read a VNet as it is now',
};
