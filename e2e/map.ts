import { expect, type Locator, type Page } from '@playwright/test';

/** Locates a VNet on the map: its button in the accessibility layer over the canvas. */
export const onMap = (page: Page, name: string): Locator => page.getByRole('button', { name: new RegExp(`^${name},`) });

/** Waits until the map is drawn and does not move. */
export async function mapIsDrawn(page: Page, name: string): Promise<void> {
  await expect(onMap(page, name)).toBeAttached();
  await restingBox(page, name);
}

/** Returns the box of a VNet on screen once nothing moves: the viewport glides when a panel opens or closes, and a dropped VNet is saved and placed. */
async function restingBox(page: Page, name: string): Promise<NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>> {
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

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Returns the centre of a VNet on screen. */
export async function centreOf(page: Page, name: string): Promise<Point> {
  const box = await restingBox(page, name);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

type MouseButton = 'left' | 'right';

/** Clicks a VNet on the canvas with the mouse. */
export async function clickVNet(page: Page, name: string, button: MouseButton = 'left'): Promise<void> {
  const { x, y } = await centreOf(page, name);
  await page.mouse.click(x, y, { button });
}

/** Clicks the half that `from` owns: a third of the way along the line to `to`. */
export async function clickHalf(page: Page, from: string, to: string, button: MouseButton = 'left'): Promise<void> {
  const [a, b] = [await centreOf(page, from), await centreOf(page, to)];
  await page.mouse.click(a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3, { button });
}

/**
 * Puts the pointer on a VNet and returns its centre and that of `onto`. Repeats it until the tooltip shows the VNet: on a busy machine the
 * viewport may begin to glide only a while after a panel has closed.
 */
async function pointAt(page: Page, name: string, onto = name): Promise<{ from: Point; to: Point }> {
  let ends: { from: Point; to: Point } | undefined;
  await expect(async () => {
    const [from, to] = [await centreOf(page, name), await centreOf(page, onto)];
    await page.mouse.move(from.x - 1, from.y);
    await page.mouse.move(from.x, from.y);
    await expect(page.getByRole('tooltip')).toContainText(name, { timeout: 2000 });
    expect(await centreOf(page, onto)).toEqual(to);
    ends = { from, to };
  }).toPass();
  if (!ends) throw new Error(`${name} is not under the pointer`);
  return ends;
}

/** Drags a VNet by a number of pixels. */
export async function dragVNet(page: Page, name: string, dx: number, dy: number): Promise<void> {
  const { from } = await pointAt(page, name);
  await page.mouse.down();
  await page.mouse.move(from.x + dx, from.y + dy, { steps: 6 });
  await page.mouse.up();
}

/** Drags a VNet onto another and drops it there, to connect the two. */
export async function dragOnto(page: Page, name: string, onto: string): Promise<void> {
  const { to } = await pointAt(page, name, onto);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.mouse.up();
}

/** Returns the points of a closed line around these VNets on screen, from its lower left. */
async function lineAround(page: Page, names: readonly string[]): Promise<readonly { x: number; y: number }[]> {
  const boxes = await Promise.all(names.map((name) => onMap(page, name).boundingBox()));
  const bounds = boxes.flatMap((box, i) => {
    if (!box) throw new Error(`${names[i]} is not in view`);
    return [{ left: box.x - 14, right: box.x + box.width + 14, top: box.y - 20, bottom: box.y + box.height + 20 }];
  });
  const [left, right] = [Math.min(...bounds.map((one) => one.left)), Math.max(...bounds.map((one) => one.right))];
  const [top, bottom] = [Math.min(...bounds.map((one) => one.top)), Math.max(...bounds.map((one) => one.bottom))];
  return [
    { x: left, y: bottom },
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left + 6, y: bottom },
  ];
}

/** Draws a lasso around these VNets, from empty canvas, and holds it: the button and Shift stay down. */
export async function drawLasso(page: Page, names: readonly string[]): Promise<void> {
  const [start, ...line] = await lineAround(page, names);
  if (!start) return;
  await page.keyboard.down('Shift');
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (const { x, y } of line) await page.mouse.move(x, y, { steps: 8 });
}

/** Releases the lasso. */
export async function dropLasso(page: Page): Promise<void> {
  await page.mouse.up();
  await page.keyboard.up('Shift');
}
