import { cleanup, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

beforeEach(() => sessionStorage.clear());
afterEach(cleanup);

const WORLD = `vnet hub 10.0.0.0/16
vnet a 10.1.0.0/16
vnet b 10.2.0.0/16
vnet partner 10.9.0.0/16 hidden
hub <-> a
hub <-> b
hub -> partner Connected
`;

const titles = () => screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
const edge = (title: string) => screen.findByRole('separator', { name: `Width of ${title}` });
const tracks = () => screen.getByRole('grid').style.getPropertyValue('--tracks');

/** Records the files that the page saves, as their names and texts. */
function recordFiles() {
  const blobs: Blob[] = [];
  const names: string[] = [];
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: (blob: Blob) => `blob:${blobs.push(blob)}`, revokeObjectURL: () => undefined }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    names.push(this.download);
  });
  return { names, text: async (i: number) => blobs[i]?.text() };
}

test('the bar counts the rows, those not visible to the user, and how many of all match the filter', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  expect(await screen.findByText('4 VNets, including 1 not visible to you')).toBeTruthy();
  await user.type(screen.getByRole('combobox', { name: /Filter/ }), 'name:a');
  expect(await screen.findByText('2 of 4 VNets, including 1 not visible to you')).toBeTruthy();
});

test('columns are added and hidden, stay so after a reload, and can be reset', async () => {
  serveWorld(WORLD);
  const first = await renderApp('/?view=peerings');
  await first.user.click(await screen.findByRole('button', { name: 'Columns' }));
  await first.user.click(await screen.findByRole('menuitemcheckbox', { name: 'Local options' }));
  await first.user.click(screen.getByRole('menuitemcheckbox', { name: 'Regions' }));
  await waitFor(() => expect(titles()).toContain('Local options'));
  expect(titles()).not.toContain('Regions');
  expect(screen.queryByRole('menuitemcheckbox', { name: 'Remote VNet' })).toBeNull();
  first.unmount();
  const { user } = await renderApp('/?view=peerings');
  await screen.findByRole('button', { name: 'Columns' });
  expect(titles()).toContain('Local options');
  await user.click(screen.getByRole('button', { name: 'Columns' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Reset columns and widths' }));
  await waitFor(() => expect(titles()).not.toContain('Local options'));
  expect(titles()).toContain('Regions');
});

test('by keyboard, arrows lead from title to title, and change the width at the edge of one', async () => {
  serveWorld(WORLD);
  const { user } = await renderApp();
  (await screen.findByRole('button', { name: 'Name' })).focus();
  await user.keyboard('{ArrowRight}');
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Address space' }));
  expect([(await edge('Name')).tabIndex, (await edge('Address space')).tabIndex]).toEqual([-1, 0]);
  (await edge('Address space')).focus();
  await user.keyboard('{End}');
  expect((await edge('Address space')).getAttribute('aria-valuenow')).toBe('960');
  expect(tracks()).toContain(' 960px ');
  await user.keyboard('{Enter}');
  expect(tracks()).not.toContain('960px');
});

test('an export contains what the filter shows, and says so', async () => {
  serveWorld(WORLD);
  const files = recordFiles();
  const { user } = await renderApp('/?view=vnets&q=name:hub');
  await user.click(await screen.findByRole('button', { name: 'Export' }));
  await user.click(await screen.findByRole('menuitem', { name: '1 of 4 VNets as JSON' }));
  expect(await screen.findByText('Exported 1 of 4 VNets: those that match the filter.')).toBeTruthy();
  expect(files.names[0]).toMatch(/-vnets-filtered-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse((await files.text(0)) ?? '')).toMatchObject({ filter: 'name:hub', total: 4, count: 1, vnets: [{ name: 'hub' }] });
  await user.click(screen.getByRole('button', { name: 'Export' }));
  await user.click(await screen.findByRole('menuitem', { name: '1 of 4 VNets as CSV' }));
  expect((await files.text(1))?.split('\r\n')[1]).toMatch(/^hub,10\.0\.0\.0\/16,3,/);
});
