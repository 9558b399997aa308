import { type CallOf, type Endpoint, Problem, type ReplyOf } from '@peerscape/shared/api';

/** Why a call did not give what was asked for; ARM's own words are in `problem.arm`. */
export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

/** Calls one operation of the contract and gives its reply, or throws an ApiError. The HTTP cache answers what has not changed. */
export async function call<E extends Endpoint>(endpoint: E, input: Partial<CallOf<E>> = {}, signal?: AbortSignal): Promise<ReplyOf<E>> {
  const response = await send(endpoint, input, signal);
  if (!response.ok) throw new ApiError(await problemOf(response));
  const body = response.status === 204 ? undefined : await readJson(response);
  return endpoint.response.parse(body) as ReplyOf<E>;
}

async function send(endpoint: Endpoint, input: { query?: unknown; body?: unknown }, signal: AbortSignal | undefined): Promise<Response> {
  const query = input.query ? `?${new URLSearchParams(input.query as Record<string, string>)}` : '';
  const unsafe = endpoint.method === 'GET' ? {} : { 'x-peerscape': '1', 'content-type': 'application/json' };
  try {
    return await fetch(endpoint.path + query, {
      method: endpoint.method,
      headers: { accept: 'application/json', ...unsafe },
      credentials: 'same-origin',
      ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
      ...(signal ? { signal } : {}),
    });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(UNREACHABLE);
  }
}

const UNREACHABLE: Problem = {
  type: 'about:blank',
  title: 'The Peerscape server does not answer',
  status: 0,
  code: 'ServerUnreachable',
  detail: 'It may have been stopped. Look at the terminal that started it; this page reconnects by itself.',
};

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError({
      type: 'about:blank',
      title: 'The answer of the Peerscape server cannot be read',
      status: response.status,
      code: 'UnreadableAnswer',
      detail: 'Something between this browser and the server may have replaced it: a proxy, a sign-in page. Reload to try again.',
    });
  }
}

async function problemOf(response: Response): Promise<Problem> {
  const said = Problem.safeParse(await response.json().catch(() => undefined));
  if (said.success) return said.data;
  return {
    type: 'about:blank',
    title: `The Peerscape server answered ${response.status} ${response.statusText}`.trim(),
    status: response.status,
    code: 'UnexpectedAnswer',
    detail: 'It did not say why. The log in its terminal does.',
  };
}

/** The problem that an error stands for, whatever was thrown. */
export function problemFrom(error: unknown): Problem {
  if (error instanceof ApiError) return error.problem;
  return {
    type: 'about:blank',
    title: error instanceof Error ? error.message : String(error),
    status: 0,
    code: 'Unexpected',
    detail: 'This is a fault in Peerscape. Reload the page; what you look at is kept in its address.',
  };
}
