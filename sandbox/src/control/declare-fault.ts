import type { Parts } from '../parts.ts';
import { ControlProblem, type Fields, onlyKnown } from './fields.ts';
import { readFault } from './read-fault.ts';

/** Declares a fault as `POST /_sandbox/faults` does; throws a `ControlProblem` if the fields are invalid. */
export function declareFault(context: Parts, fields: Fields): void {
  onlyKnown(fields, ['method', 'path', 'nth', 'times', 'effect', 'status', 'code', 'message', 'retryAfter', 'ms']);
  const fault = readFault(fields);
  if (!fault.ok) throw new ControlProblem(fault.problem);
  context.faults.declare(fault.value);
  if (fault.value.effect.kind === 'stale-graph') context.graph.frozen = true;
}
