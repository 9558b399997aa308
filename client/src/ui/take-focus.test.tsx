import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Panel } from './panel.tsx';

const panel = (
  <Panel kind="History" title="Changes" onClose={() => undefined}>
    content
  </Panel>
);

it('a panel that opens focuses its heading', () => {
  render(
    <>
      <button type="button">Open</button>
      {panel}
    </>,
  );
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Changes' }));
});

it('a panel that is loaded late leaves the focus in the field in which the user is typing', () => {
  const { rerender } = render(<input aria-label="Commands" />);
  screen.getByRole('textbox').focus();
  rerender(
    <>
      <input aria-label="Commands" />
      {panel}
    </>,
  );
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});
