/** The page that the tests share: what happy-dom lacks is given to it, and each file finds it as the first one did. */
import { cleanup, configure } from '@testing-library/react';
import { afterAll, vi } from 'vitest';

configure({
  // what is fetched when first shown comes through the transformer here, which takes longer than the usual second on a busy machine
  asyncUtilTimeout: 20_000,
  // without a layout the focus reaches a dialog late or not at all, and as long Fluent hides it; what assistive technology is told,
  // the journeys see in a browser
  defaultHidden: true,
});

// rows are drawn only where there is room for them, and happy-dom gives nothing a size
Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 720 });
Object.defineProperty(HTMLElement.prototype, 'clientWidth', { configurable: true, value: 1280 });
// happy-dom rejects animations that are cancelled, as browsers do, but nothing of them can be seen here; Fluent does without
Object.defineProperty(Element.prototype, 'animate', { configurable: true, value: undefined });

afterAll(() => {
  cleanup();
  vi.useRealTimers();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  localStorage.clear();
  document.body.replaceChildren();
});
