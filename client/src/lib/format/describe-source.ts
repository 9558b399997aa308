import type { Source } from '@peerscape/shared/topology';

/** Description of Peerscape in one sentence. */
export const PRODUCT_SENTENCE =
  'Peerscape shows all Azure virtual networks that you can read as one map, finds peerings that are half-configured or wrong, and changes them: both halves, in the order that Azure accepts, with a preview and an undo.';

/** Describes where the data of the page comes from, and what a change reaches. */
export function describeSource({ name, kind }: Source): string {
  if (kind === 'sandbox')
    return `You are looking at ${name}: a small Azure that comes with Peerscape, to practise with. Nothing you do here reaches a real subscription.`;
  if (kind === 'file') return `You are looking at ${name}, read from files. Files are read-only: a draft can be saved as code.`;
  return `You are looking at ${name} in Azure. Nothing is sent to Azure before you apply a plan.`;
}
