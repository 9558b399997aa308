import type { Ref, RefCallback } from 'react';

/** One ref that fills both. */
export const mergeRefs =
  <T>(...refs: readonly Ref<T>[]): RefCallback<T> =>
  (value) => {
    for (const ref of refs) {
      if (typeof ref === 'function') ref(value);
      else if (ref) ref.current = value;
    }
  };
