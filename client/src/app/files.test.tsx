import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld, type WorldServer } from '../testing/world-server.ts';

const FIXTURE = 'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub <-> a';
const REASON = 'This server shows Azure.';

let server: WorldServer;
beforeEach(() => {
  server = serveWorld(FIXTURE);
});

afterEach(cleanup);

const uploads = () => server.calls.filter(({ url }) => url.startsWith('/api/files'));
const file = new File(['[]'], 'estate.json');
const dataTransfer = { types: ['Files'], files: [file], items: [] };

test('on Azure a dragged file is refused with the reason, and nothing is sent', async () => {
  server.status = { ...server.status, filesRefused: REASON };
  await renderApp();
  await screen.findByRole('contentinfo');
  fireEvent.dragEnter(document.body, { dataTransfer });
  expect(screen.getByText(REASON)).toBeDefined();
  fireEvent.drop(document.body, { dataTransfer });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain(`Files cannot be opened here${REASON}`);
  expect(uploads()).toEqual([]);
});

test('a dragged text does not concern the page', async () => {
  await renderApp();
  await screen.findByRole('contentinfo');
  fireEvent.dragEnter(document.body, { dataTransfer: { types: ['text/plain'], files: [], items: [] } });
  expect(screen.queryByText('Drop files to open them')).toBeNull();
});

test('a dropped folder is explained', async () => {
  await renderApp();
  await screen.findByRole('contentinfo');
  const items = [{ webkitGetAsEntry: () => ({ name: 'exports', isDirectory: true }) }];
  fireEvent.drop(document.body, { dataTransfer: { ...dataTransfer, items } });
  expect((await screen.findByRole('alert')).textContent).toContain('--file exports');
  expect(uploads()).toEqual([]);
});

test('a file that the server cannot read is named until the message is dismissed', async () => {
  const problem = {
    type: 'about:blank',
    title: 'estate.json cannot be opened',
    status: 422,
    code: 'bad-file',
    detail: 'The file is empty',
  };
  server.answer('/api/files/open', 422, problem);
  const { user } = await renderApp();
  await screen.findByRole('contentinfo');
  fireEvent.drop(document.body, { dataTransfer });
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toContain('estate.json cannot be openedThe file is empty');
  const [call] = uploads();
  expect([call?.method, call?.headers.get('x-peerscape'), call?.headers.get('content-type')]).toEqual(['POST', '1', null]);
  await user.click(within(alert).getByRole('button', { name: 'Dismiss' }));
  expect(screen.queryByRole('alert')).toBeNull();
});

test('while files are shown, the page names them and offers to return to the source', async () => {
  server.status = { ...server.status, source: { kind: 'file', name: 'estate.json' }, replaced: { kind: 'sandbox', name: 'contoso' } };
  server.answer('/api/files/close', 200, { ...server.status, replaced: undefined });
  const { user } = await renderApp();
  await screen.findByRole('contentinfo');
  await user.click(await screen.findByRole('button', { name: 'Return to contoso' }));
  await act(async () => undefined);
  expect(uploads().map(({ url }) => url)).toEqual(['/api/files/close']);
});
