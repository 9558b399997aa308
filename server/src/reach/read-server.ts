import { api, type Endpoint, OpenedSession, Problem, SESSION_HEADER, SnapshotDocument } from '@peerscape/shared/api';
import type { Snapshot } from '@peerscape/shared/topology';
import { StartFailure } from '../failure.ts';

/**
 * Reads the snapshot of a running Peerscape. A server that shows Azure requires a session: its URL must be a sign-in link then, which is
 * exchanged for a session as a browser does. The session ends after the snapshot has been read.
 */
export async function readServer(url: URL): Promise<Snapshot> {
  const code = new URLSearchParams(url.hash.slice(1)).get('code');
  if (code === null) return readSnapshot(url, {});
  const session = await openSession(url, code);
  try {
    return await readSnapshot(url, session);
  } finally {
    // it would end by itself after some hours
    await send(url, api.closeSession, session).catch(() => undefined);
  }
}

type Headers = Readonly<Record<string, string>>;

async function openSession(url: URL, code: string): Promise<Headers> {
  const { response, json } = await send(url, api.openSession, {}, { code });
  if (response.status === 401)
    throw new StartFailure(`${url.origin} rejected the sign-in link, which works once, within five minutes. ${NEW_LINK}`);
  const opened = OpenedSession.safeParse(json);
  if (!opened.success) throw otherVersion(url);
  const { key } = opened.data;
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';', 1)[0]);
  return key === null ? {} : { [SESSION_HEADER]: key, cookie: cookies.join('; ') };
}

async function readSnapshot(url: URL, session: Headers): Promise<Snapshot> {
  const { response, json } = await send(url, api.getSnapshot, session);
  if (response.status === 401) throw new StartFailure(`${url.origin} shows Azure and requires a sign-in. ${NEW_LINK}`);
  const parsed = SnapshotDocument.safeParse(json);
  if (!parsed.success) throw otherVersion(url);
  return parsed.data;
}

const otherVersion = ({ origin }: URL) => new StartFailure(`${origin} is another version of Peerscape: its snapshot cannot be read`);

const NEW_LINK = 'Press Enter in the terminal of that Peerscape and use the link it prints as --server, in quotes';

interface Reply {
  readonly response: Response;
  /** Undefined for a reply without a body. */
  readonly json: unknown;
}

/** Sends a request. Rejects with a `StartFailure` unless it succeeded or requires a session. */
async function send({ origin }: URL, { method, path }: Endpoint, session: Headers, body?: object): Promise<Reply> {
  const headers = { ...session, origin, 'x-peerscape': '1', ...(body && { 'content-type': 'application/json' }) };
  const init: RequestInit = { method, headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) };
  try {
    const response = await fetch(new URL(path, origin), body ? { ...init, body: JSON.stringify(body) } : init);
    const text = await response.text();
    const json: unknown = text === '' ? undefined : JSON.parse(text);
    if (response.ok || response.status === 401) return { response, json };
    const problem = Problem.safeParse(json);
    const reason = problem.success ? [problem.data.title, problem.data.detail].filter(Boolean).join('. ') : `status ${response.status}`;
    throw new StartFailure(`${origin} did not return its snapshot: ${reason}`);
  } catch (error) {
    if (error instanceof StartFailure) throw error;
    if (error instanceof SyntaxError) throw new StartFailure(`${origin} is not a Peerscape server: its reply is not JSON`);
    const { cause, message } = error as Error & { readonly cause?: Error };
    throw new StartFailure(`${origin} did not respond: ${cause?.message || message}`);
  }
}

const TIMEOUT_MS = 60_000;
