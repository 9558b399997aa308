/** Errors of Microsoft.Network that several resource types share. */
import { type ArmError, networkError } from './operation-handler.ts';

/** Returns a 400, the status with which Microsoft.Network refuses almost everything. */
export const refuse = (code: string, message: string): ArmError => networkError(400, code, message);

/** Returns the error for a body that the parser of the network resource provider does not accept. */
export const unparsableBody = (problem: string, code = 'InvalidJson'): ArmError => ({
  ...refuse('InvalidRequestFormat', 'Cannot parse the request.'),
  details: [{ code, message: problem }],
});

/** Returns the error for a reference that a body must have. */
export const missingReferenceId = (path: string): ArmError =>
  unparsableBody(`Value for reference id is missing. Path ${path}.`, 'MissingJsonReferenceId');

/** Returns the error for a reference to a resource that does not exist, or is in another region. */
export const referenceNotFound = (id: string, user: string): ArmError =>
  refuse(
    'InvalidResourceReference',
    `Resource ${id} referenced by resource ${user} was not found. Please make sure that the referenced resource exists, and that both resources are in the same region.`,
  );

/** Returns the error for a value that is not one of an enumeration; `type` is the last part of the provider's name for it. */
export const unknownValue = (value: unknown, type: string, path: string): ArmError =>
  unparsableBody(
    `Error converting value ${JSON.stringify(value)} to type 'Microsoft.WindowsAzure.Networking.Nrp.Frontend.Contract.Csm.Public.${type}'. Path '${path}'.`,
  );

/** Returns the error for a resource that cannot be used by another yet, because an operation changes it or its last one failed. */
export const notProvisioned = (user: string, used: { readonly id: string; readonly provisioning: string }, operation: string): ArmError =>
  refuse(
    'ReferencedResourceNotProvisioned',
    `Cannot proceed with operation because resource ${used.id} used by resource ${user} is not in Succeeded state. Resource is in ${used.provisioning} state and the last operation that updated/is updating the resource is ${operation}.`,
  );
