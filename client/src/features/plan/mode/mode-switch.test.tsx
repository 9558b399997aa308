import { createProblem, type Status } from '@peerscape/shared/api';
import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { show } from '../testing/show.tsx';
import { ModeSwitch } from './mode-switch.tsx';

afterEach(cleanup);

const showSwitch = (kind: 'file' | 'azure', mode: Status['changes']['mode'], store?: Status['store']) =>
  show(
    <ModeSwitch
      status={{ source: { kind, name: 'test' }, changes: { mode, serial: 0, running: [] }, ...(store && { store }) }}
      onAnnounce={vi.fn()}
    />,
  );

test('a file is shown as read-only, with the reason, and nothing happens on a click', async () => {
  const { user } = showSwitch('file', 'none');
  const button = screen.getByRole('button', { name: 'Read-only' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await user.click(button);
  expect(await screen.findByText('Files are read-only. Save the plan as code instead.')).toBeTruthy();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('Azure can be allowed to change', () => {
  showSwitch('azure', 'read-only');
  expect(screen.getByRole('button', { name: 'Read-only' }).getAttribute('aria-disabled')).toBeNull();
});

test('nothing is shown until the mode of Azure is known', () => {
  showSwitch('azure', 'none');
  expect(screen.queryByRole('button')).toBeNull();
});

test('Azure can be changed while the store has no problem, and is read-only with the reason while it has one', async () => {
  const store = { kind: 'file', bytes: null, retentionDays: null, problem: null } as const;
  showSwitch('azure', 'allowed', store);
  expect(screen.getByRole('button', { name: 'Changes allowed' }).getAttribute('aria-disabled')).toBeNull();
  cleanup();
  const { user } = showSwitch('azure', 'allowed', { ...store, problem: createProblem('store-unavailable') });
  await user.hover(screen.getByRole('button', { name: 'Read-only' }));
  expect(await screen.findByText('Read-only. The data store cannot be written')).toBeTruthy();
});
