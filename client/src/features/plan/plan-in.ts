import type { PlanDocument } from '@peerscape/shared/api';
import type { Plan } from '@peerscape/shared/plan';

/** The plan in a document. Both are the same shape, which shared/api proves; keys of VNets are only marked as such in the model. */
export const planIn = (document: Pick<PlanDocument, 'plan'>): Plan => document.plan as unknown as Plan;
