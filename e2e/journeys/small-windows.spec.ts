import type { Page } from '@playwright/test';
import { findViolations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

/** 1280 × 1024 at 400 % zoom. */
const SMALL = { width: 320, height: 256 };

const panel = (page: Page, name: string) => page.getByRole('complementary', { name, exact: true });
const row = (page: Page, name: RegExp) => page.getByRole('row', { name }).first();

/** Expects that the page scrolls in one direction only, and that nothing is left out of reach. */
async function expectReflow(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(SMALL.width);
  expect(await findViolations(page)).toEqual([]);
}

/** Expects that a sheet takes the whole window. */
async function expectFullScreen(page: Page, sheet: ReturnType<typeof panel>): Promise<void> {
  await expect.poll(() => sheet.boundingBox()).toEqual({ x: 0, y: 0, ...SMALL });
  await expectReflow(page);
}

test('at 200 % zoom, the filter has space for what is typed', async ({ page }) => {
  // 1440 × 900, and the widest window in which all buttons but one are in a menu
  for (const width of [720, 779, 780, 959, 960, 1119]) {
    await page.setViewportSize({ width, height: 450 });
    await page.goto('/?view=vnets');
    await expect(row(page, /hub-weu/)).toBeVisible();
    const field = await page.getByRole('combobox', { name: /^Filter/ }).boundingBox();
    expect(field?.width, `${width} px`).toBeGreaterThan(90);
  }
});

for (const colorScheme of ['light', 'dark'] as const)
  test(`at 400 % zoom, in ${colorScheme}, every view fits and every sheet takes the window`, async ({ page }) => {
    await page.setViewportSize(SMALL);
    await page.emulateMedia({ colorScheme });
    await page.goto('/');
    await mapIsDrawn(page, 'hub-weu');
    await expectReflow(page);
    const status = await page.getByRole('contentinfo').boundingBox();
    expect(status?.height, 'the status line has one row').toBeLessThan(40);
    await page.goto('/?panel=legend');
    await expectFullScreen(page, panel(page, 'Legend'));

    await page.goto('/?view=vnets');
    await row(page, /hub-weu/).click();
    await expectFullScreen(page, panel(page, 'Inspector'));
    await page.keyboard.press('Escape');
    await expect(panel(page, 'Inspector')).toBeHidden();
    await expectReflow(page);

    await page.goto('/?view=findings&list=flat');
    await row(page, /erp-stage-weu/).click();
    await expectFullScreen(page, panel(page, 'Finding'));
    await page.getByRole('button', { name: 'Fix…' }).click();
    await expectFullScreen(page, page.getByRole('dialog'));
    await page.getByRole('button', { name: 'Add to the draft' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(panel(page, 'Finding')).toBeHidden();
    await page.getByRole('button', { name: 'Review' }).click();
    await expectFullScreen(page, panel(page, 'Plan'));

    await page.goto('/?view=peerings');
    await expect(row(page, /hub-weu/)).toBeVisible();
    await expectReflow(page);
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog')).toBeInViewport({ ratio: 1 });
    await expectReflow(page);
  });
