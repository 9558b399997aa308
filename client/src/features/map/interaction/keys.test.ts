import { describe, expect, it } from 'vitest';
import { keyAct } from './keys.ts';

describe('keys', () => {
  const press = (key: string, more: Partial<KeyboardEvent> = {}) =>
    keyAct({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...more });

  it('step along peerings by arrow and across the map with Shift', () => {
    expect(press('ArrowUp')).toEqual({ act: 'step', direction: 'up', alongPeerings: true });
    expect(press('ArrowUp', { shiftKey: true })).toEqual({ act: 'step', direction: 'up', alongPeerings: false });
  });

  it('zoom by plus and minus, fit by 0, clear by Escape', () => {
    expect(press('+')).toMatchObject({ act: 'zoom' });
    expect(press('-')).toMatchObject({ act: 'zoom' });
    expect(press('0')).toEqual({ act: 'fit' });
    expect(press('Escape')).toEqual({ act: 'clear' });
  });

  it('belong to browser and shell with Ctrl, Alt or Meta', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey'] as const) expect(press('ArrowUp', { [held]: true })).toBeUndefined();
    expect(press('x')).toBeUndefined();
  });
});
