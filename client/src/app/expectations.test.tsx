import { cleanup, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../testing/choose-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
});
afterEach(() => {
  cleanup();
  localStorage.clear();
});

const CHAIN = `
vnet shop 10.1.0.0/16
vnet hub 10.2.0.0/16
vnet erp 10.3.0.0/16
shop <-> hub
hub <-> erp
`;

const FILE = `
- { from: shop, to: hub, must: reach }
- { from: shop, to: hub, protocol: tcp, port: 1433, must: not-reach, because: data stays in the hub }
- { from: 172.20.0.4, to: shop, must: not-reach }
`;

/** Answers the next file dialog with a file. */
function answerDialog(name: string, text: string): void {
  vi.spyOn(HTMLInputElement.prototype, 'click').mockImplementationOnce(function (this: HTMLInputElement) {
    Object.defineProperty(this, 'files', { value: [new File([text], name)] });
    this.onchange?.(new Event('change'));
  });
}

const items = async (): Promise<readonly string[]> =>
  within(await screen.findByRole('list', { name: 'Expectations' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent ?? '');

test('a file of expectations is listed with what is broken first, kept for the next visit, and opens its questions', async () => {
  serveWorld(CHAIN);
  const { user, history } = await renderApp();
  await screen.findByRole('row', { name: /shop/ });
  await runCommand(user, 'expectations', /Expectations/);
  answerDialog('expectations.yaml', FILE);
  await user.click(await screen.findByRole('button', { name: 'Open a file…' }));
  expect(await items()).toEqual([
    'Brokenshop must not reach hub (tcp/1433)Because data stays in the hubreachable',
    'Inconclusive172.20.0.4 must not reach shopunknown: 172.20.0.4 is in no VNet, and no gateway knows it.',
    'Holdsshop must reach hub',
  ]);
  expect(screen.getByRole('heading', { name: '3 expectations: 1 broken, 1 inconclusive, 1 holds' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'shop must not reach hub (tcp/1433)' }));
  expect((await screen.findByRole('region', { name: 'Answer' })).textContent).toContain('Reachable');
  expect(new URLSearchParams(history.location.search).get('port')).toBe('1433');
  cleanup();
  await renderApp('/?view=vnets&panel=expectations');
  expect(await items()).toHaveLength(3);
});

/** Drops files on the page while the panel is open. */
const drop = async (...files: readonly File[]): Promise<void> => {
  await screen.findByRole('button', { name: /^Open (a|another) file…$/ });
  fireEvent.drop(document.body, { dataTransfer: { types: ['Files'], files, items: [] } });
};

const heading = (name: string) => screen.findByRole('heading', { name });

test('while the panel is closed, each refresh evaluates the file again, and the palette says what is broken', async () => {
  const server = serveWorld(CHAIN);
  const { user, history } = await renderApp('/?view=vnets&panel=expectations');
  await drop(new File(['- { from: shop, to: erp, must: not-reach }\n'], 'apart.yaml'));
  await heading('1 expectation: all hold');
  await user.keyboard('{Escape}');
  expect(history.location.search).not.toContain('expectations');
  server.readAgain(`${CHAIN}shop <-> erp`);
  await screen.findByRole('row', { name: /shop.* 2/ });
  await runCommand(user, 'expectations', /Expectations: 1 broken/);
  expect(await items()).toEqual(['Brokenshop must not reach erpreachable']);
});

test('a dropped file is opened as expectations also where no estate can be opened, and is sent nowhere', async () => {
  const server = serveWorld(CHAIN);
  server.status = { ...server.status, filesRefused: 'This server shows Azure.' };
  await renderApp('/?view=vnets&panel=expectations');
  await screen.findByRole('button', { name: 'Open a file…' });
  fireEvent.dragEnter(document.body, { dataTransfer: { types: ['Files'], files: [], items: [] } });
  expect(screen.getByText('The file is opened as expectations and stays in this browser.')).toBeTruthy();
  const entries = ['hub', 'erp', 'hub'].map((to) => ({ from: 'shop', to, must: 'reach' }));
  await drop(new File([JSON.stringify(entries)], 'expectations.json'));
  await heading('3 expectations: 1 broken, 2 hold');
  expect((await items()).map((text) => text.slice(0, 6))).toEqual(['Broken', 'Holdss', 'Holdss']);
  expect(server.calls.filter(({ url }) => url.startsWith('/api/files'))).toEqual([]);
});

test.each<readonly [string, readonly File[], RegExp]>([
  ['several files', [new File(['[]'], 'a.yaml'), new File(['[]'], 'b.yaml')], /Open one file of expectations at a time/],
  ['an estate', [new File([' '.repeat(1_000_001)], 'estate.json')], /estate.json has 1 MB, more than/],
  ['a file that was deleted', [unreadable('gone.yaml')], /gone.yaml could not be read: it was deleted/],
])('%s instead of a file of expectations is explained, and the opened file stays', async (_what, files, problem) => {
  serveWorld(CHAIN);
  await renderApp('/?view=vnets&panel=expectations');
  await drop(new File([FILE], 'expectations.yaml'));
  expect(await items()).toHaveLength(3);
  await drop(...files);
  expect((await screen.findByRole('alert')).textContent).toMatch(problem);
  expect(await items()).toHaveLength(3);
});

function unreadable(name: string): File {
  const file = new File([''], name);
  vi.spyOn(file, 'text').mockRejectedValue(new Error('it was deleted'));
  return file;
}

test('a file with an error says where it is, and can be closed', async () => {
  serveWorld(CHAIN);
  const { user } = await renderApp('/?view=vnets&panel=expectations');
  answerDialog('expectations.yaml', '- { from: shop, to: hub, must: perhaps }');
  await user.click(await screen.findByRole('button', { name: 'Open a file…' }));
  expect((await screen.findByRole('alert')).textContent).toContain('expectations.yaml: line 1: "must" must be reach or not-reach');
  await runCommand(user, 'expectations', /Expectations: the file has an error/);
  await user.click(screen.getByRole('button', { name: 'Close file' }));
  expect(screen.queryByRole('alert')).toBeNull();
});
