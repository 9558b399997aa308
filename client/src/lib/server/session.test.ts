import { afterEach, expect, test, vi } from 'vitest';
import { closeSession, openSessionFromUrl, parseCode } from './session.ts';
import { readSessionKey, writeSessionKey } from './session-key.ts';

afterEach(() => {
  vi.unstubAllGlobals();
  writeSessionKey(undefined);
});

const locationWith = (hash: string) => ({ hash, pathname: '/', search: '?view=vnets' });

test('the code is removed from the address bar before it is exchanged', async () => {
  const steps: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    steps.push(`sent ${body}`);
    return Response.json({ key: 'k1' });
  });
  const replaceState = (_state: unknown, _title: string, url?: string | URL | null) => void steps.push(`shows ${url}`);
  expect(await openSessionFromUrl(locationWith('#code=abc'), { replaceState })).toBeUndefined();
  expect(steps).toEqual(['shows /?view=vnets', 'sent {"code":"abc"}']);
  expect(readSessionKey()).toBe('k1');
});

test('a server without sessions has no key, and one of an earlier server is dropped', async () => {
  writeSessionKey('old');
  vi.stubGlobal('fetch', async () => Response.json({ key: null }));
  expect(await openSessionFromUrl(locationWith('#code=abc'), { replaceState: () => undefined })).toBeUndefined();
  expect(readSessionKey()).toBeUndefined();
});

test('a rejected code returns its problem, and a session that this browser has stays', async () => {
  writeSessionKey('k1');
  vi.stubGlobal('fetch', async () =>
    Response.json({ title: 'This link was used already', status: 401, code: 'CodeUsed' }, { status: 401 }),
  );
  expect(await openSessionFromUrl(locationWith('#code=abc'), { replaceState: () => undefined })).toMatchObject({ code: 'CodeUsed' });
  expect(readSessionKey()).toBe('k1');
});

test.each([
  ['the server confirms it', async () => new Response(null, { status: 204 }), undefined],
  ['it had ended', async () => Response.json({ title: 'Not signed in', status: 401, code: 'no-session' }, { status: 401 }), undefined],
  ['the server does not respond', () => Promise.reject(new TypeError('Failed to fetch')), 'The Peerscape server is not responding'],
])('signing out removes the key when %s', async (_when, respond, title) => {
  writeSessionKey('k1');
  vi.stubGlobal('fetch', respond);
  expect(await closeSession().catch((error: Error) => error.message)).toBe(title);
  expect(readSessionKey()).toBeUndefined();
});

test('nothing is sent without a code', async () => {
  vi.stubGlobal('fetch', () => expect.unreachable());
  expect(await openSessionFromUrl(locationWith('#elsewhere'), { replaceState: () => expect.unreachable() })).toBeUndefined();
});

test('the code is parsed among other parameters', () => {
  expect([parseCode('#code=a%20b&x=1'), parseCode('#x=1'), parseCode('')]).toEqual(['a b', undefined, undefined]);
});
