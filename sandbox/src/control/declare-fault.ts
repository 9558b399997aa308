import type { SandboxContext } from '../context.ts';
import { ControlProblem, type Fields, rejectUnknownFields } from './fields.ts';
import { FAULT_FIELDS, parseFault } from './parse-fault.ts';

/** Declares a fault as `POST /_sandbox/faults` does; throws a `ControlProblem` if the fields are invalid. */
export function declareFault(context: SandboxContext, fields: Fields): void {
  rejectUnknownFields(fields, FAULT_FIELDS);
  const fault = parseFault(fields);
  if (!fault.ok) throw new ControlProblem(fault.problem);
  context.faults.declare(fault.value);
  if (fault.value.effect.kind === 'stale-graph') context.graph.isFrozen = true;
}
