import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

interface Line {
  readonly method: string;
  readonly url: string;
  readonly status: number;
}

interface Findings {
  readonly findings: readonly { readonly code: string; readonly remedy: readonly unknown[] }[];
}

const FAULTS = 'VNP101,VNP102,VNP103,VNP104';

test('fixes every peering of contoso that needs attention with one draft, although the tab is closed in the middle', async ({
  page,
  product,
  context,
}) => {
  const left = async () => {
    const reply = await page.request.get(`${product.url}/api/findings?code=${FAULTS}`);
    return ((await reply.json()) as Findings).findings.filter(({ remedy }) => remedy.length > 0).length;
  };
  await page.goto('/?view=findings&q=state:needs-attention');
  await expect(page.getByRole('row').first()).toBeVisible();
  expect(await left()).toBeGreaterThan(3);
  await page.keyboard.press('Control+k');
  await page.keyboard.type('Add all listed fixes');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Review plan' }).click();
  const deletes = page.getByRole('checkbox', { name: /^Delete / });
  const apply = page.getByRole('button', { name: /^Apply \d+ steps$/ });
  await expect(apply).toBeVisible();
  if (await deletes.isVisible()) await deletes.check();
  await apply.click();
  await expect(page).toHaveURL(/apply=/);
  const address = page.url();
  await page.close();

  const again = await context.newPage();
  await again.goto(address);
  await expect(again.getByRole('button', { name: 'Undo…' })).toBeVisible();
  const lines = (await product.control('transcript')) as readonly Line[];
  const writes = lines.filter(({ method }) => method === 'PUT' || method === 'DELETE');
  expect(writes.length).toBeGreaterThan(5);
  expect(writes.filter(({ status }) => status >= 400)).toEqual([]);
  const reply = async () => ((await (await again.request.get(`${product.url}/api/findings?code=${FAULTS}`)).json()) as Findings).findings;
  await expect.poll(async () => (await reply()).filter(({ remedy }) => remedy.length > 0)).toEqual([]);
  await again.goto('/');
  await mapIsDrawn(again, 'hub-weu');
});
