import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { serveWorld } from '../testing/world-server.ts';

afterEach(cleanup);

const ESTATE = `vnet hub 10.0.0.0/24
repeat 1..3 vnet spoke-{n} 10.0.{n}.0/24
repeat 1..3 hub <-> spoke-{n}
vnet island 10.0.1.0/24
subnet spoke-1/app 10.0.1.0/26
`;

const result = () => screen.findByRole('region', { name: 'Result' });

test('the tabs of the address plan count prefixes and overlaps, and the filter of the page applies to the list', async () => {
  serveWorld(ESTATE);
  await renderApp('/?view=addresses&rows=vnets&q=name:spoke');
  expect(await screen.findByRole('tab', { name: 'Prefixes 5' })).toBeTruthy();
  expect(screen.getByRole('tab', { name: 'Overlaps 1' })).toBeTruthy();
  expect(screen.getByText('3 of 5 VNet prefixes')).toBeTruthy();
});

test('what is typed is found, and the URL follows', async () => {
  serveWorld(ESTATE);
  const { user, history } = await renderApp('/?view=addresses&plan=overlaps');
  await user.type(await screen.findByRole('textbox', { name: 'Find an address, prefix or name' }), '10.0.1.5');
  const answer = await screen.findByRole('region', { name: 'Answer' });
  expect(answer.textContent).toContain('10.0.1.5 is in 2 overlapping prefixes');
  await waitFor(() => expect(history.location.search).toContain('address=10.0.1.5'));
  expect(screen.getByRole('tab', { name: 'Prefixes 5' }).getAttribute('aria-selected')).toBe('true');
  await user.click(screen.getByRole('button', { name: 'Clear the search' }));
  expect(screen.queryByRole('region', { name: 'Answer' })).toBeNull();
});

test.each([
  ['vnet a 10.0.0.0/16', 'What is 10.4.3.7? Address, prefix or name'],
  ['vnet a 10.0.0.0/16 fd00:db8:1::/48', 'What is 10.4.3.7? Address, prefix or name'],
  ['vnet a fd00:db8:1::/48\nvnet b fd00:db8:2::/48', 'What is fd00:db8::7? Address, prefix or name'],
])('the example in the search field is an address of a family that the estate has: %s', async (world, placeholder) => {
  serveWorld(world);
  await renderApp('/?view=addresses');
  expect(await screen.findByPlaceholderText(placeholder)).toBeTruthy();
});

test('a link to the text that was there before typing replaces what was typed', async () => {
  serveWorld(ESTATE);
  const { history } = await renderApp('/?view=addresses&address=10.0.2.5');
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Find an address, prefix or name' });
  fireEvent.change(field, { target: { value: '10.0.1.5' } });
  await waitFor(() => expect(history.location.search).toContain('address=10.0.1.5'));
  act(() => history.push('/?view=addresses&address=10.0.2.5'));
  await waitFor(() => expect(field.value).toBe('10.0.2.5'));
});

test('a prefix with host bits is answered with the one that was probably meant', async () => {
  serveWorld(ESTATE);
  await renderApp('/?view=addresses&address=10.0.1.5/24');
  expect(await screen.findByText('10.0.1.5/24 has host bits set; did you mean 10.0.1.0/24?')).toBeTruthy();
});

test('the form of the next free range can be cleared, and says what is wrong', async () => {
  serveWorld(ESTATE);
  const { user } = await renderApp('/?view=addresses&plan=free');
  expect((await result()).textContent).toContain('10.0.4.0/24');
  const within = screen.getByRole('textbox', { name: 'In the range' });
  await user.clear(within);
  expect(await screen.findByText('"" is not a prefix: it needs a length, like 10.0.0.0/24')).toBeTruthy();
  expect(screen.queryByRole('region', { name: 'Result' })).toBeNull();
  await user.type(within, '10.0.0.0/22');
  expect((await result()).textContent).toContain('No /24 is free in 10.0.0.0/22');
  const size = screen.getByRole('textbox', { name: 'Prefix length' });
  await user.clear(size);
  await user.type(size, '40');
  expect(await screen.findByText('Enter a number from 22 (the whole range) to 32 (one address)')).toBeTruthy();
});

test('a free range is never shown without what was not read', async () => {
  const server = serveWorld(ESTATE);
  server.snapshot = { ...server.snapshot, unread: [{ scope: 's', name: 'sub-secret', message: 'AuthorizationFailed' }] };
  await renderApp('/?view=addresses&plan=free');
  await result();
  const basis = within(screen.getByRole('region', { name: 'How this was found' }));
  expect(basis.getByText('VNets in what could not be read: sub-secret.')).toBeTruthy();
  expect(basis.getByText(/^Networks that Azure does not list as VNets/)).toBeTruthy();
});

test('a VNet of the URL that no longer exists is ignored', async () => {
  serveWorld(ESTATE);
  await renderApp('/?view=addresses&plan=free&around=/subscriptions/x');
  expect((await result()).textContent).toContain('10.0.4.0/24');
  expect(screen.getByRole('radio', { name: 'Everything in the estate' })).toHaveProperty('checked', true);
});

test('an estate without overlaps says so', async () => {
  serveWorld('vnet a 10.0.0.0/24\n');
  await renderApp('/?view=addresses&plan=overlaps');
  expect(await screen.findByText('No two VNets that are visible have overlapping prefixes.')).toBeTruthy();
});
