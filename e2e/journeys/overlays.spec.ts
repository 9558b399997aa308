import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

test.use({ args: ['--world', 'course'] });

const OVERLAYS = {
  toolbar: '[role="toolbar"][aria-label="Map"]',
  legend: 'aside[aria-label="Legend"]',
  'zoom controls': '.ps-map-controls',
  minimap: '.ps-map-minimap',
  'connect handle': '.ps-map-handle',
  'shared name': '.ps-map-shared-name',
  'bar of selected VNets': 'section[aria-label="Selected VNets"]',
  'offer of the tour': 'aside[aria-label="Guided tour offer"]',
  message: '[role="status"] > p',
  'hint of gestures': '.ps-map + [role="toolbar"] + p',
  tour: 'aside[aria-label="Guided tour"]',
  panel: 'aside[data-side-panel]',
  'status line': 'footer:has(time)',
};

type Overlay = keyof typeof OVERLAYS;

/** Returns the pairs of overlays that cover each other, and expects those that are named. What is clipped by the map counts as far as it can be seen. */
async function findCovered(page: Page, expected: readonly Overlay[]): Promise<string[]> {
  const boxes = await page.evaluate((overlays) => {
    const map = document.querySelector('.ps-map')?.getBoundingClientRect();
    return Object.entries(overlays).flatMap(([name, selector]) =>
      [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => {
          const { left, right, top, bottom } = element.getBoundingClientRect();
          const clip = map && element.closest('.ps-map') ? map : { left, right, top, bottom };
          const box = { left: Math.max(left, clip.left), right: Math.min(right, clip.right) };
          return { name, ...box, top: Math.max(top, clip.top), bottom: Math.min(bottom, clip.bottom) };
        }),
    );
  }, OVERLAYS);
  expect(boxes.map(({ name }) => name)).toEqual(expect.arrayContaining([...expected]));
  return boxes.flatMap((a, i) =>
    boxes
      .slice(i + 1)
      .filter((b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5)
      .filter((b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.5)
      .map((b) => `${a.name} and ${b.name}`),
  );
}

for (const [width, height] of [
  [1400, 900],
  [1024, 768],
  [390, 844],
  [320, 568],
] as const)
  test(`overlays on the map never cover each other at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const expectClear = async (when: string, ...expected: readonly Overlay[]) =>
      expect(await findCovered(page, ['status line', ...expected]), when).toEqual([]);
    await page.goto('/');
    await mapIsDrawn(page, 'vnet2');
    await expect(page.getByRole('complementary', { name: 'Guided tour offer' })).toBeVisible();
    await expectClear('at the start', 'toolbar', 'zoom controls', 'offer of the tour');

    await page.goto('/?view=vnets');
    for (const name of ['vnet1', 'vnet2'])
      await page
        .getByRole('row', { name: new RegExp(name) })
        .getByRole('checkbox')
        .click();
    await page.getByRole('tab', { name: 'Map' }).click();
    await mapIsDrawn(page, 'vnet2');
    await page.keyboard.press('r');
    await expect(page.getByText('Refreshing…')).toBeVisible();
    await expectClear('with selected VNets and a message', 'bar of selected VNets', 'message');

    await page.goto('/?q=vnet');
    await mapIsDrawn(page, 'vnet2');
    await expectClear('with a filter');

    await page.goto('/?panel=legend');
    await mapIsDrawn(page, 'vnet2');
    await expectClear('with the legend', 'legend');

    await page.goto('/');
    await mapIsDrawn(page, 'vnet2');
    for (let i = 0; i < 4; i++) await page.getByRole('button', { name: 'Zoom in' }).click();
    await expectClear('zoomed in', 'toolbar', 'zoom controls');

    await page.goto('/?view=vnets');
    await page.getByRole('row', { name: /vnet2/ }).click();
    const select = new URL(page.url()).searchParams.get('select');
    for (const tour of ['off', 'on'] as const) {
      await page.goto(`/?select=${select}&tour=${tour}`);
      await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeVisible();
      await mapIsDrawn(page, 'vnet2');
      await expectClear(`with a panel, tour ${tour}`, 'panel', ...(tour === 'on' ? (['tour'] as const) : []));
    }
  });
