import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import type { SignInServer } from '../product.ts';

let server: SignInServer;
let context: BrowserContext;
test.beforeEach(async ({ product, browser }) => {
  server = await product.startOnAzure();
  context = await browser.newContext();
});
test.afterEach(async () => {
  await context.close();
  await server.stop();
});

const tableIsShown = (page: Page) => expect(page.getByRole('row', { name: /hub-weu/ })).toBeVisible();
const signInIsRequired = (page: Page) =>
  expect(page.getByRole('heading', { name: 'Open the sign-in link from the terminal' })).toBeVisible();

/** Opens the sign-in link in a new tab, then the table of VNets. */
async function signIn(): Promise<Page> {
  const page = await context.newPage();
  await page.goto(await server.newLink());
  await page.getByRole('tab', { name: 'VNets' }).click();
  await tableIsShown(page);
  return page;
}

/** Starts another program on this machine, which serves pages and records what browsers send to it. */
async function startOther(address: string, port = 0) {
  const requests: IncomingMessage[] = [];
  const other = createServer((req, res) => {
    requests.push(req);
    res.setHeader('content-type', 'text/html').end('<!doctype html><title>Another program</title>');
  }).listen(port, address);
  await once(other, 'listening');
  const close = () => new Promise((resolve) => other.close(resolve).closeAllConnections());
  return { port: (other.address() as AddressInfo).port, requests, close };
}

/** All operations of the API, from its own description, which is public. */
async function operations(): Promise<readonly { readonly method: string; readonly path: string }[]> {
  const { paths } = (await (await fetch(`${server.url}/api/openapi.json`)).json()) as { paths: Record<string, Record<string, unknown>> };
  return Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })));
}

test('another program on another port of this machine gets the cookie and can read nothing with it', async () => {
  await signIn();
  const other = await startOther('127.0.0.1');
  const page = await context.newPage();
  await page.goto(`http://localhost:${other.port}/`);
  // cookies ignore ports: this is the theft that the key is for
  const { cookie = '' } = other.requests[0]?.headers ?? {};
  expect(cookie).toMatch(new RegExp(`^peerscape-${new URL(server.url).port}=[\\w-]{43}$`));

  const headers = { cookie, origin: server.url, 'x-peerscape': '1', 'content-type': 'application/json' };
  const all = (await operations()).filter(({ path }) => path !== '/api/session');
  expect(all.length).toBeGreaterThan(20);
  for (const { method, path } of all) {
    const reply = await fetch(server.url + path, { method, headers, ...(method === 'POST' && { body: '{}' }) });
    expect([method, path, reply.status, (await reply.text()).includes('hub')]).toEqual([method, path, 401, false]);
  }

  const seen = await page.evaluate(async (url) => {
    const attempt = (init: RequestInit) =>
      fetch(`${url}/api/snapshot`, init).then(
        async (reply) => `${reply.type} ${await reply.text()}`,
        () => 'blocked',
      );
    return {
      stored: { ...localStorage, ...sessionStorage },
      cors: await attempt({ credentials: 'include' }),
      opaque: await attempt({ credentials: 'include', mode: 'no-cors' }),
    };
  }, server.url);
  expect(seen).toEqual({ stored: {}, cors: 'blocked', opaque: 'blocked' });
  const link = await page.goto(`${server.url}/api/snapshot`);
  expect(link?.status()).toBe(401);
  await other.close();
});

test('no other program can have the port at the other address of localhost, and one at [::1] gets no cookie', async () => {
  const port = Number(new URL(server.url).port);
  // without IPv6, Peerscape prints 127.0.0.1, and there is no [::1] to take
  test.skip(!server.url.startsWith('http://localhost:'), 'this machine has no IPv6');
  for (const address of ['127.0.0.1', '::1']) await expect(startOther(address, port)).rejects.toThrow('EADDRINUSE');
  await signIn();
  const other = await startOther('::1');
  const page = await context.newPage();
  await page.goto(`http://[::1]:${other.port}/`);
  expect(other.requests[0]?.headers.cookie).toBeUndefined();
  await page.goto(`http://localhost:${other.port}/`);
  const { cookie = '' } = other.requests.at(-1)?.headers ?? {};
  expect(cookie).not.toBe('');
  expect((await fetch(`${server.url}/api/snapshot`, { headers: { cookie } })).status).toBe(401);
  await other.close();
});

test('a reload, a second tab and a shared link need no other sign-in; signing out ends them all', async () => {
  const page = await signIn();
  expect(page.url()).not.toContain('code=');
  await page.reload();
  await tableIsShown(page);
  const second = await context.newPage();
  await second.goto(`${server.url}/?view=vnets&q=name:hub-weu`);
  await tableIsShown(second);

  await second.getByRole('button', { name: 'Sign out' }).click();
  for (const tab of [second, page]) {
    await signInIsRequired(tab);
    await expect(tab.locator('body')).not.toContainText('hub-weu');
  }
  await page.reload();
  await signInIsRequired(page);
  // one sign-in serves both tabs again
  await signIn();
  await tableIsShown(page);
  await tableIsShown(second);
});

test('a link that is opened in the tab that asks for it signs in there', async () => {
  const page = await context.newPage();
  await page.goto(`${server.url}/`);
  await signInIsRequired(page);
  await page.goto(`${server.url}/#code=wrong`);
  await expect(page.getByRole('main')).toContainText('The link has expired or was already used');
  await page.goto(await server.newLink());
  await page.getByRole('tab', { name: 'VNets' }).click();
  await tableIsShown(page);
  expect(page.url()).not.toContain('code=');
});

test('when the session ends during work, the page waits for a sign-in and goes on', async ({ product }) => {
  const page = await signIn();
  await page.getByRole('row', { name: /hub-weu/ }).click();
  await server.stop();
  server = await product.startOnAzure(Number(new URL(server.url).port));
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await expect(dialog).toBeVisible();
  // not a button: Enter on the first would discard what is not saved
  await expect(dialog.locator(':focus')).toContainText('A session lasts 12 hours');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeVisible();
  await signIn();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText('hub-weu');
});

test('the code, the cookie and the key appear in no log, and no response has a secret of another', async () => {
  const bodies: Promise<string>[] = [];
  context.on('response', (response) => {
    if (new URL(response.url()).pathname.startsWith('/api/') && !response.url().endsWith('/api/events')) bodies.push(response.text());
  });
  const page = await signIn();
  const key = (await page.evaluate(() => localStorage.getItem('peerscape.session'))) ?? '';
  const cookie = (await context.cookies())[0]?.value ?? '';
  const code = server.output.findLast((line) => line.includes('#code='))?.split('#code=')[1] ?? '';
  for (const secret of [key, cookie, code]) expect(secret).toMatch(/^[\w-]{43}$/);
  const log = server.output.filter((line) => !line.startsWith('Sign in with this link')).join('\n');
  expect(log).toContain('/api/session');
  for (const secret of [key, cookie, code]) expect(log).not.toContain(secret);
  const received = (await Promise.all(bodies)).join('\n');
  expect(received.split(key)).toHaveLength(2);
  for (const secret of [cookie, code, 'eyJ']) expect(received).not.toContain(secret);
});
