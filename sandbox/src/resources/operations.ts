import { frontEndError, type OperationHandler, value } from '../arm/operation-handler.ts';
import { advanceOperation } from '../store/operations.ts';

const unknown = (id: string) => frontEndError(404, 'NotFound', `The operation '${id}' was not found.`);

/** Returns the state of an operation and counts the polls: `GET …/operations/{id}`. */
export const getOperation: OperationHandler = (store, clock, { params: { operationId = '' } }) => {
  const operation = store.operations.get(operationId.toLowerCase());
  if (!operation) return unknown(operationId);
  operation.polls++;
  advanceOperation(store, clock, operation);
  const { status, failure, polledAt } = operation;
  if (status === 'InProgress') return { kind: 'running', operation };
  const details = failure?.details ?? (polledAt === undefined ? [] : undefined);
  return value({ status, ...(failure && { error: { code: failure.code, message: failure.message, ...(details && { details }) } }) });
};

/** Returns the result of an operation: `GET …/operationResults/{id}`. */
export const getOperationResult: OperationHandler = (store, clock, { params: { operationId = '' } }) => {
  const operation = store.operations.get(operationId.toLowerCase());
  if (!operation) return unknown(operationId);
  operation.polls++;
  advanceOperation(store, clock, operation);
  return { kind: 'result', operation };
};
