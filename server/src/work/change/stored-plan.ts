import type { PlanDocument } from '@peerscape/shared/api';
import type { Plan } from '@peerscape/shared/plan';

/** Returns the plan of a document. Both have the same shape, as shared/api proves; only the model brands keys of VNets. */
export const toPlan = (document: Pick<PlanDocument, 'plan'>): Plan => document.plan as unknown as Plan;

/** Converts a plan to its form in a document. */
export const toPlanJson = (plan: Plan): PlanDocument['plan'] => plan as unknown as PlanDocument['plan'];
