import { createProblem } from '@peerscape/shared/api';
import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

afterEach(cleanup);

const pair = 'vnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nvnet lone 10.2.0.0/16\n';

test('the table lists every VNet, and clicking one opens the inspector and updates the URL', async () => {
  serveWorld(`${pair}hub <-> spoke`);
  const { user, history } = await renderApp();
  await user.click(await screen.findByRole('row', { name: /spoke/ }));
  const panel = await screen.findByRole('article', { name: 'VNet spoke' });
  expect(within(panel).getByText('65,536 addresses')).toBeTruthy();
  await waitFor(() => expect(history.location.search).toContain('select=vnet:/subscriptions/'));
});

test('the statuses of both halves of a half-configured peering are shown as text', async () => {
  serveWorld(`${pair}hub -> spoke Initiated`);
  const { user } = await renderApp('/?view=peerings');
  const row = await screen.findByRole('row', { name: /hub.*spoke/ });
  expect(within(row).getByText('Initiated')).toBeTruthy();
  expect(within(row).getByText('Missing')).toBeTruthy();
  await user.click(row);
  const half = await screen.findByRole('region', { name: 'spoke → hub' });
  expect(half.textContent).toContain('spoke has no half to hub');
});

test('a shared URL opens the same view: filter, table and focused item', async () => {
  serveWorld(`${pair}hub <-> spoke`);
  const { user, history, unmount } = await renderApp('/?view=vnets&q=name:spoke');
  await user.click(await screen.findByRole('row', { name: /spoke/ }));
  await waitFor(() => expect(history.location.search).toContain('select='));
  const shared = history.location.href;
  unmount();
  await renderApp(shared);
  expect(await screen.findByRole('article', { name: 'VNet spoke' })).toBeTruthy();
  expect(screen.queryByRole('row', { name: /lone/ })).toBeNull();
});

test('invalid values in the URL fall back to their defaults', async () => {
  serveWorld(pair);
  await renderApp('/?view=vnets&group=42&sort=(&select=nope&panel=x&q=name:hub');
  expect(await screen.findByRole('row', { name: /hub/ })).toBeTruthy();
});

test('typing filters, a syntax error keeps the last result and is shown, and the status bar counts what is hidden', async () => {
  serveWorld(pair);
  const { user } = await renderApp();
  const box = await screen.findByRole('combobox', { name: /Filter/ });
  await user.type(box, 'name:hub');
  await waitFor(() => expect(screen.queryByRole('row', { name: /lone/ })).toBeNull());
  expect(screen.getByRole('button', { name: /^1 of 3 match, others not listed/ })).toBeTruthy();
  await user.type(box, ')');
  expect(await screen.findByText('Unmatched closing parenthesis')).toBeTruthy();
  expect(screen.queryByRole('row', { name: /lone/ })).toBeNull();
  await user.click(screen.getByRole('button', { name: /^1 of 3 match, others not listed/ }));
  expect(await screen.findByRole('row', { name: /lone/ })).toBeTruthy();
});

test('a half-typed term changes neither the result nor the link', async () => {
  serveWorld(`${pair}hub <-> spoke`);
  const { user, history } = await renderApp('/?view=vnets&q=name:hub');
  const box = await screen.findByRole('combobox', { name: /Filter/ });
  await user.clear(box);
  await user.type(box, 'name:spoke state:');
  await waitFor(() => expect(history.location.search).toContain('q=name:spoke'));
  expect(screen.queryByRole('row', { name: /hub/ })).toBeNull();
  await user.type(box, 'conn');
  expect(await screen.findByRole('row', { name: /spoke/ })).toBeTruthy();
  expect(history.location.search).not.toContain('state:');
  await user.type(box, 'ected');
  await waitFor(() => expect(history.location.search).toContain('q=name:spoke+state:connected'));
});

test('a command focuses on the open VNet and its neighbours, and the link shows the same', async () => {
  serveWorld(`${pair}hub <-> spoke`);
  const { user, history } = await renderApp('/?view=vnets');
  await user.click(await screen.findByRole('row', { name: /spoke/ }));
  await screen.findByRole('article', { name: 'VNet spoke' });
  await user.keyboard('o');
  await waitFor(() => expect(screen.queryByRole('row', { name: /lone/ })).toBeNull());
  expect(screen.getByRole('row', { name: /hub/ })).toBeTruthy();
  await waitFor(() => expect(history.location.search).toContain('q=near:spoke'));
  expect(history.location.search).toContain('others=hide');
});

test('a filter without matches shows a message and can be cleared', async () => {
  serveWorld(pair);
  const { user } = await renderApp('/?view=vnets&q=name:nobody');
  expect(await screen.findByRole('heading', { name: 'No results' })).toBeTruthy();
  await user.click(screen.getAllByRole('button', { name: 'Clear the filter' })[0] ?? document.body);
  expect(await screen.findByRole('row', { name: /hub/ })).toBeTruthy();
});

test('a change in Azure appears without a reload and is announced', async () => {
  const server = serveWorld(`${pair}hub -> spoke Initiated`);
  await renderApp('/?view=peerings');
  expect(await screen.findByText('Initiated')).toBeTruthy();
  server.readAgain(`${pair}hub <-> spoke`);
  await waitFor(() => expect(screen.getAllByText('Connected')).toHaveLength(2));
  expect(await screen.findByText('Peering hub – spoke changed.')).toBeTruthy();
});

test('the progress of the first read is shown', async () => {
  const server = serveWorld(pair);
  server.status = {
    ...server.status,
    snapshot: null,
    reading: { phase: 'Virtual networks', done: 1200, total: 4000, since: new Date().toISOString() },
  };
  await renderApp();
  expect(await screen.findByText('Virtual networks: 1,200 of 4,000')).toBeTruthy();
});

/** A read that was started some seconds ago and waits for Azure's answer. */
const unanswered = (secondsAgo: number) => {
  const since = new Date(Date.now() - 1000 * secondsAgo).toISOString();
  return { phase: 'Reading subscriptions', done: 0, since, unansweredSince: since };
};

test('the first read counts its seconds, and can be canceled when Azure does not answer', async () => {
  const server = serveWorld(pair);
  server.status = { ...server.status, snapshot: null, reading: unanswered(40) };
  const { user } = await renderApp();
  expect(await screen.findByText('Reading subscriptions…')).toBeTruthy();
  expect(screen.getByText('40 s')).toBeTruthy();
  server.status = { ...server.status, reading: null, problem: createProblem('read-canceled', { detail: 'The next read starts in 5 s' }) };
  await user.click(screen.getByRole('button', { name: 'Cancel reading' }));
  expect(server.calls.map(({ method, url }) => `${method} ${url}`)).toContain('POST /api/refresh/cancel');
  expect((await screen.findByRole('alert')).textContent).toContain('Reading was canceled');
  expect(await screen.findByText('Reading was canceled.')).toBeTruthy();
});

test('a read that Azure has answered before it could be canceled is not announced as canceled', async () => {
  const server = serveWorld(pair);
  const { user } = await renderApp();
  await screen.findByRole('contentinfo');
  server.status = { ...server.status, reading: unanswered(40) };
  server.push();
  await user.click(await screen.findByRole('button', { name: 'Cancel reading' }));
  expect(await screen.findByText('Azure has already answered; the result will be shown.')).toBeTruthy();
  expect(screen.queryByText('Reading was canceled.')).toBeNull();
});

test('while Azure is slow the age of the data stays, with the time of the read; a canceled read is named until the next one', async () => {
  const server = serveWorld(pair);
  await renderApp();
  const status = await screen.findByRole('contentinfo');
  expect(status.textContent).not.toContain('reading for');
  server.status = { ...server.status, reading: unanswered(4) };
  server.push();
  await waitFor(() => expect(status.textContent).toMatch(/as of .*reading for \d s/));
  expect(screen.queryByText(/Azure has not answered/)).toBeNull();
  server.status = { ...server.status, reading: unanswered(40) };
  server.push();
  expect(await screen.findByText(/Azure has not answered for 4\d s/)).toBeTruthy();
  expect(status.textContent).toMatch(/as of .*reading for 4\d s/);

  const problem = createProblem('read-canceled', { detail: 'The next read starts automatically in 60 s' });
  server.status = { ...server.status, reading: null, problem };
  server.push();
  expect((await screen.findByText(/starts automatically in 60 s\. The data on screen was read at/)).textContent).toBeTruthy();
  expect(screen.queryByText(/Azure has not answered/)).toBeNull();
  server.status = { ...server.status, reading: unanswered(0) };
  server.push();
  await waitFor(() => expect(screen.queryByText('Reading was canceled')).toBeNull());
});

test('an estate without VNets names the subscriptions that were searched', async () => {
  const server = serveWorld(pair);
  server.snapshot = { ...server.snapshot, rows: { ...server.snapshot.rows, vnets: [], halves: [] } };
  await renderApp();
  expect(await screen.findByRole('heading', { name: 'No virtual networks found' })).toBeTruthy();
});

test('read errors are shown with ARM’s code and message verbatim', async () => {
  const server = serveWorld(pair);
  const message = "The client 'x' does not have authorization to perform action 'Microsoft.Network/virtualNetworks/read'.";
  server.snapshot = {
    ...server.snapshot,
    unread: [{ scope: '/subscriptions/1', name: 'Subscription payments', code: 'AuthorizationFailed', message }],
  };
  const { user } = await renderApp();
  expect(await screen.findByText('Not everything could be read: Subscription payments')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Show details' }));
  expect(await screen.findByText('AuthorizationFailed')).toBeTruthy();
  expect(screen.getByText(message)).toBeTruthy();
});

test('while the server is unreachable the last data stay on screen, with the start of the outage', async () => {
  const server = serveWorld(pair);
  await renderApp();
  await screen.findByRole('row', { name: /hub/ });
  server.cut();
  expect(await screen.findByText(/^Offline since/)).toBeTruthy();
  expect(screen.getByRole('row', { name: /hub/ })).toBeTruthy();
});

test('after an update of the server, a page of the older version asks to be reloaded', async () => {
  const server = serveWorld(pair);
  const { user } = await renderApp();
  await screen.findByRole('row', { name: /hub/ });
  server.push();
  expect(screen.queryByRole('button', { name: 'Reload' })).toBeNull();
  server.status = { ...server.status, version: '9.9.9' };
  server.push();
  expect(await screen.findByText('The server now runs Peerscape 9.9.9')).toBeTruthy();
  const reload = vi.spyOn(window.location, 'reload').mockImplementation(() => undefined);
  await user.click(screen.getByRole('button', { name: 'Reload' }));
  expect(reload).toHaveBeenCalledOnce();
  reload.mockRestore();
});

test('a page that comes from the cache of an older version asks to be reloaded at once', async () => {
  const server = serveWorld(pair);
  server.status = { ...server.status, version: '9.9.9' };
  await renderApp();
  expect(await screen.findByRole('button', { name: 'Reload' })).toBeTruthy();
});

test('an error shows ARM’s code and message verbatim', async () => {
  const server = serveWorld(pair);
  server.status = {
    ...server.status,
    snapshot: null,
    problem: {
      type: 'about:blank',
      title: 'Azure refused to list subscriptions',
      status: 502,
      code: 'AzureRefused',
      arm: { code: 'InvalidAuthenticationTokenTenant', message: 'The access token is from the wrong issuer.' },
    },
  };
  await renderApp();
  expect(await screen.findByText('InvalidAuthenticationTokenTenant')).toBeTruthy();
  expect(screen.getByText('The access token is from the wrong issuer.')).toBeTruthy();
});

test('without a session the page asks for the sign-in link from the terminal', async () => {
  const server = serveWorld(pair);
  server.answer('/api/status', 401, { title: 'Who asks?', status: 401, code: 'no-session' });
  await renderApp();
  expect(await screen.findByRole('heading', { name: 'Open the sign-in link from the terminal' })).toBeTruthy();
});

test('shortcuts open the views, the filter and the command palette', async () => {
  serveWorld(`${pair}hub <-> spoke`);
  const { user } = await renderApp();
  await screen.findByRole('grid', { name: 'VNets' });
  await user.keyboard('gp');
  await screen.findByRole('grid', { name: 'Peerings' });
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: /Filter/ }));
  await user.keyboard('{Escape}{Escape}{Control>}k{/Control}');
  await user.type(await screen.findByPlaceholderText(/^Search commands/), 'lone');
  await screen.findByRole('option', { name: /lone/, selected: true, hidden: true });
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('article', { name: 'VNet lone' })).toBeTruthy();
});

test('arrow keys move between rows and Enter opens the inspector', async () => {
  serveWorld(pair);
  const { user } = await renderApp();
  const first = await screen.findByRole('row', { name: /hub/ });
  first.focus();
  await user.keyboard('{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.textContent).toContain('lone'));
  await user.keyboard('{Enter}');
  expect(await screen.findByRole('article', { name: 'VNet lone' })).toBeTruthy();
});

test('a refresh is a request that other sites cannot forge', async () => {
  const server = serveWorld(pair);
  const { user } = await renderApp();
  await user.click(await screen.findByRole('button', { name: 'Refresh' }));
  await waitFor(() => expect(server.calls.find(({ url }) => url === '/api/refresh')?.headers.get('x-peerscape')).toBe('1'));
});
