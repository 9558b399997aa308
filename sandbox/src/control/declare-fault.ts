import type { Parts } from '../parts.ts';
import { ControlProblem, type Fields, onlyKnown } from './fields.ts';
import { readFault } from './read-fault.ts';

/** Declares a fault as `POST /_sandbox/faults` does. Fails with a sentence where the fields describe none. */
export function declareFault(parts: Parts, fields: Fields): void {
  onlyKnown(fields, ['method', 'path', 'nth', 'times', 'effect', 'status', 'code', 'message', 'retryAfter', 'ms']);
  const fault = readFault(fields);
  if (!fault.ok) throw new ControlProblem(fault.problem);
  parts.faults.declare(fault.value);
  if (fault.value.effect.kind === 'stale-graph') parts.graph.frozen = true;
}
