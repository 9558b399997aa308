import { type CallOf, type Endpoint, eventStream, Problem, type ReplyOf, SESSION_HEADER } from '@peerscape/shared/api';
import { formatTime } from '../format/format.ts';
import { readSessionKey } from './session-key.ts';

/** Error of an API call; `problem.arm` has ARM's code and message. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** Calls an endpoint and returns its parsed response; throws `ApiError`. Unchanged responses come from the HTTP cache. */
export async function call<E extends Endpoint>(endpoint: E, input: Partial<CallOf<E>> = {}, signal?: AbortSignal): Promise<ReplyOf<E>> {
  return parseReply(endpoint, await send(endpoint, input, signal));
}

/** Sends files to an endpoint and returns its parsed response; throws `ApiError`. */
export const upload = async <E extends Endpoint & { readonly isUpload: true }>(endpoint: E, body: FormData): Promise<ReplyOf<E>> =>
  parseReply(endpoint, await send(endpoint, { body }, undefined));

/** Requests the stream of server-sent events. */
export const connectToEvents = (signal: AbortSignal): Promise<Response> =>
  fetch(eventStream.path, {
    headers: { accept: 'text/event-stream', ...sessionHeader() },
    credentials: 'same-origin',
    cache: 'no-store',
    signal,
  });

/** Returns the header that proves, with the cookie, the session of this browser; none without a session. */
function sessionHeader(): Readonly<Record<string, string>> {
  const key = readSessionKey();
  return key === undefined ? {} : { [SESSION_HEADER]: key };
}

async function parseReply<E extends Endpoint>(endpoint: E, response: Response): Promise<ReplyOf<E>> {
  if (!response.ok) throw new ApiError(await readProblem(response));
  const body = response.status === 204 ? undefined : await readJson(response);
  return endpoint.response.parse(body) as ReplyOf<E>;
}

async function send(endpoint: Endpoint, input: { query?: unknown; body?: unknown }, signal: AbortSignal | undefined): Promise<Response> {
  const query = input.query ? `?${new URLSearchParams(input.query as Record<string, string>)}` : '';
  const isForm = input.body instanceof FormData;
  const unsafe = endpoint.method === 'GET' ? {} : { 'x-peerscape': '1', ...(!isForm && { 'content-type': 'application/json' }) };
  try {
    return await fetch(endpoint.path + query, {
      method: endpoint.method,
      headers: { accept: 'application/json', ...sessionHeader(), ...unsafe },
      credentials: 'same-origin',
      ...(input.body === undefined ? {} : { body: isForm ? (input.body as FormData) : JSON.stringify(input.body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(UNREACHABLE);
  }
}

const UNREACHABLE: Problem = {
  type: 'about:blank',
  title: 'The Peerscape server is not responding',
  status: 0,
  code: 'ServerUnreachable',
  detail: 'It may have been stopped. Check the terminal where it was started. This page reconnects automatically.',
};

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError({
      type: 'about:blank',
      title: 'Invalid response from the Peerscape server',
      status: response.status,
      code: 'UnreadableAnswer',
      detail: 'A proxy or a sign-in page between this browser and the server may have replaced the response. Reload the page to try again.',
    });
  }
}

async function readProblem(response: Response): Promise<Problem> {
  const parsed = Problem.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return withRetryTime(parsed.data, response.headers.get('retry-after'));
  return {
    type: 'about:blank',
    title: `The Peerscape server returned ${response.status} ${response.statusText}`.trim(),
    status: response.status,
    code: 'UnexpectedAnswer',
    detail: 'The response gives no reason. Check the server log in the terminal.',
  };
}

/** Adds the time on this computer from which the server accepts the request again, if it limits requests. */
function withRetryTime(problem: Problem, seconds: string | null): Problem {
  if (seconds === null) return problem;
  const now = Date.now();
  const advice = `Try again at ${formatTime(now + Number(seconds) * 1000, now)}`;
  return { ...problem, detail: [problem.detail, advice].filter(Boolean).join('. ') };
}

/** Converts any thrown value to a problem. */
export function toProblem(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    type: 'about:blank',
    title: error instanceof Error ? error.message : String(error),
    status: 0,
    code: 'Unexpected',
    detail: 'This is an error in Peerscape. Reload the page; the URL keeps your current view.',
  };
}
