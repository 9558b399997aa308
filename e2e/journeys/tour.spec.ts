import type { Page } from '@playwright/test';
import { readHalves, vnetId } from '../arm.ts';
import { expect, test } from '../fixtures.ts';
import { clickHalf, dragOnto, dragVNet, mapIsDrawn, onMap } from '../map.ts';
import type { Product } from '../product.ts';

// changes its fixture, so it starts a product of its own
test.use({ args: ['--world', 'course'] });

/** Reads the halves of a VNet from ARM, formatted as `vnet2: Connected FullyInSync forwarded`. */
async function halvesIn(product: Product, name: string): Promise<readonly string[]> {
  const halves = await readHalves(product, await vnetId(product, name));
  return halves
    .map(({ properties: p }) =>
      [
        `${p.remoteVirtualNetwork.id.split('/').at(-1)}: ${p.peeringState} ${p.peeringSyncLevel}`,
        p.allowForwardedTraffic && 'forwarded',
        p.allowGatewayTransit && 'transit',
        p.useRemoteGateways && 'remote-gateways',
      ]
        .filter(Boolean)
        .join(' '),
    )
    .sort();
}

const SPOKES = ['vnet1', 'vnet2', 'vnet3'] as const;

interface ArmRouteTable {
  readonly properties: { readonly routes: readonly { readonly properties: { readonly nextHopType: string } }[] };
}

/** Reads the route tables of the course from ARM. */
async function routeTablesOf(product: Product): Promise<readonly ArmRouteTable[]> {
  const group = (await vnetId(product, 'hub')).replace(/\/virtualNetworks\/.*$/, '');
  const { value } = (await product.arm(`${group}/routeTables?api-version=2025-05-01`)) as { readonly value: readonly ArmRouteTable[] };
  return value;
}

const tourOf = (page: Page) => page.getByRole('complementary', { name: 'Guided tour', exact: true });
const stop = (page: Page, title: string) => tourOf(page).getByRole('article', { name: `Tour: ${title}` });
const done = (page: Page) => tourOf(page).getByText('Done: confirmed in Azure');

async function nextStop(page: Page, title: string): Promise<void> {
  await expect(done(page)).toBeVisible();
  await tourOf(page).getByRole('button', { name: 'Next stop' }).click();
  await expect(stop(page, title)).toBeVisible();
  await expect(done(page)).toBeHidden();
}

/** Reviews the draft and applies it. */
async function apply(page: Page, changes: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Review plan' }).click();
  const go = page.getByRole('button', { name: changes });
  await expect(go).toBeVisible();
  const deletes = page.getByRole('checkbox', { name: /^Delete / });
  if (await deletes.isVisible()) await deletes.check();
  await go.click();
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
  await expect(tourOf(page)).toBeVisible();
}

/** Closes the panel on the right, so that the map has its full width again. */
async function closePanel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Close (Esc)' }).first().click();
  await mapIsDrawn(page, 'vnet1');
}

async function selectPeering(page: Page, from: string, to: string): Promise<void> {
  await mapIsDrawn(page, from);
  await clickHalf(page, from, to);
  await expect(page.getByRole('region', { name: `${from} → ${to}` })).toBeVisible();
}

/** Selects these VNets on the map and opens a goal for them from the selection bar. */
async function goalFor(page: Page, names: readonly string[], goal: string): Promise<void> {
  await mapIsDrawn(page, 'vnet1');
  for (const name of names) {
    const { x, y } = await middleOf(page, name);
    await page.keyboard.down('Shift');
    await page.mouse.click(x, y);
    await page.keyboard.up('Shift');
  }
  const bar = page.getByRole('region', { name: 'Selected VNets' });
  await expect(bar).toContainText(`${names.length} VNets selected`);
  await bar.getByRole('button', { name: goal }).click();
  await expect(page.getByRole('article', { name: /^Goal: / })).toBeVisible();
}

async function middleOf(page: Page, name: string): Promise<{ x: number; y: number }> {
  const box = await onMap(page, name).boundingBox();
  if (!box) throw new Error(`${name} is not in view`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

const switchOf = (page: Page, from: string, to: string, label: string) =>
  page.getByRole('region', { name: `${from} → ${to}` }).getByRole('switch', { name: label });

/** Peers each spoke with the hub, and with nothing else. */
async function makeStar(product: Product): Promise<void> {
  const act = (action: string, id: string, fields: object = {}) => product.control('external', { action, id, ...fields });
  for (const half of ['vnet1/vnet2', 'vnet2/vnet1', 'vnet2/vnet3', 'vnet3/vnet2']) await act('delete-half', half);
  for (const [from, to] of SPOKES.flatMap((spoke) => [['hub', spoke] as const, [spoke, 'hub'] as const])) {
    const remoteVirtualNetwork = { id: await vnetId(product, to) };
    await act('put-half', `${await vnetId(product, from)}/virtualNetworkPeerings/${from}-${to}`, { properties: { remoteVirtualNetwork } });
  }
}

test('completes each stop of the tour when ARM returns the result', async ({ page, product, browser }) => {
  // progress during slow operations is tested by another journey
  await product.control('clock', { pace: 'instant' });
  await page.goto('/');
  await mapIsDrawn(page, 'vnet1');
  await page.getByRole('button', { name: 'Start tour' }).click();
  await expect(stop(page, 'Isolated')).toBeVisible();
  // the three are in a row: a line between the outer two would bend around the one between them, and below are the other VNets
  await mapIsDrawn(page, 'vnet1');
  await dragVNet(page, 'vnet2', 0, -160);

  await test.step('isolated: the peering is deleted, both halves', async () => {
    await selectPeering(page, 'vnet1', 'vnet2');
    await page.getByRole('button', { name: 'Delete peering…' }).click();
    await page.getByRole('menuitem', { name: 'Delete both halves' }).click();
    await apply(page, /^Apply 2 steps$/);
    expect(await halvesIn(product, 'vnet1')).toEqual([]);
    await closePanel(page);
    await nextStop(page, 'Only one side peered');
  });

  await test.step('one half: Initiated', async () => {
    await dragOnto(page, 'vnet1', 'vnet2');
    await page.getByRole('radio', { name: 'Only vnet1 → vnet2' }).check();
    await page.getByRole('button', { name: 'Add 1 step to the draft' }).click();
    await apply(page, /^Apply 1 step$/);
    await expect(tourOf(page)).toContainText('vnet1 → vnet2 is Initiated');
    expect(await halvesIn(product, 'vnet1')).toEqual([expect.stringMatching(/^vnet2: Initiated/)]);
    expect(await halvesIn(product, 'vnet2')).toEqual(['vnet3: Connected FullyInSync']);
    await closePanel(page);
    await nextStop(page, 'Both sides peered');
  });

  await test.step('both halves: Connected', async () => {
    await selectPeering(page, 'vnet1', 'vnet2');
    await page.getByRole('button', { name: 'Repair', exact: true }).click();
    await apply(page, /^Apply 1 step$/);
    expect(await halvesIn(product, 'vnet1')).toEqual(['vnet2: Connected FullyInSync']);
    await closePanel(page);
    await nextStop(page, 'Each half has its own options');
  });

  await test.step('an option of one half', async () => {
    await selectPeering(page, 'vnet1', 'vnet2');
    await page
      .getByRole('region', { name: 'vnet1 → vnet2' })
      .getByRole('switch', { name: /receive forwarded traffic/ })
      .click();
    await apply(page, /^Apply 1 step$/);
    expect(await halvesIn(product, 'vnet1')).toEqual(['vnet2: Connected FullyInSync forwarded']);
    expect(await halvesIn(product, 'vnet2')).toContain('vnet1: Connected FullyInSync');
    await closePanel(page);
    await nextStop(page, 'Overlap is rejected');
  });

  await test.step('overlap: the panel explains it, and ARM returns it to another operator', async () => {
    await dragOnto(page, 'vnet2', 'vnet4');
    await expect(page.getByRole('alert')).toContainText('overlaps 10.2.128.0/17 (vnet4)');
    await closePanel(page);
    await tourOf(page).getByRole('button', { name: 'Send it anyway, as another operator' }).click();
    await expect(tourOf(page)).toContainText('VnetAddressSpacesOverlap');
    expect(await halvesIn(product, 'vnet4')).toEqual([]);
    await nextStop(page, 'Add an address range');
  });

  await test.step('closed and opened again: the tour continues where it was', async () => {
    await page.reload();
    await expect(stop(page, 'Add an address range')).toBeVisible();
    await expect(tourOf(page)).toContainText('Stop 6 of 12');
  });

  await test.step('another browser shows the same stop', async () => {
    const context = await browser.newContext({ baseURL: product.url });
    const other = await context.newPage();
    await other.goto('/');
    await other.getByRole('button', { name: 'Continue tour' }).click();
    await expect(stop(other, 'Add an address range')).toBeVisible();
    await context.close();
  });

  await test.step('another operator adds a range: out of sync, then synced', async () => {
    await tourOf(page).getByRole('button', { name: 'Add 10.11.0.0/16 to vnet1, as another operator' }).click();
    await expect(tourOf(page)).toContainText('vnet2 → vnet1 is Connected, LocalNotInSync');
    expect(await halvesIn(product, 'vnet2')).toContain('vnet1: Connected LocalNotInSync');
    await selectPeering(page, 'vnet1', 'vnet2');
    await page.getByRole('button', { name: 'Sync', exact: true }).click();
    await apply(page, /^Apply 1 step$/);
    expect(await halvesIn(product, 'vnet2')).toContain('vnet1: Connected FullyInSync');
    await closePanel(page);
    await nextStop(page, 'A chain is not transitive');
  });

  await test.step('a chain is not transitive, even if forwarded traffic is allowed', async () => {
    await selectPeering(page, 'vnet3', 'vnet2');
    await page
      .getByRole('region', { name: 'vnet3 → vnet2' })
      .getByRole('switch', { name: /receive forwarded traffic/ })
      .click();
    await apply(page, /^Apply 1 step$/);
    expect(await halvesIn(product, 'vnet3')).toEqual(['vnet2: Connected FullyInSync forwarded']);
    await expect(tourOf(page)).toContainText('it has not learned 10.3.0.0/16 of vnet3');
    await closePanel(page);
    await nextStop(page, 'A mesh and how it grows');
  });

  await test.step('a mesh', async () => {
    await goalFor(page, ['vnet1', 'vnet2', 'vnet3'], 'Make a mesh…');
    await page.getByRole('button', { name: /^Add .* to the draft$/ }).click();
    await apply(page, /^Apply 2 steps$/);
    expect((await halvesIn(product, 'vnet1')).map((half) => half.split(' ', 2).join(' '))).toEqual([
      'vnet2: Connected',
      'vnet3: Connected',
    ]);
    await closePanel(page);
    await nextStop(page, 'Hub-and-spoke');
  });

  await test.step('hub-and-spoke replaces the mesh, and spokes do not learn prefixes of each other', async () => {
    await goalFor(page, ['vnet1', 'vnet2', 'vnet3', 'hub'], 'Make hub-and-spoke…');
    const goal = page.getByRole('article', { name: /^Goal: / });
    await goal
      .getByRole('radiogroup', { name: 'The hub' })
      .getByRole('radio', { name: /^hub\b/ })
      .check();
    await page
      .getByRole('radiogroup', { name: 'Through the hub' })
      .getByRole('radio', { name: /^Spokes reach the hub, but not each other/ })
      .check();
    await page.getByRole('button', { name: /^Add .* to the draft$/ }).click();
    await apply(page, /^Apply \d+ steps$/);
    for (const spoke of SPOKES) expect(await halvesIn(product, spoke)).toEqual(['hub: Connected FullyInSync']);
    await expect(tourOf(page)).toContainText('vnet1 has learned 10.0.0.0/16.');
    await closePanel(page);
    await page.getByRole('button', { name: /^Layout:/ }).click();
    await page.getByRole('menuitemradio', { name: 'Hub-and-spoke' }).click();
    await nextStop(page, 'Spoke to spoke through an appliance');
  });

  await test.step('another operator routes the spokes to the appliance, whose traffic they must accept', async () => {
    await tourOf(page).getByRole('button', { name: 'Route spokes to the appliance, as another operator' }).click();
    await expect(tourOf(page)).toContainText('vnet1/default routes 10.2.0.0/16 and 10.3.0.0/16 to VirtualAppliance 10.0.1.4.');
    await expect(page.getByRole('contentinfo')).toContainText('3 warnings');
    await expect(done(page)).toBeHidden();
    for (const spoke of SPOKES) {
      await selectPeering(page, spoke, 'hub');
      await switchOf(page, spoke, 'hub', `Allow ${spoke} to receive forwarded traffic from hub`).click();
    }
    await apply(page, /^Apply 3 steps$/);
    for (const spoke of SPOKES) expect(await halvesIn(product, spoke)).toEqual(['hub: Connected FullyInSync forwarded']);
    expect(await halvesIn(product, 'hub')).toEqual(SPOKES.map((spoke) => `${spoke}: Connected FullyInSync`));
    await expect(page.getByRole('contentinfo')).not.toContainText('warning');
    await closePanel(page);
    await nextStop(page, 'The gateway of the hub');
  });

  await test.step('the gateway of the hub takes an option on each half', async () => {
    for (const spoke of SPOKES) {
      await selectPeering(page, spoke, 'hub');
      await switchOf(page, 'hub', spoke, `Allow the gateway in hub to forward traffic to ${spoke}`).click();
      await switchOf(page, spoke, 'hub', `Enable ${spoke} to use hub’s remote gateway`).click();
    }
    await apply(page, /^Apply 6 steps$/);
    expect(await halvesIn(product, 'hub')).toEqual(SPOKES.map((spoke) => `${spoke}: Connected FullyInSync transit`));
    expect(await halvesIn(product, 'vnet3')).toEqual(['hub: Connected FullyInSync forwarded remote-gateways']);
    await closePanel(page);
    await nextStop(page, 'Spoke to spoke through the gateway');
  });

  await test.step('another operator routes the spokes to the gateway instead', async () => {
    await tourOf(page).getByRole('button', { name: 'Route spokes to the gateway, as another operator' }).click();
    await expect(tourOf(page)).toContainText('vnet1/default routes 10.2.0.0/16 and 10.3.0.0/16 to VirtualNetworkGateway.');
    await expect(done(page)).toBeVisible();
    await expect(tourOf(page)).toContainText('All stops are done.');
    expect(await routeTablesOf(product)).toHaveLength(3);
  });

  await test.step('start over: the sandbox and the tour are reset', async () => {
    await tourOf(page).getByRole('button', { name: 'Start over…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Start over' }).click();
    await expect(stop(page, 'Isolated')).toBeVisible();
    await expect(done(page)).toBeHidden();
    expect(await halvesIn(product, 'vnet2')).toEqual(['vnet1: Connected FullyInSync', 'vnet3: Connected FullyInSync']);
    expect(await routeTablesOf(product)).toEqual([]);
  });
});

test('by keyboard: routes the spokes through the appliance and the gateway of the hub', async ({ page, product }) => {
  await product.control('clock', { pace: 'instant' });
  await makeStar(product);
  await page.goto('/?tour=on');
  await mapIsDrawn(page, 'hub');
  const press = async (name: string) => {
    await tourOf(page).getByRole('button', { name }).focus();
    await page.keyboard.press('Enter');
  };
  /** Turns on an option in the list of peerings. */
  const turnOn = async (from: string, to: string, label: string) => {
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.getByRole('row', { name: new RegExp(`hub.*${[from, to].find((name) => name !== 'hub')}`) }).focus();
    await page.keyboard.press('Enter');
    await switchOf(page, from, to, label).focus();
    await page.keyboard.press('Space');
    await expect(switchOf(page, from, to, label)).toBeChecked();
  };
  const applyDraft = async (button: string) => {
    await page.keyboard.press('g');
    await page.keyboard.press('d');
    await expect(page.getByRole('button', { name: button })).toBeEnabled();
    await page.getByRole('button', { name: button }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
  };
  const titles = ['Only one side peered', 'Both sides peered', 'Each half has its own options', 'Overlap is rejected'];
  titles.push('Add an address range', 'A chain is not transitive', 'A mesh and how it grows', 'Hub-and-spoke');
  for (const title of titles) {
    await press('Skip');
    await expect(stop(page, title).getByRole('heading', { name: title })).toBeFocused();
  }
  await expect(done(page)).toBeVisible();
  await press('Next stop');
  await expect(stop(page, 'Spoke to spoke through an appliance')).toBeVisible();

  await press('Route spokes to the appliance, as another operator');
  await expect(tourOf(page)).toContainText('vnet2/default routes 10.1.0.0/16 and 10.3.0.0/16 to VirtualAppliance 10.0.1.4.');
  for (const spoke of SPOKES) await turnOn(spoke, 'hub', `Allow ${spoke} to receive forwarded traffic from hub`);
  await applyDraft('Apply 3 steps');
  await expect(done(page)).toBeVisible();

  await press('Next stop');
  await expect(stop(page, 'The gateway of the hub')).toBeVisible();
  for (const spoke of SPOKES) {
    await turnOn('hub', spoke, `Allow the gateway in hub to forward traffic to ${spoke}`);
    await turnOn(spoke, 'hub', `Enable ${spoke} to use hub’s remote gateway`);
  }
  await applyDraft('Apply 6 steps');
  await expect(done(page)).toBeVisible();

  await press('Next stop');
  await expect(stop(page, 'Spoke to spoke through the gateway')).toBeVisible();
  await press('Route spokes to the gateway, as another operator');
  await expect(done(page)).toBeVisible();
  expect(
    (await routeTablesOf(product)).flatMap(({ properties }) => properties.routes.map((route) => route.properties.nextHopType)),
  ).toEqual(Array.from({ length: 6 }, () => 'VirtualNetworkGateway'));
});

/** Touches a point of the page until the long press has its effect. */
async function hold(page: Page, { x, y }: { x: number; y: number }, waitForEffect: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await waitForEffect();
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

/** Reports whether the VNet is visible, with nothing above it. */
async function isFree(page: Page, name: string): Promise<boolean> {
  const at = await middleOf(page, name);
  return page.evaluate(({ x, y }) => document.elementFromPoint(x, y)?.closest('.ps-map') !== null, at);
}

test.describe('on a phone', () => {
  test.use({ viewport: { width: 400, height: 844 }, hasTouch: true });

  test('shows what to do first, with its VNets, also beside the panel in which it is done', async ({ page }) => {
    await page.goto('/?tour=on');
    await expect(stop(page, 'Isolated')).toBeVisible();
    await mapIsDrawn(page, 'vnet1');
    const toDo = tourOf(page).getByText(/^On the map, select the line/);
    await expect(toDo).toBeInViewport({ ratio: 1 });
    const [a, b] = [await middleOf(page, 'vnet1'), await middleOf(page, 'vnet2')];
    await page.touchscreen.tap(a.x + (b.x - a.x) / 3, a.y + (b.y - a.y) / 3);
    await expect(page.getByRole('region', { name: 'vnet1 → vnet2' })).toBeVisible();
    await mapIsDrawn(page, 'vnet1');
    await expect(toDo).toBeInViewport({ ratio: 0.8 });
    for (const name of ['vnet1', 'vnet2']) expect(await isFree(page, name), name).toBe(true);
  });

  test('selects and deselects a VNet by long press', async ({ page }) => {
    await page.goto('/');
    await mapIsDrawn(page, 'vnet1');
    const bar = page.getByRole('region', { name: 'Selected VNets' });
    const countIs = (text: string) => () => expect(bar).toContainText(text);
    await hold(page, await middleOf(page, 'vnet1'), countIs('1 VNet selected'));
    await hold(page, await middleOf(page, 'vnet2'), countIs('2 VNets selected'));
    // releasing focuses nothing
    expect(new URL(page.url()).search).toBe('');
    await hold(page, await middleOf(page, 'vnet1'), countIs('1 VNet selected'));
  });
});
