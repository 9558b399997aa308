import { findViolations } from '../axe.ts';
import { expect, test } from '../fixtures.ts';

test.use({ args: ['--world', 'e2e/estates/site-with-bgp.world'] });

interface Snapshot {
  readonly rows: { readonly [kind in 'vnets' | 'localNetworkGateways']: readonly { readonly id: string }[] };
}

test('an unknown answer is known after the learned routes were read, first without the permission', async ({ page, product }) => {
  const { rows } = (await (await fetch(`${product.url}/api/snapshot`)).json()) as Snapshot;
  await product.control('sites', { connect: rows.localNetworkGateways[0]?.id, announces: ['172.20.0.0/16'] });
  await product.control('faults', { path: '**/getLearnedRoutes', effect: 'forbid', times: 1 });
  await page.goto('/?view=vnets&panel=reach&from=shop&to=172.20.0.4');
  const answer = page.getByRole('region', { name: 'Answer' });
  await expect(answer).toContainText('It is not known whether shop reaches 172.20.0.4.');
  const section = page.getByRole('region', { name: 'Learned routes' });
  const read = section.getByRole('button', { name: 'Read learned routes from Azure' });
  await read.click();
  await expect(section).toContainText('needs the action Microsoft.Network/virtualNetworkGateways/getLearnedRoutes/action on vpngw-hub');
  await expect(section).toContainText('AuthorizationFailed');
  expect(await findViolations(page)).toEqual([]);
  await read.click();
  await expect(answer).toContainText('shop reaches 172.20.0.4, and replies come back.');
  await expect(section).toContainText(/vpngw-hub: \d+ learned routes?, read at/);
  await expect(section.getByRole('button', { name: 'Read again' })).toBeVisible();
  expect(await findViolations(page)).toEqual([]);
});

test('computed effective routes are compared with those of an interface, and are equal once learned routes were read', async ({
  page,
  product,
}) => {
  const { rows } = (await (await fetch(`${product.url}/api/snapshot`)).json()) as Snapshot;
  await product.control('sites', { connect: rows.localNetworkGateways[0]?.id, announces: ['172.20.0.0/16'] });
  const subnet = `${rows.vnets.find(({ id }) => id.endsWith('/shop'))?.id}/subnets/app`;
  await page.goto(`/?view=vnets&panel=routes&from=${encodeURIComponent(subnet)}`);
  await page.getByText('Compare with a network interface').click();
  await page.getByRole('button', { name: 'Read its routes' }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison).toContainText('Only in Azure: VirtualNetworkGateway 172.20.0.0/16');
  expect(await findViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Read learned routes from Azure' }).click();
  await expect(comparison).toContainText(/all \d+ computed routes are the same/);
});
