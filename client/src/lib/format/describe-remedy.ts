import { describeStep, type Intent, makePlan } from '@peerscape/shared/plan';
import { createNamer, type Topology } from '@peerscape/shared/topology';

/** Describes the steps of a remedy, for a button that adds it to the draft: `Delete the half core → old`. */
export function describeRemedy(topology: Topology, remedy: readonly Intent[]): string {
  const name = createNamer(topology);
  return makePlan(topology, remedy)
    .steps.map((step) => describeStep(step, name))
    .join(', ');
}
