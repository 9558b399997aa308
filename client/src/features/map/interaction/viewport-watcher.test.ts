import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchViewport } from './viewport-watcher.ts';

describe('viewport watcher', () => {
  let resize: () => void = () => undefined;
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal(
      'ResizeObserver',
      class {
        constructor(callback: () => void) {
          resize = callback;
        }
        observe() {}
        disconnect() {}
      },
    );
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  /** Watches an element and records the callbacks. */
  function watch() {
    const element = document.createElement('div');
    const calls: string[] = [];
    const watcher = watchViewport(element, {
      busy: () => calls.push('busy'),
      idle: () => calls.push('idle'),
      resized: ({ width }) => calls.push(`resized from ${width}`),
    });
    return { element, calls, watcher };
  }

  it('is idle once nothing has changed for a moment', () => {
    const { calls, watcher } = watch();
    watcher.markBusy();
    vi.advanceTimersByTime(100);
    watcher.markBusy();
    vi.advanceTimersByTime(100);
    expect(calls).toEqual(['busy', 'busy']);
    vi.advanceTimersByTime(100);
    expect(calls).toEqual(['busy', 'busy', 'idle']);
  });

  it('reports a new size once, and no callbacks after it is destroyed', () => {
    const { element, calls, watcher } = watch();
    const { width } = watcher.size;
    resize();
    expect(calls).toEqual([]);
    Object.defineProperty(element, 'clientWidth', { value: 500 });
    resize();
    resize();
    expect(calls).toEqual([`resized from ${width}`, 'busy']);
    expect(watcher.size.width).toBe(500);
    watcher.destroy();
    vi.advanceTimersByTime(1000);
    expect(calls).toEqual([`resized from ${width}`, 'busy']);
  });
});
