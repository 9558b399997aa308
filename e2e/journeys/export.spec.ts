import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn, onMap } from '../map.ts';

/** Chooses a format in the open dialog and saves. Resolves to the file. */
async function save(page: Page, format: RegExp, name: RegExp): Promise<Buffer> {
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: format }).check();
  const [download] = await Promise.all([page.waitForEvent('download'), dialog.getByRole('button', { name: /^Save contoso-map-/ }).click()]);
  expect(download.suggestedFilename()).toMatch(name);
  await expect(dialog).toBeHidden();
  return readFile(await download.path());
}

async function openMap(page: Page): Promise<void> {
  await page.goto('/');
  await mapIsDrawn(page, 'hub-weu');
}

async function openDialog(page: Page): Promise<void> {
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog', { name: 'Export map' })).toBeVisible();
}

/** Fetches the names of all VNets from the server. */
const vnetNames = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { rows } = (await (await fetch('/api/snapshot')).json()) as { rows: { vnets: { id: string }[] } };
    return rows.vnets.map(({ id }) => id.split('/').pop() ?? '');
  });

test('exports an SVG with every VNet as text, a legend, and its own size', async ({ page }) => {
  await openMap(page);
  await openDialog(page);
  const svg = (await save(page, /^SVG/, /^contoso-map-\d{4}-\d\d-\d\d\.svg$/)).toString();
  const seen = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'image/svg+xml');
    return {
      names: [...new Set([...document.querySelectorAll('*')].map(({ localName }) => localName))].sort(),
      texts: [...document.querySelectorAll('text')].map((one) => one.textContent ?? ''),
      titles: [...document.querySelectorAll('g > title')].map((one) => one.textContent ?? ''),
      page: ['width', 'height'].map((name) => Number(document.documentElement.getAttribute(name))),
    };
  }, svg);
  expect(seen.names).toEqual(['circle', 'g', 'path', 'rect', 'svg', 'text', 'title']);
  const names = await vnetNames(page);
  expect(names).toHaveLength(45);
  expect(seen.texts).toEqual(
    expect.arrayContaining([
      ...names,
      'contoso (sandbox)',
      '45 VNets, 1 deleted VNet, 2 VNets outside this sign-in, 47 peerings',
      'Out of sync',
    ]),
  );
  expect(seen.texts.filter((text) => /^as of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/.test(text))).toHaveLength(1);
  expect(seen.titles.filter((title) => title.startsWith('dev-03-weu → hub-weu: Initiated'))).not.toEqual([]);
  expect(seen.titles.filter((title) => title.startsWith('hub-weu → dev-03-weu'))).toEqual([]);
  await page.setContent(svg);
  await expect(page.locator('svg')).toHaveJSProperty('clientWidth', seen.page[0]);
});

test('exports a PNG with the size in pixels that the dialog shows', async ({ page }) => {
  await openMap(page);
  await openDialog(page);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /^PNG/ }).check();
  await dialog.getByRole('radio', { name: 'Custom' }).check();
  await dialog.getByRole('textbox', { name: 'Custom scale' }).fill('1.5');
  const announced = await dialog.getByText(/^[\d,]+ × [\d,]+ pixels$/).textContent();
  const png = await save(page, /^PNG/, /\.png$/);
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)].map((side) => side.toLocaleString('en-US'));
  expect(`${width} × ${height} pixels`).toBe(announced);
});

test('exports draw.io with every VNet as an Azure shape in its map position, connected by its peerings', async ({ page }) => {
  await openMap(page);
  const places = await Promise.all(
    ['hub-eus2', 'hub-weu', 'edge-03'].map(async (name) => ({ name, box: await onMap(page, name).boundingBox() })),
  );
  await openDialog(page);
  const xml = (await save(page, /^draw\.io/, /\.drawio$/)).toString();
  const drawing = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, 'application/xml');
    const idOf = (cell: Element) => (cell.parentElement?.tagName === 'object' ? cell.parentElement : cell).getAttribute('id') ?? '';
    const cells = [...document.querySelectorAll('mxCell')];
    const byId = new Map(cells.map((cell) => [idOf(cell), cell]));
    const place = (id: string): [number, number] => {
      const cell = byId.get(id);
      if (!cell) return [0, 0];
      const [x, y] = place(cell.getAttribute('parent') ?? '');
      const geometry = cell.querySelector('mxGeometry');
      return [x + Number(geometry?.getAttribute('x') ?? 0), y + Number(geometry?.getAttribute('y') ?? 0)];
    };
    const labelOf = (id: string | null) => byId.get(id ?? '')?.parentElement?.getAttribute('label') ?? null;
    return {
      broken: document.querySelectorAll('parsererror').length,
      shapes: cells
        .filter((cell) => cell.getAttribute('style')?.includes('/Virtual_Networks.svg'))
        .map((cell) => ({
          name: labelOf(idOf(cell)),
          isGhost: cell.getAttribute('style')?.includes('dashed=1'),
          place: place(idOf(cell)),
        })),
      edges: cells
        .filter((cell) => cell.getAttribute('source'))
        .map((cell) => ({
          ends: [labelOf(cell.getAttribute('source')), labelOf(cell.getAttribute('target'))],
          told: ['from', 'to'].map((name) => cell.parentElement?.getAttribute(name)),
        })),
      labels: cells.map((cell) => cell.getAttribute('value') ?? ''),
      ids: byId.size - cells.length,
    };
  }, xml);
  expect([drawing.broken, drawing.ids]).toEqual([0, 0]);
  expect(drawing.shapes.filter(({ isGhost }) => !isGhost).map(({ name }) => name)).toEqual(expect.arrayContaining(await vnetNames(page)));
  expect(drawing.shapes).toHaveLength(48);
  const inOrder = (axis: 0 | 1) =>
    [...places]
      .sort((p, q) => (axis === 0 ? (p.box?.x ?? 0) - (q.box?.x ?? 0) : (p.box?.y ?? 0) - (q.box?.y ?? 0)))
      .map(({ name }) => name);
  const drawn = (axis: 0 | 1) =>
    drawing.shapes
      .filter(({ name }) => places.some((one) => one.name === name))
      .sort((p, q) => p.place[axis] - q.place[axis])
      .map(({ name }) => name);
  expect([drawn(0), drawn(1)]).toEqual([inOrder(0), inOrder(1)]);
  expect(drawing.edges).toHaveLength(47);
  for (const { ends, told } of drawing.edges) expect(ends).toEqual(told);
  expect(drawing.labels.join('\n')).toMatch(
    /contoso \(sandbox\) · 45 VNets, 1 deleted VNet, 2 VNets outside this sign-in, 47 peerings · as of \d{4}-/,
  );
});

test('closes with Escape without a file, and returns the focus', async ({ page }) => {
  await openMap(page);
  const button = page.getByRole('button', { name: 'Export map as image or draw.io file…' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button).toBeFocused();
});
