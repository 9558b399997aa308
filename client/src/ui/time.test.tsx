import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { Time } from './time.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllEnvs();
});

const AT = '2026-11-22T23:42:07.512Z';

const show = (isPlain = false) => render(<Time at={AT} now={Date.parse('2026-11-23T08:00:00Z')} isPlain={isPlain} />);
const LOCAL = '05:12:07 (UTC+5:30)';
const UTC = '2026-11-22 23:42:07 UTC';

test('a time is shown in the zone of the reader, and in UTC on hover', async () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  const user = userEvent.setup();
  show();
  const time = screen.getByText(LOCAL);
  expect(time.getAttribute('dateTime')).toBe(AT);
  await user.hover(time);
  expect((await screen.findByRole('tooltip')).textContent).toBe(UTC);
  await user.unhover(time);
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
});

test('UTC is shown by keyboard and after a tap, until Escape or until the focus leaves', async () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  const user = userEvent.setup();
  show();
  await user.tab();
  expect((await screen.findByRole('tooltip')).textContent).toBe(UTC);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
  await user.tab();
  await user.pointer([{ keys: '[TouchA]', target: screen.getByText(LOCAL) }]);
  expect((await screen.findByRole('tooltip')).textContent).toBe(UTC);
  await user.tab();
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
});

test('within a button a time is plain text', () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  show(true);
  expect(screen.queryByRole('button')).toBeNull();
  expect(screen.getByText(LOCAL).title).toBe(UTC);
});

test('the date is shown unless it is today, and always where the current time does not matter', () => {
  vi.stubEnv('TZ', 'UTC');
  render(
    <>
      <Time at={Date.parse(AT)} now={Date.parse('2026-11-24T08:00:00Z')} />
      <Time at={AT} />
    </>,
  );
  expect(screen.getAllByText('2026-11-22 23:42:07 (UTC)')).toHaveLength(2);
});
