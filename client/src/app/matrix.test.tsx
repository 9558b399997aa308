import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runCommand } from '../testing/choose-from-list.ts';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

beforeEach(() => sessionStorage.clear());
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const HUB = `
in region=westeurope
vnet hub 10.0.0.0/16 gateway
repeat 1..4 vnet s{n} 10.{n}.0.0/16
repeat 1..4 hub <-> s{n}
in region=northeurope
vnet island 10.9.0.0/16
`;

const grid = () => screen.findByRole('grid', { name: 'Reach matrix' });
const cell = async (name: RegExp) => within(await grid()).getByRole('gridcell', { name });

test('opens from the palette, with VNets that behave alike in one row', async () => {
  serveWorld(HUB);
  const { user, history } = await renderApp();
  await screen.findByRole('row', { name: /island/ });
  await runCommand(user, 'reach matrix', /Reach matrix/);
  expect(
    within(await grid())
      .getAllByRole('rowheader')
      .map(({ textContent }) => textContent),
  ).toEqual(['hub', 'island', 's1 +3']);
  expect(history.location.search).toContain('view=matrix');
  expect(screen.getByText('6 VNets in 3 rows: VNets that reach the same are one row.')).toBeTruthy();
  expect((await cell(/^hub to 4 spokes of hub like s1: Reachable/)).textContent).toBe('✓');
  expect((await cell(/^4 spokes of hub like s1 to 4 spokes/)).getAttribute('aria-label')).toMatch(
    /: Unreachable\. No route covers the destination/,
  );
  expect((await cell(/^island to island: The same VNet\.$/)).textContent).toBe('');
});

test('is used by keyboard: arrow keys move, the reason follows, and Enter opens the question', async () => {
  serveWorld(HUB);
  const { user, history } = await renderApp('/?view=matrix');
  const first = await cell(/^hub to hub/);
  first.focus();
  await user.keyboard('{ArrowDown}{ArrowRight}{ArrowRight}');
  expect(document.activeElement).toBe(await cell(/^island to 4 spokes/));
  expect(screen.getByText('island → 4 spokes of hub like s1')).toBeTruthy();
  await user.keyboard('{Control>}{Home}{/Control}');
  expect(document.activeElement).toBe(first);
  await user.keyboard('{End}{Enter}');
  await waitFor(() => expect(history.location.search).toContain('panel=reach'));
  expect((await screen.findByRole('region', { name: 'Answer' })).textContent).toContain('hub reaches s1');
});

test('groups of the map are rows and columns, with the share of pairs that are reachable', async () => {
  serveWorld(HUB);
  const { user, history } = await renderApp('/?view=matrix');
  await grid();
  await user.click(screen.getByRole('radio', { name: 'Regions' }));
  const west = await screen.findByRole('gridcell', { name: /^5 VNets in westeurope to 5 VNets in westeurope/ });
  expect(west.textContent).toBe('40%');
  expect(west.getAttribute('aria-label')).toContain(': 40% reachable: of 20 pairs, 8 reachable and 12 unreachable. Most often: ');
  expect(history.location.search).toContain('group=region');
});

test('the filter chooses the rows, and the columns on request', async () => {
  serveWorld(HUB);
  const { user } = await renderApp('/?view=matrix&q=name:s');
  const headers = async (role: 'rowheader' | 'columnheader') =>
    within(await grid())
      .getAllByRole(role)
      .map(({ textContent }) => textContent);
  await waitFor(async () => expect(await headers('rowheader')).toEqual(['island', 's1 +3']));
  expect(await headers('columnheader')).toEqual(['From ↓ · To →', 'hub', 'island', 's1 +3']);
  await user.click(screen.getByRole('radio', { name: 'Matching columns' }));
  await waitFor(async () => expect(await headers('columnheader')).toEqual(['From ↓ · To →', 'island', 's1 +3']));
});

test('is saved as CSV, a line for each cell', async () => {
  serveWorld(HUB);
  const saved: Blob[] = [];
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved.push(blob as Blob);
    return 'blob:';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  const { user } = await renderApp('/?view=matrix');
  await grid();
  await user.click(screen.getByRole('button', { name: 'Export CSV' }));
  const lines = (await saved[0]?.text())?.trim().split('\r\n');
  expect(lines).toHaveLength(10);
  expect(lines?.[0]).toBe('from,to,reachable,one-way,asymmetric,blocked,unreachable,ambiguous,unknown,blocker,fromVNets,toVNets');
  expect(lines?.[3]).toMatch(/^hub,4 spokes of hub like s1,4,0,0,0,0,0,0,,/);
});

test('what a VNet reaches is listed by direction, with links to the question', async () => {
  const server = serveWorld(HUB);
  const s1 = server.snapshot.rows.vnets.find(({ id }) => id.endsWith('/s1'))?.id.toLowerCase();
  const { user, history } = await renderApp(`/?view=vnets&panel=vnet-reach&from=${s1}`);
  const both = await screen.findByRole('region', { name: 'Both ways' });
  expect(
    within(both)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent),
  ).toEqual(['hub']);
  await user.click(within(both).getByRole('button', { name: 'hub' }));
  await waitFor(() => expect(history.location.search).toContain('panel=reach&'));
  expect((await screen.findByRole('region', { name: 'Answer' })).textContent).toContain('s1 reaches hub');
});
