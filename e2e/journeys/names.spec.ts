import { readFile } from 'node:fs/promises';
import { expect, test } from '../fixtures.ts';
import { centreOf, mapIsDrawn } from '../map.ts';

test.use({ args: ['--world', 'e2e/estates/own-estate.world'] });

const HUB = 'vnet-globex-connectivity-hub-westeurope-001';

test('by mouse: long names are whole on hover, and an exported map names each VNet and the missing end of each broken line', async ({
  page,
}) => {
  await page.goto('/');
  await mapIsDrawn(page, HUB);
  await expect(page.getByText('Names without “vnet-globex-”')).toBeVisible();
  const { x, y } = await centreOf(page, HUB);
  await page.mouse.move(x - 1, y);
  await page.mouse.move(x, y);
  await expect(page.getByRole('tooltip')).toContainText(HUB);

  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog', { name: 'Export map' });
  await dialog.getByRole('radio', { name: /^SVG/ }).check();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /^Save / }).click()]);
  const svg = (await readFile(await download.path())).toString();
  const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text ?? '');
  expect(texts.filter((text) => text === '→ connectivity-hub-westeurope-001').length).toBeGreaterThanOrEqual(3);
  expect(texts.filter((text) => text.includes('…'))).toEqual([]);
  expect(texts.some((text) => text.includes('Names without “vnet-globex-”'))).toBe(true);
});

test('by keyboard: the focused VNet shows its whole name, until Escape', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, HUB);
  await page.getByRole('button', { name: 'Zoom in' }).focus();
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('tooltip')).toContainText(/vnet-globex-connectivity-hub-(west|north)europe-001/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tooltip')).toBeHidden();
});
