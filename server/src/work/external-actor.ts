import type { ExternalAction, ExternalActionResult } from '@peerscape/shared/api';
import { Failure } from '../failure.ts';

/** Has another operator change something and returns ARM's response. */
export type ExternalActor = (request: ExternalAction) => Promise<ExternalActionResult>;

/** Rejects every request: without a sandbox, Peerscape writes only halves, and only by a plan. */
export const rejectExternalAction: ExternalActor = () =>
  Promise.reject(
    new Failure('not-sandbox', {
      detail: 'Only the sandbox can act as another operator. On Azure, make the change with the Azure CLI',
    }),
  );
