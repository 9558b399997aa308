import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { show } from '../testing/show.tsx';
import { ModeSwitch } from './mode-switch.tsx';

afterEach(cleanup);

const showSwitch = (kind: 'file' | 'azure', mode: 'none' | 'read-only') =>
  show(<ModeSwitch status={{ source: { kind, name: 'test' }, changes: { mode, serial: 0, running: [] } }} onAnnounce={vi.fn()} />);

test('a file is shown as read-only, with the reason, and nothing happens on a click', async () => {
  const { user } = showSwitch('file', 'none');
  const button = screen.getByRole('button', { name: 'Read-only' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
  await user.click(button);
  expect(await screen.findByText(/^Read-only\. Files show an estate and cannot change it/)).toBeTruthy();
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
