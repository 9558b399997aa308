import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

for (const view of ['vnets', 'peerings', 'findings', 'addresses'])
  test(`${view} on paper have all rows, and nothing is on top of them`, async ({ page }) => {
    await page.emulateMedia({ media: 'print' });
    await page.goto(`/?view=${view}`);
    const table = page.getByRole(view === 'findings' || view === 'addresses' ? 'treegrid' : 'grid');
    const count = Number(await table.getAttribute('aria-rowcount'));
    await expect(table.getByRole('row')).toHaveCount(count);
    const bottoms = await table.getByRole('row').evaluateAll((rows) => rows.map((row) => row.getBoundingClientRect().bottom));
    const footer = await page.getByRole('contentinfo').boundingBox();
    expect(footer?.y).toBeGreaterThanOrEqual(Math.max(...bottoms) - 1);
    await expect(page.getByRole('button', { name: 'Export' })).toBeHidden();
  });

test('the map and its legend take two pages', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  const pdf = (await page.pdf({ format: 'A4', landscape: true })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(2);
});
