import { readdirSync, renameSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '../fixtures.ts';
import { mapIsDrawn } from '../map.ts';
import type { Product } from '../product.ts';

const TITLE = 'The data store cannot be written: its file was moved, deleted or replaced';

/** Moves the data store away; returns the function that puts it back. */
function moveStoreAway({ dataFolder }: Product): () => void {
  const name = readdirSync(dataFolder).find((entry) => entry.startsWith('sandbox-'));
  if (name === undefined) throw new Error(`There is no data store in ${dataFolder}`);
  const [place, elsewhere] = [path.join(dataFolder, name), path.join(dataFolder, `moved-${name}`)];
  renameSync(place, elsewhere);
  return () => renameSync(elsewhere, place);
}

test.use({ args: ['--world', 'course'] });

test('while the data store cannot be written, the page says why and refuses changes, and then continues by itself', async ({
  page,
  product,
}) => {
  await page.goto('/');
  await mapIsDrawn(page, 'vnet1');
  const { rows } = (await (await fetch(`${product.url}/api/snapshot`)).json()) as { rows: { vnets: readonly { readonly id: string }[] } };
  const keyOf = (name: string) => rows.vnets.find(({ id }) => id.endsWith(`/${name}`))?.id.toLowerCase() ?? name;
  await page.goto(`/?connect=${keyOf('vnet1')},${keyOf('vnet3')}`);
  await page.getByRole('button', { name: 'Add 2 steps to the draft' }).click();
  await page.getByRole('button', { name: 'Review plan' }).click();
  const apply = page.getByRole('button', { name: 'Apply 2 steps' });
  await expect(apply).toBeEnabled();

  const putBack = moveStoreAway(product);
  const banner = page.getByRole('alert').filter({ hasText: TITLE });
  const modeSwitch = page.getByRole('banner').getByRole('button', { name: /Read-only|Changes allowed/ });
  try {
    await expect(banner).toBeVisible();
    await expect(banner).toContainText('Put the file back');
    await expect(banner).toContainText('Until then, Peerscape is read-only and deployments are paused; they continue by themselves');
    // the buttons say why they are refused
    await expect(apply).toBeDisabled();
    await expect(page.getByText(`${TITLE}.`, { exact: true })).toBeVisible();
    await expect(modeSwitch).toHaveText('Read-only');
    await expect(modeSwitch).toBeDisabled();
    await modeSwitch.hover();
    await expect(page.getByRole('tooltip', { name: `Read-only. ${TITLE}` }).or(page.getByText(`Read-only. ${TITLE}`))).toBeVisible();
    // a change of the draft stays on the page, which says that it is not saved
    await page.getByRole('button', { name: 'Undo last change' }).click();
    await expect(page.getByRole('status').filter({ hasText: `The draft cannot be saved: ${TITLE}` })).toBeVisible();
    await page.getByRole('button', { name: 'Redo last change' }).click();
  } finally {
    putBack();
  }

  await expect(banner).toHaveCount(0);
  await expect(modeSwitch).toHaveText('Changes allowed');
  await expect(page.getByText('The draft cannot be saved')).toHaveCount(0);
  await expect(apply).toBeEnabled();
  await apply.click();
  await expect(page.getByRole('button', { name: 'Undo…' })).toBeVisible();
});
