import type { Locator, Page } from '@playwright/test';
import { vnetId } from '../arm.ts';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

const deployment = (page: Page): Locator => page.getByRole('article', { name: /^Deployment/ });
const topOf = async (part: Locator): Promise<number | undefined> => (await part.boundingBox())?.y;

test('by mouse: an error moves no switch, half-done work is no alarm, and the history names both VNets', async ({ page, product }) => {
  const [shop, pay] = [await vnetId(product, 'shop-prod-weu'), await vnetId(product, 'pay-prod-weu')].map((id) => id.toLowerCase());
  await page.goto(`/?connect=${shop},${pay}`);
  await mapIsDrawn(page, 'hub-weu');
  const status = page.getByRole('contentinfo');
  await expect(status.getByRole('button', { name: '6 of them half-configured' })).toBeVisible();

  const sheet = page.getByRole('article', { name: 'Connect shop-prod-weu and pay-prod-weu' });
  await expect(sheet.getByText(/^What .* reaches through/)).toBeVisible();
  await expect(sheet.getByText(/is the hub/)).toHaveCount(0);
  const gateway = sheet.getByRole('switch', { name: /^pay-prod-weu uses|^shop-prod-weu uses/ }).first();
  const before = await topOf(gateway);
  await gateway.click();
  await expect(sheet.getByText('RemoteVnetHasNoGateways').first()).toBeInViewport();
  expect(await topOf(gateway)).toBe(before);
  await gateway.click();
  await sheet.getByRole('button', { name: 'Add 2 steps to the draft' }).click();

  await page.getByRole('button', { name: 'Review plan' }).click();
  const title = /^Connect pay-prod-weu and shop-prod-weu/;
  await expect(page.getByRole('heading', { name: new RegExp(`${title.source} \\(2 to create\\)$`) })).toBeVisible();
  await product.control('clock', { stand: true, pace: 'clock', peeringMs: 5000 });
  await page.getByRole('button', { name: 'Apply 2 steps' }).click();
  await expect(deployment(page).getByRole('heading', { name: title })).toBeVisible();
  const steps = deployment(page).getByRole('list', { name: 'Steps' }).getByRole('listitem');
  await expect(steps.first()).toContainText('In progress');
  await product.control('clock', { advanceMs: 5001 });
  await expect(deployment(page).getByText(/^1 of 2 done/)).toBeVisible();
  await expect(steps.first()).toContainText('In progress');
  await expect(steps.last()).toContainText('Succeeded');
  // the page has read the first half, which waits for the other one
  await expect
    .poll(async () => (await page.request.get('/api/snapshot')).text())
    .toMatch(/pay-prod-weu-shop-prod-weu|shop-prod-weu-pay-prod-weu/);
  await expect(status.getByRole('button', { name: '6 of them half-configured' })).toBeVisible();
  await product.control('clock', { stand: false, pace: 'instant' });
  await product.control('clock', { advanceMs: 60_000 });
  await expect(deployment(page).getByRole('button', { name: 'Undo…' })).toBeVisible();

  await page.goto('/?panel=history');
  await page.getByRole('button', { name: new RegExp(`${title.source.slice(1)} \\(2 to create\\)`) }).click();
  await deployment(page).getByRole('button', { name: 'Undo…' }).click();
  await expect(page.getByRole('heading', { name: /^Undo changes to .* – .* \(2 to delete\)$/ })).toBeVisible();
});

test('by keyboard: a fix leads to the next finding, and VNets that are peered are marked in the list', async ({ page }) => {
  const press = async (button: Locator) => {
    await button.focus();
    await page.keyboard.press('Enter');
  };
  await page.goto('/?view=findings&list=flat&code=VNP101');
  await page.getByRole('row', { name: /hub-weu → dev-03-weu/ }).focus();
  await page.keyboard.press('Enter');
  await press(page.getByRole('button', { name: 'Fix…' }));
  await press(page.getByRole('dialog').getByRole('button', { name: 'Add to the draft' }));
  await press(page.getByRole('button', { name: 'Review plan' }));
  await expect(page.getByRole('heading', { name: 'Repair dev-03-weu – hub-weu (1 to create)' })).toBeVisible();
  await press(page.getByRole('button', { name: 'Apply 1 step' }));
  const next = deployment(page).getByRole('button', { name: 'Next finding' });
  await expect(next).toBeVisible();
  await press(next);
  await expect(page).toHaveURL(/finding=VNP101/);
  await expect(page.getByRole('article').getByText(/→/).first()).toBeVisible();

  await page.keyboard.press('Control+k');
  await page.keyboard.type('Connect two');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Connect two VNets' });
  await expect(dialog).toBeVisible();
  await page.keyboard.type('hub-weu');
  await page.keyboard.press('Enter');
  await page.keyboard.type('dev-03');
  await expect(dialog.getByRole('option', { name: /dev-03-weu.*Already peered/ })).toBeVisible();
});
