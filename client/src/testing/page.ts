/** Prepares the page that test files share: adds what happy-dom lacks, and resets it after each file. */
import { cleanup, configure } from '@testing-library/react';
import { afterAll, vi } from 'vitest';

configure({
  // generous, because a busy machine is slow, and lazy imports are transformed here
  asyncUtilTimeout: 60_000,
  // without a layout, a dialog gets the focus late or never, and Fluent hides it until then; the journeys test accessibility in a browser
  defaultHidden: true,
});

// virtual lists render only rows that fit, and happy-dom has no layout
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 720 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1280 });
// happy-dom rejects cancelled animations, as browsers do; Fluent works without animations
Object.defineProperty(Element.prototype, 'animate', { configurable: true, value: undefined });

afterAll(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  sessionStorage.clear();
  document.body.replaceChildren();
});
