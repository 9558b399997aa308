import { cleanup, screen, within } from '@testing-library/react';
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
  expect(screen.getByRole('heading', { name: '3 expectations: 1 broken · 1 inconclusive · 1 hold' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'shop must not reach hub (tcp/1433)' }));
  expect((await screen.findByRole('region', { name: 'Answer' })).textContent).toContain('Reachable');
  expect(new URLSearchParams(history.location.search).get('port')).toBe('1433');
  cleanup();
  await renderApp('/?view=vnets&panel=expectations');
  expect(await items()).toHaveLength(3);
});

test('a file with an error says where it is, and can be closed', async () => {
  serveWorld(CHAIN);
  const { user } = await renderApp('/?view=vnets&panel=expectations');
  answerDialog('expectations.yaml', '- { from: shop, to: hub, must: perhaps }');
  await user.click(await screen.findByRole('button', { name: 'Open a file…' }));
  expect((await screen.findByRole('alert')).textContent).toContain('expectations.yaml: line 1: "must" must be reach or not-reach');
  await user.click(screen.getByRole('button', { name: 'Close file' }));
  expect(screen.queryByRole('alert')).toBeNull();
});
