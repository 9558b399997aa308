import { expect, type Locator, type Page } from '@playwright/test';

/** The place of a VNet on the map: its button in the accessible list that lies over the canvas. */
export const onMap = (page: Page, name: string): Locator => page.getByRole('button', { name: new RegExp(`^${name},`) });

/** The map, once it is drawn and at rest. */
export async function mapIsDrawn(page: Page, name: string): Promise<void> {
  await expect(onMap(page, name)).toBeAttached();
  await atRest(page, name);
}

/** Where a VNet is on screen once nothing moves: the view glides when a panel opens or closes, and a VNet that was let go is kept and placed. */
async function atRest(page: Page, name: string): Promise<NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>> {
  const busy = page.locator('[aria-label="Map"][aria-busy="true"], [aria-label="Virtual networks in view"][aria-busy="true"]');
  let box: Awaited<ReturnType<Locator['boundingBox']>> = null;
  await expect
    .poll(
      async () => {
        const before = JSON.stringify(box);
        box = await onMap(page, name).boundingBox();
        return box !== null && JSON.stringify(box) === before && (await busy.count()) === 0;
      },
      { intervals: [0, 150] },
    )
    .toBe(true);
  if (!box) throw new Error(`${name} is not in view`);
  return box;
}

/** The middle of a VNet on screen. */
export async function centreOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await atRest(page, name);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** Clicks a VNet with the mouse, where it is drawn. */
export async function clickVNet(page: Page, name: string): Promise<void> {
  const { x, y } = await centreOf(page, name);
  await page.mouse.click(x, y);
}

/** Clicks the half that `from` owns: a third of the way along the line to `to`. */
export async function clickHalf(page: Page, from: string, to: string): Promise<void> {
  const [a, b] = [await centreOf(page, from), await centreOf(page, to)];
  await page.mouse.click(a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3);
}

/** Drags a VNet by so many pixels. */
export async function dragVNet(page: Page, name: string, dx: number, dy: number): Promise<void> {
  const { x, y } = await centreOf(page, name);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + dx, y + dy, { steps: 6 });
  await page.mouse.up();
}

/** Drags a VNet onto another and lets it go there: the two are to be connected. */
export async function dragOnto(page: Page, name: string, onto: string): Promise<void> {
  const [from, to] = [await centreOf(page, name), await centreOf(page, onto)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** The places on screen of a line around these VNets, from its lower left and back. */
async function lineAround(page: Page, names: readonly string[]): Promise<readonly { x: number; y: number }[]> {
  const boxes = await Promise.all(names.map((name) => onMap(page, name).boundingBox()));
  const room = boxes.flatMap((box, i) => {
    if (!box) throw new Error(`${names[i]} is not in view`);
    return [{ left: box.x - 14, right: box.x + box.width + 14, top: box.y - 20, bottom: box.y + box.height + 20 }];
  });
  const [left, right] = [Math.min(...room.map((one) => one.left)), Math.max(...room.map((one) => one.right))];
  const [top, bottom] = [Math.min(...room.map((one) => one.top)), Math.max(...room.map((one) => one.bottom))];
  return [
    { x: left, y: bottom },
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left + 6, y: bottom },
  ];
}

/** Draws a lasso around these VNets, from empty ground, and holds it: the button and Shift stay down. */
export async function drawLasso(page: Page, names: readonly string[]): Promise<void> {
  const [start, ...line] = await lineAround(page, names);
  if (!start) return;
  await page.keyboard.down('Shift');
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (const { x, y } of line) await page.mouse.move(x, y, { steps: 8 });
}

/** Lets the lasso go. */
export async function dropLasso(page: Page): Promise<void> {
  await page.mouse.up();
  await page.keyboard.up('Shift');
}
