import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';

const countPages = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;

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
    // printed from the screen, nothing is cut off at the end
    const pages = countPages(await page.pdf());
    await page.emulateMedia({ media: null });
    expect(countPages(await page.pdf())).toBe(pages);
  });

test('the map and its legend take two pages', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
  expect(countPages(await page.pdf({ format: 'A4', landscape: true }))).toBe(2);
});
