import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

const estate = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'estates', 'az-network-vnet-list.json');

// changes what the server shows, so it starts a product of its own
test.use({ args: ['--world', 'contoso'] });

const open = async (page: Page) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
};

/** Drops files with these names and texts on the page. */
const drop = (page: Page, files: Readonly<Record<string, string>>) =>
  page.evaluate((contents) => {
    const data = new DataTransfer();
    for (const [name, text] of Object.entries(contents)) data.items.add(new File([text], name, { lastModified: 0 }));
    const dispatch = (type: string) =>
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    dispatch('dragenter');
    const hint = new Promise((resolve) => setTimeout(() => resolve(document.body.innerText), 100));
    return hint.then((text) => {
      dispatch('drop');
      return String(text);
    });
  }, files);

/** Runs a command from the palette with the keyboard. */
const runCommand = async (page: Page, name: string) => {
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
};

test('a dropped file is shown in place of the sandbox until the user returns to it', async ({ page }) => {
  await open(page);
  const hint = await drop(page, { 'az.json': await readFile(estate, 'utf8') });
  expect(hint).toContain('Drop files to open them');
  expect(hint).toContain('in place of contoso (sandbox)');
  await mapIsDrawn(page, 'hub');
  await expect(page.getByRole('contentinfo')).toContainText('az.json (file)');
  await expect(page.getByText('Files cannot be changed')).toBeVisible();
  await page.getByRole('button', { name: 'Return to contoso' }).click();
  await mapIsDrawn(page, 'hub-weu');
  await expect(page.getByRole('contentinfo')).toContainText('contoso (sandbox)');
  await expect(page.getByText('Files cannot be changed')).toBeHidden();
});

test('without a mouse, the palette opens files and returns', async ({ page }) => {
  await open(page);
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), runCommand(page, 'Open file')]);
  await chooser.setFiles(estate);
  await mapIsDrawn(page, 'hub');
  await runCommand(page, 'Return to contoso');
  await mapIsDrawn(page, 'hub-weu');
});

test('files that cannot be read are named with the reason, and the map stays', async ({ page }) => {
  await open(page);
  await drop(page, { 'good.json': await readFile(estate, 'utf8'), 'notes.txt': 'name: value' });
  await expect(page.getByRole('alert')).toContainText('notes.txt cannot be opened');
  await expect(page.getByRole('alert')).toContainText('YAML');
  await expect(onMap(page, 'hub-weu')).toBeAttached();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
});

test('an exported estate opens again with the same findings, anonymised without its names', async ({ page }) => {
  await open(page);
  const counts = () =>
    page
      .getByRole('contentinfo')
      .getByRole('button', { name: /errors$/ })
      .textContent();
  await expect(page.getByRole('contentinfo')).toContainText('errors');
  const before = await counts();
  await page.getByRole('contentinfo').getByRole('button', { name: 'contoso (sandbox)' }).click();
  const panel = page.getByRole('complementary', { name: 'Data source' });
  for (const [button, file] of [
    ['Export estate', /^contoso-estate-\d{4}-\d\d-\d\d\.json$/],
    ['Export anonymised estate', /^anonymised-estate-\d{4}-\d\d-\d\d\.json$/],
  ] as const) {
    const [download] = await Promise.all([page.waitForEvent('download'), panel.getByRole('button', { name: button, exact: true }).click()]);
    expect(download.suggestedFilename()).toMatch(file);
    const text = await readFile(await download.path(), 'utf8');
    expect(text.includes('hub-weu')).toBe(button === 'Export estate');
    await drop(page, { 'exported.json': text });
    await expect(page.getByRole('contentinfo')).toContainText('exported.json (file)');
    await expect.poll(counts).toBe(before);
    await page.getByRole('button', { name: 'Return to contoso' }).first().click();
    await expect(page.getByRole('contentinfo')).toContainText('contoso (sandbox)');
    await page.getByRole('contentinfo').getByRole('button', { name: 'contoso (sandbox)' }).click();
  }
});

test('an earlier file is compared with what is shown; selecting an entry shows it on the map', async ({ page, product }) => {
  await open(page);
  const snapshot = await (await fetch(`${product.url}/api/snapshot`)).json();
  const earlier = {
    ...snapshot,
    readAt: '2026-01-01T00:00:00.000Z',
    rows: {
      ...snapshot.rows,
      vnets: snapshot.rows.vnets.filter(({ id }: { id: string }) => !id.endsWith('/edge-03')),
      halves: snapshot.rows.halves.map((half: { id: string }) =>
        half.id.includes('/virtualNetworks/ml-prod-weu/') ? { ...half, allowForwarded: false } : half,
      ),
    },
  };
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), runCommand(page, 'Compare with an earlier')]);
  await chooser.setFiles({ name: 'january.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(earlier)) });
  const panel = page.getByRole('complementary', { name: 'Changes' });
  await expect(panel.getByRole('heading', { name: 'january.json → contoso' })).toBeVisible();
  await expect(panel.getByRole('listitem').filter({ hasText: 'edge-03' })).toContainText('Added');
  const half = panel.getByRole('listitem').filter({ hasText: 'allowForwardedTraffic' });
  await expect(half).toContainText(/Changed: .*ml-prod-weu → hub-weu.*false.*true/s);
  await half.getByRole('button', { name: 'ml-prod-weu → hub-weu' }).click();
  await expect(page).toHaveURL(/select=.*ml-prod-weu/);
  await expect(panel).toBeVisible();
});
