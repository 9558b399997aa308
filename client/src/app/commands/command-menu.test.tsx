import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, it, vi } from 'vitest';
import { CommandMenu } from './command-menu.tsx';
import { type CommandContext, getCommand } from './commands.ts';

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it('looks at its commands only while it is open', async () => {
  const isAvailable = vi.spyOn(getCommand('sync-all'), 'when').mockReturnValue(false);
  render(<CommandMenu context={{} as CommandContext} label="Change" icon={<i />} table={[[{ command: 'sync-all' }]]} />);
  expect(isAvailable).not.toHaveBeenCalled();
  await userEvent.click(screen.getByRole('button', { name: 'Change' }));
  expect(isAvailable).toHaveBeenCalled();
});
