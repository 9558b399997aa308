import { expect, test } from '../fixtures.ts';
import { clickVNet, mapIsDrawn } from '../map.ts';

// seeds its own fixture
test.use({ args: ['--world', 'course'] });

const SCRIPT = '<img/src=x/onerror=globalThis.hacked=1>';

test('shows hostile names and tags as text, and never runs them', async ({ page, product }) => {
  await product.control('seed', {
    text: [
      `subscription ${SCRIPT}`,
      `in sub=${SCRIPT} rg=rg-net`,
      `vnet front 10.0.0.0/16 tag:note=${SCRIPT} tag:csv=+cmd|calc`,
      'vnet back 10.1.0.0/16 tag:rtl=\u202etxt.exe',
      'front -> back Initiated',
    ].join('\n'),
  });
  await page.goto('/');
  await mapIsDrawn(page, 'front');
  await clickVNet(page, 'front');
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toContainText(SCRIPT);
  for (const view of ['vnets', 'peerings', 'findings']) {
    await page.goto(`/?view=${view}`);
    await expect(page.getByRole('row', { name: /front/ }).first()).toBeVisible();
  }
  expect(await page.evaluate('globalThis.hacked')).toBeUndefined();
});
