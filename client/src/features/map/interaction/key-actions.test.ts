import { describe, expect, it } from 'vitest';
import { toKeyAction } from './key-actions.ts';

describe('keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    toKeyAction({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

  it('step along peerings with arrows and across the map with Shift', () => {
    expect(press('ArrowUp')).toEqual({ act: 'step', direction: 'up', alongPeerings: true });
    expect(press('ArrowUp', { shiftKey: true })).toEqual({ act: 'step', direction: 'up', alongPeerings: false });
  });

  it('zoom with plus and minus, clear with Escape', () => {
    expect(press('+')).toMatchObject({ act: 'zoom' });
    expect(press('-')).toMatchObject({ act: 'zoom' });
    expect(press('Escape')).toEqual({ act: 'clear' });
  });

  it('are left to the browser and the shell with Ctrl, Alt or Meta', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey'] as const) expect(press('ArrowUp', { [modifier]: true })).toBeUndefined();
    expect(press('x')).toBeUndefined();
  });
});
