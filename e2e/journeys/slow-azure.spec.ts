import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

// makes its Azure slow, so it starts a product of its own
test.use({ args: ['--world', 'course'] });

const READ_AT = /as of \d\d:\d\d:\d\d/;
const HANG = { method: 'GET', path: '/subscriptions?', effect: 'hang' };

test('by mouse: a slow Azure is named with its time, and the read can be canceled while the data stays', async ({ page, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'vnet2');
  const status = page.getByRole('contentinfo');
  await expect(status).toContainText(READ_AT);
  const age = READ_AT.exec((await status.textContent()) ?? '')?.[0] ?? '';
  await product.control('latency', { ms: 600_000 });
  await expect(status).toContainText(/reading for \d+ s/);
  await expect(status, 'the age of the data stays in view').toContainText(READ_AT);
  const notice = page.getByRole('note').filter({ hasText: /Azure has not answered for \d+ s/ });
  await expect(notice).toContainText(/The data on screen was read at \d\d:\d\d:\d\d \(UTC.*\) and stays/);
  await product.control('latency', { ms: 0 });
  await notice.getByRole('button', { name: 'Cancel reading' }).click();
  await expect(page.getByText('Reading was canceled.')).toBeVisible();
  await expect(notice).toBeHidden();
  await mapIsDrawn(page, 'vnet2');
  // the periodic reads go on
  await expect(page.getByText('Reading was canceled', { exact: true })).toBeHidden();
  await expect(status).not.toContainText(age);
});

test('by keyboard: a deployment that waits for Azure to start can be canceled, and nothing is written', async ({ page, product }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'vnet1');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Connect two');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Connect two VNets' })).toBeVisible();
  for (const name of ['vnet1', 'vnet3']) {
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('button', { name: 'Add 2 steps to the draft' }).press('Enter');
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  const apply = page.getByRole('button', { name: 'Apply 2 steps' });
  await expect(apply).toBeEnabled();
  await product.control('faults', { method: 'GET', path: '/virtualNetworks/', effect: 'hang', times: 100 });
  await apply.press('Enter');
  await expect(page.getByText(/^Peerscape checks in Azure whether the plan is still current/)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Canceled before anything was written.')).toBeVisible();
  await expect(apply).toBeFocused();
  await expect(page.getByRole('alert')).toHaveCount(0);
  const { rows } = (await product.control('world')) as { readonly rows: { readonly halves: readonly { readonly id: string }[] } };
  expect(rows.halves.filter(({ id }) => /vnet1-vnet3|vnet3-vnet1/.test(id))).toEqual([]);
  await product.control('reset', {});
  await apply.press('Enter');
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
});

test('by keyboard: the first start counts its seconds, and its read can be canceled', async ({ page, product }) => {
  await product.control('faults', { ...HANG, times: 100 });
  const server = await product.startOnAzure();
  await page.goto(await server.newLink());
  await expect(page.getByText(/^\d+ s$/)).toBeVisible();
  await expect(page.getByRole('note')).toContainText(/Azure has not answered for \d+ s/);
  // the first stop is the time of the start, which shows UTC
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip', { includeHidden: true }).filter({ visible: true })).toContainText('UTC');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Cancel reading' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Reading was canceled');
  await product.control('reset', {});
  await page.getByRole('button', { name: 'Retry' }).press('Enter');
  await mapIsDrawn(page, 'vnet2');
  await server.stop();
});
