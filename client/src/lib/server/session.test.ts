import { afterEach, expect, test, vi } from 'vitest';
import { openSessionFromUrl, parseCode } from './session.ts';

afterEach(() => vi.unstubAllGlobals());

const locationWith = (hash: string) => ({ hash, pathname: '/', search: '?view=vnets' });

test('the code is removed from the address bar before it is exchanged', async () => {
  const steps: string[] = [];
  vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
    steps.push(`sent ${body}`);
    return new Response(null, { status: 204 });
  });
  const replaceState = (_state: unknown, _title: string, url?: string | URL | null) => void steps.push(`shows ${url}`);
  expect(await openSessionFromUrl(locationWith('#code=abc'), { replaceState })).toBeUndefined();
  expect(steps).toEqual(['shows /?view=vnets', 'sent {"code":"abc"}']);
});

test('a rejected code returns its problem', async () => {
  vi.stubGlobal('fetch', async () =>
    Response.json({ title: 'This link was used already', status: 401, code: 'CodeUsed' }, { status: 401 }),
  );
  expect(await openSessionFromUrl(locationWith('#code=abc'), { replaceState: () => undefined })).toMatchObject({ code: 'CodeUsed' });
});

test('nothing is sent without a code', async () => {
  vi.stubGlobal('fetch', () => expect.unreachable());
  expect(await openSessionFromUrl(locationWith('#elsewhere'), { replaceState: () => expect.unreachable() })).toBeUndefined();
});

test('the code is parsed among other parameters', () => {
  expect([parseCode('#code=a%20b&x=1'), parseCode('#x=1'), parseCode('')]).toEqual(['a b', undefined, undefined]);
});
