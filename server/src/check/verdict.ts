import type { Severity } from '@peerscape/shared/health';
import type { FailOn, Options } from './arguments.ts';
import type { Looked } from './look.ts';

/** How the check ends: 0 well, 1 something was found, 2 it could not look. */
export interface Verdict {
  readonly code: 0 | 1 | 2;
  readonly sentence: string;
}

const COUNTED: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
  none: [],
};

/**
 * A fault that was seen fails whatever else was not seen. Where nothing was seen, a part that was not read keeps it from passing: a pipeline
 * that turns green because a right was taken away is worse than none. Who knows of the gap says so with `--accept-unread`; who asks for a
 * report only (`none`) gets one.
 */
export function verdictOn({ snapshot, report }: Looked, { failOn, acceptUnread }: Pick<Options, 'failOn' | 'acceptUnread'>): Verdict {
  const { rows, unread } = snapshot;
  if (rows.vnets.length + rows.halves.length === 0) return { code: 2, sentence: NOTHING_READ };
  const found = report.findings.filter(({ severity }) => COUNTED[failOn].includes(severity)).length;
  if (found > 0) return { code: 1, sentence: `Failed: ${found} ${found === 1 ? 'finding' : 'findings'} ${WORDS[failOn]}` };
  if (failOn === 'none') return { code: 0, sentence: 'Reported; nothing was to fail' };
  const clean = `no findings ${WORDS[failOn]}`;
  if (unread.length === 0) return { code: 0, sentence: `Passed: ${clean}` };
  if (acceptUnread) return { code: 0, sentence: `Passed: ${clean} in what could be read` };
  return { code: 2, sentence: `Could not look everywhere: ${clean} in what could be read; --accept-unread lets that pass` };
}

const WORDS: Readonly<Record<FailOn, string>> = {
  error: 'at error',
  warning: 'at warning or above',
  info: 'at info or above',
  none: '',
};

const NOTHING_READ = 'Could not look: not one virtual network was read; check the file, or the rights of this identity';
