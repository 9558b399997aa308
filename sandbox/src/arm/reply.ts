import type { Response } from 'express';
import type { PollingPlace, RunningOperation } from '../store/operations.ts';
import { type Exchange, exchangeOf } from './exchange.ts';
import { sendFaultyBody } from './faulty-body.ts';
import { type ArmError, type HandlerResult, networkError } from './operation-handler.ts';
import { toPage } from './paging.ts';
import { pollingLinksOf } from './polling-links.ts';

/** Response settings that handlers do not decide; they can be changed through the control API. */
export interface WireSettings {
  /** Number of items per page of a list. */
  pageSize: number;
  /** Retry-After of the response that starts an operation, and of polls while it is in progress. */
  retryAfter: (operation: RunningOperation, when: 'start' | 'poll') => number;
}

/** Sends the result in ARM's format. */
export function reply(res: Response, answer: HandlerResult, settings: WireSettings): void {
  const exchange = exchangeOf(res);
  switch (answer.kind) {
    case 'value':
      if (answer.etag) exchange.headers.set('ETag', answer.etag);
      for (const [name, text] of Object.entries(answer.headers ?? {})) exchange.headers.set(name, text);
      if (answer.body === undefined) sendNothing(res, answer.status ?? 200);
      else sendJson(res, answer.status ?? 200, answer.body);
      break;
    case 'list':
      sendJson(res, 200, toPage(exchange, answer, settings.pageSize));
      break;
    case 'started':
      setOperationHeaders(exchange, answer.operation, settings.retryAfter(answer.operation, 'start'));
      if (answer.body === undefined) sendNothing(res, answer.status);
      else sendJson(res, answer.status, answer.body);
      break;
    case 'running':
      sendRunning(res, answer.operation, settings);
      break;
    case 'result':
      sendResult(res, answer.operation, settings);
      break;
    case 'nothing':
      sendNothing(res, 204);
      break;
    case 'error':
      sendError(res, answer);
  }
}

/** Sets the headers with which clients poll an operation. Network adds `Azure-AsyncNotification` to all of its operations (azure-semantics §12). */
function setOperationHeaders(exchange: Exchange, operation: RunningOperation, retryAfter: number): void {
  const { status, result } = pollingLinksOf(operation);
  const link = (path: string): string => `${exchange.origin}${path}?api-version=${exchange.query.get('api-version') ?? ''}`;
  exchange.headers.set('x-ms-request-id', operation.id);
  if (status !== undefined) exchange.headers.set('Azure-AsyncOperation', link(status));
  if (!operation.isImmediate) exchange.headers.set('Retry-After', String(retryAfter));
  if (result !== undefined) exchange.headers.set('Location', link(result));
  if (operation.polledAt === undefined) exchange.headers.set('Azure-AsyncNotification', 'Enabled');
}

/** Places at which operations in progress are answered with 202 and all headers again (recordings). */
const ANSWERING_ACCEPTED: readonly (PollingPlace | undefined)[] = ['private-dns', 'public-dns'];

/** Sends the state of an operation in progress. */
function sendRunning(res: Response, operation: RunningOperation, settings: WireSettings): void {
  const exchange = exchangeOf(res);
  const retryAfter = settings.retryAfter(operation, 'poll');
  const isAccepted = ANSWERING_ACCEPTED.includes(operation.polledAt);
  if (isAccepted) setOperationHeaders(exchange, operation, retryAfter);
  else exchange.headers.set('Retry-After', String(retryAfter));
  sendJson(res, isAccepted ? 202 : 200, { status: operation.polledAt === 'deployment' ? 'Running' : operation.status });
}

/** Sends `operationResults`: 202 while the operation is in progress, then the result of a POST or 204, with both headers again. */
function sendResult(res: Response, operation: RunningOperation, settings: WireSettings): void {
  const exchange = exchangeOf(res);
  setOperationHeaders(exchange, operation, settings.retryAfter(operation, 'poll'));
  if (operation.status === 'InProgress') {
    sendNothing(res, 202);
    return;
  }
  exchange.headers.delete('Retry-After');
  const isGroup = operation.polledAt === 'group';
  if (operation.failure) sendError(res, networkError(isGroup ? 409 : 400, operation.failure.code, operation.failure.message));
  else if (operation.result) sendJson(res, 200, operation.result());
  else sendNothing(res, isGroup ? 200 : 204);
}

/** Sends an error in ARM's format. Only Network adds `details`; a 404 of the front end has `x-ms-failure-cause` (azure-semantics §3). */
export function sendError(res: Response, { status, code, message, from, details, headers }: ArmError): void {
  const exchange = exchangeOf(res);
  for (const [name, text] of Object.entries(headers ?? {})) exchange.headers.set(name, text);
  if (status === 404 && from === 'front-end') exchange.headers.set('x-ms-failure-cause', 'gateway');
  if (from === 'dns') sendJson(res, status, { code, message });
  else sendJson(res, status, { error: { code, message, ...((details || from === 'network') && { details: details ?? [] }) } });
}

export const sendJson = (res: Response, status: number, body: unknown): void =>
  sendText(res, status, 'application/json; charset=utf-8', typeof body === 'string' ? body : JSON.stringify(body));

/** Sends a text body with its content type. */
export function sendText(res: Response, status: number, type: string, text: string): void {
  exchangeOf(res).headers.set('Content-Type', type);
  finish(res, status, Buffer.from(text));
}

export const sendNothing = (res: Response, status: number): void => finish(res, status, undefined);

function finish(res: Response, status: number, body: Buffer | undefined): void {
  const { fault, headers, record } = exchangeOf(res);
  record?.(status);
  res.status(status);
  for (const [name, text] of headers) res.setHeader(name, text);
  if (fault && 'headers' in fault) for (const [name, text] of Object.entries(fault.headers)) res.setHeader(name, text);
  if (fault && body && sendFaultyBody(res, fault, body)) return;
  if (status !== 204) res.setHeader('Content-Length', body?.length ?? 0);
  res.end(body);
}
