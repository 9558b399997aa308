import type { PlanDocument } from '@peerscape/shared/api';
import type { Plan } from '@peerscape/shared/plan';

/** Returns the plan of a document. Both types have the same shape, as shared/api proves; only the model brands VNet keys. */
export const planOf = (document: Pick<PlanDocument, 'plan'>): Plan => document.plan as unknown as Plan;
