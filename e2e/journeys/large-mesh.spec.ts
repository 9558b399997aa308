import { expect, test } from '../fixtures.ts';
import { centreOf, clickHalf, mapIsDrawn } from '../map.ts';

test.use({ args: ['--world', 'e2e/estates/grown-mesh.world'] });

test('shows a large mesh as a hull that reports what is missing; of its lines only the broken one can be clicked', async ({ page }) => {
  await page.goto('/');
  await mapIsDrawn(page, 'team-1');
  const [east, west] = [await centreOf(page, 'team-1'), await centreOf(page, 'team-13')];
  const between = (part: number) => ({ x: west.x + (east.x - west.x) * part, y: west.y + (east.y - west.y) * part });
  const inside = between(0.45);
  await page.mouse.move(inside.x, inside.y);
  const tooltip = page.getByRole('tooltip');
  await expect(tooltip).toContainText('Mesh of 24 VNets, 2 peerings missing');
  await expect(tooltip).toContainText('team-3 – team-17, team-8 – team-21');

  // two healthy lines meet at this point, and neither is drawn
  await page.mouse.click(inside.x, inside.y);
  await expect(page.getByRole('complementary', { name: 'Inspector' })).toBeHidden();
  await clickHalf(page, 'team-5', 'team-12');
  const inspector = page.getByRole('complementary', { name: 'Inspector' });
  await expect(inspector.getByRole('heading', { level: 2 })).toContainText('team-5');
  await expect(inspector.getByRole('heading', { level: 2 })).toContainText('team-12');
});
