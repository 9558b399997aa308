import { NO_ROWS } from '@peerscape/shared/topology';
import { computeFingerprint } from '../src/analysis/fingerprint.ts';
import { createModel } from '../src/analysis/model.ts';
import { TASKS } from '../src/analysis/tasks.ts';
import type { Analysis } from '../src/work/analysis.ts';

/** Creates an analysis without a thread, for tests of what uses it. */
export function createInlineAnalysis(): Analysis {
  let model = createModel(NO_ROWS);
  return {
    load: async ({ rows, unread }) => computeFingerprint(rows, unread),
    run: async (name, current, input) => {
      const { rows, ...header } = current();
      if (model.rows !== rows) model = createModel(rows);
      return TASKS[name](model, header, input);
    },
  };
}
