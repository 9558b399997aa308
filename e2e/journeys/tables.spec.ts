import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';

const rowOf = (page: Page, name: string): Locator => page.getByRole('row', { name: new RegExp(name) });
const edgeOf = (page: Page, title: string): Locator => page.getByRole('separator', { name: `Width of ${title}`, exact: true });
const bar = (page: Page): Locator => page.getByRole('region', { name: 'Selected peerings' });
const draft = (page: Page): Locator => page.getByRole('region', { name: 'Draft' });
const widthOf = async (page: Page, title: string): Promise<number> =>
  (await page.getByRole('columnheader', { name: title, exact: true }).boundingBox())?.width ?? 0;

/** Exports the table in a format. Resolves to the name of the file and its text. */
async function save(page: Page, item: string): Promise<{ readonly name: string; readonly text: string }> {
  await page.getByRole('button', { name: 'Export' }).click();
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: item }).click()]);
  return { name: download.suggestedFilename(), text: (await readFile(await download.path())).toString() };
}

/** Returns the number of writes that the sandbox has received. */
async function writesIn(control: (verb: string) => Promise<unknown>): Promise<number> {
  const requests = (await control('transcript')) as readonly { readonly method: string }[];
  return requests.filter(({ method }) => method === 'PUT' || method === 'DELETE').length;
}

test('by mouse: chooses and resizes columns, exports what the filter shows', async ({ page }) => {
  await page.goto('/?view=peerings');
  await expect(page.getByText('47 peerings')).toBeVisible();
  await expect(page.getByRole('row').nth(1), 'what needs attention comes first').toContainText('Half-configured');

  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Local options' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Regions' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('columnheader', { name: 'Local options' })).toBeVisible();
  await expect(rowOf(page, 'auth-prod-weu')).toContainText('Remote gateway in use, Forwarded traffic allowed');

  const before = await widthOf(page, 'Sync');
  const edge = await edgeOf(page, 'Sync').boundingBox();
  if (!edge) throw new Error('The column has no edge');
  await page.mouse.move(edge.x + edge.width / 2, edge.y + edge.height / 2);
  await page.mouse.down();
  await page.mouse.move(edge.x + edge.width / 2 + 80, edge.y + edge.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect.poll(() => widthOf(page, 'Sync')).toBe(before + 80);
  await page.reload();
  await expect.poll(() => widthOf(page, 'Sync')).toBe(before + 80);
  await expect(page.getByRole('columnheader', { name: 'Regions' })).toBeHidden();
  await edgeOf(page, 'Sync').dblclick();
  await expect.poll(() => widthOf(page, 'Sync')).toBe(before);

  await page.getByRole('combobox', { name: /Filter/ }).fill('state:out-of-sync');
  await expect(page.getByText('2 of 47 peerings', { exact: true })).toBeVisible();
  const csv = await save(page, '2 of 47 peerings as CSV');
  expect(csv.name).toMatch(/^contoso-peerings-filtered-\d{4}-\d\d-\d\d\.csv$/);
  const [header = '', ...lines] = csv.text.trimEnd().split('\r\n');
  expect(header.split(',').slice(0, 4)).toEqual(['localVNet', 'localState', 'remoteState', 'remoteVNet']);
  expect(lines).toHaveLength(2);
  expect(lines[0]).toMatch(/\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[^,]+\/virtualNetworkPeerings\/[^,]+/);
  const json = JSON.parse((await save(page, '2 of 47 peerings as JSON')).text);
  expect(json).toMatchObject({ filter: 'state:out-of-sync', total: 47, count: 2 });
});

test('by mouse: several peerings are synced, repaired and deleted in the draft, where each applies, and nothing is sent', async ({
  page,
  product,
}) => {
  const writes = await writesIn(product.control);
  await page.goto('/?view=peerings');
  for (const name of ['data-bi – data-ml', 'hub-weu – pay-prod-weu', 'dev-03-weu – hub-weu', 'auth-prod-weu – hub-weu'])
    await page.getByRole('checkbox', { name: `Select ${name}` }).check();
  await expect(bar(page)).toContainText('4 peerings selected');
  await expect(bar(page)).toContainText('Sync does not apply to 2: 1 not connected and 1 in sync.');
  await expect(bar(page)).toContainText('Repair does not apply to 3: 2 out of sync, which Sync fixes and 1 not half-configured.');
  await bar(page).getByRole('button', { name: 'Sync 2' }).click();
  await bar(page).getByRole('button', { name: 'Repair 1' }).click();
  await expect(draft(page)).toContainText('3 changes');
  await bar(page).getByRole('button', { name: 'Delete 4' }).click();
  await expect(draft(page)).toContainText('4 changes');
  await page.reload();
  await expect(bar(page), 'the selection survives a reload').toContainText('4 peerings selected');
  await bar(page).getByRole('button', { name: 'Clear' }).click();
  await expect(bar(page)).toBeHidden();
  expect(await writesIn(product.control)).toBe(writes);
});

test('by keyboard: sorts, resizes, selects a range of rows and repairs them', async ({ page }) => {
  await page.goto('/?view=peerings');
  await page.getByRole('checkbox', { name: 'Select all rows' }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'VNet', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Local state' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(edgeOf(page, 'Local state')).toBeFocused();
  const before = await widthOf(page, 'Local state');
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => widthOf(page, 'Local state')).toBe(before + 16);
  await expect(edgeOf(page, 'Local state')).toHaveAttribute('aria-valuenow', `${before + 16}`);
  await page.keyboard.press('Enter');
  await expect.poll(() => widthOf(page, 'Local state')).toBe(before);

  await page.keyboard.press('Tab');
  await expect(page.getByRole('row').nth(1)).toBeFocused();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Space');
  await expect(bar(page)).toContainText('2 peerings selected');
  await page.keyboard.press('Tab');
  await expect(bar(page).getByRole('button', { name: 'Repair 2' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(draft(page)).toContainText('2 changes');
  await page.keyboard.press('Escape');
  await expect(bar(page)).toBeHidden();
});
