import { z } from 'zod';
import type { Failure } from '../failure.ts';
import { createArmFailure } from './failures.ts';

/** Status of a long-running operation, as its `Azure-AsyncOperation` URL returns it. */
export const OperationBody = z.object({ status: z.string(), error: z.object({ code: z.string(), message: z.string() }).nullish() });

/** Returns the failure of an operation that has ended without success; undefined for one that runs or has succeeded. */
export function failureOf({ status, error }: z.output<typeof OperationBody>): Failure | undefined {
  if (!/^(failed|canceled)$/i.test(status)) return undefined;
  const arm = error ?? { code: status, message: `The operation ended with status ${status}. Azure gave no reason` };
  return createArmFailure({ status: 409, bodyText: JSON.stringify({ error: arm }) });
}
