import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Time } from './time.tsx';

afterEach(() => {
  cleanup();
  vi.unstubAllEnvs();
});

const AT = '2026-11-22T23:42:07.512Z';

test('a time is shown in the zone of the reader, and in UTC on hover', () => {
  vi.stubEnv('TZ', 'Asia/Kolkata');
  render(<Time at={AT} now={Date.parse('2026-11-23T08:00:00Z')} />);
  const time = screen.getByText('05:12:07 (UTC+5:30)');
  expect(time.title).toBe('2026-11-22 23:42:07 UTC');
  expect(time.getAttribute('dateTime')).toBe(AT);
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
