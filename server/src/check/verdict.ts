import type { EvaluatedExpectation, ExpectationResult } from '@peerscape/shared/expectations';
import type { Severity } from '@peerscape/shared/health';
import { formatCount, type Snapshot } from '@peerscape/shared/topology';
import type { CheckOptions, FailOn } from './arguments.ts';
import type { CheckResult } from './check-source.ts';

/** Result of a check. Exit codes: 0 passed, 1 findings, 2 not possible or not complete. */
export interface Verdict {
  readonly code: 0 | 1 | 2;
  readonly message: string;
}

/** Severities that fail a check, by the option `--fail-on`. */
const FAILING_SEVERITIES: Readonly<Record<FailOn, readonly Severity[]>> = {
  error: ['error'],
  warning: ['error', 'warning'],
  info: ['error', 'warning', 'info'],
  none: [],
};

/**
 * Decides the verdict of a check: that of its findings and that of its expectations, of which a failure counts more than an incomplete check.
 * With `--fail-on none`, findings are only reported.
 */
export function decideVerdict(result: CheckResult, options: Pick<CheckOptions, 'failOn' | 'acceptUnread'>): Verdict {
  const onFindings = decideOnFindings(result, options);
  if (!result.expectations) return onFindings;
  const onExpectations = decideOnExpectations(result.expectations.results);
  if (options.failOn === 'none' && onFindings.code === 0) return onExpectations;
  const codes = [onFindings.code, onExpectations.code];
  return { code: codes.includes(1) ? 1 : codes.includes(2) ? 2 : 0, message: `${onFindings.message}. ${onExpectations.message}` };
}

/** An expectation that is broken fails the check; one that is inconclusive prevents a pass. */
function decideOnExpectations(results: readonly EvaluatedExpectation[]): Verdict {
  const countOf = (result: ExpectationResult): number => results.filter((one) => one.result === result).length;
  const describe = (count: number, what: string): string =>
    `${count} of ${formatCount(results.length, 'expectation')} ${count === 1 ? 'is' : 'are'} ${what}`;
  const [broken, inconclusive] = [countOf('broken'), countOf('inconclusive')];
  if (broken > 0) return { code: 1, message: `Failed: ${describe(broken, 'broken')}` };
  if (inconclusive > 0) return { code: 2, message: `Incomplete: ${describe(inconclusive, 'inconclusive')}` };
  return { code: 0, message: `Passed: ${describe(results.length, 'met')}` };
}

/**
 * Decides on findings. A finding fails it even if other parts could not be read. Without findings, a read error prevents a pass,
 * because a pipeline must not turn green when a permission is revoked. Findings in a baseline do not count. `--accept-unread` accepts known gaps, and `--fail-on none` only reports.
 */
function decideOnFindings(
  { snapshot, report, baseline }: CheckResult,
  { failOn, acceptUnread }: Pick<CheckOptions, 'failOn' | 'acceptUnread'>,
): Verdict {
  const { rows, unread } = snapshot;
  if (rows.vnets.length + rows.halves.length === 0) return { code: 2, message: describeNothingRead(snapshot) };
  const failing = report.findings.filter(({ severity }) => FAILING_SEVERITIES[failOn].includes(severity));
  const count = failing.filter(({ id }) => !baseline?.ids.has(id)).length;
  const known = baseline ? ` (${baseline.ids.size} known from ${baseline.name})` : '';
  const kind = baseline ? 'new ' : '';
  if (count > 0)
    return { code: 1, message: `Failed: ${count} ${kind}${count === 1 ? 'finding' : 'findings'} ${LEVEL_LABELS[failOn]}${known}` };
  if (failOn === 'none') return { code: 0, message: `Passed: --fail-on none only reports findings${known}` };
  const noFindings = `no ${kind}findings ${LEVEL_LABELS[failOn]}`;
  if (unread.length === 0) return { code: 0, message: `Passed: ${noFindings}${known}` };
  if (acceptUnread) return { code: 0, message: `Passed: ${noFindings} in the parts that could be read${known}` };
  return {
    code: 2,
    message: `Incomplete: ${noFindings} in the parts that could be read${known}. Use --accept-unread to pass although something could not be read`,
  };
}

const LEVEL_LABELS: Readonly<Record<FailOn, string>> = {
  error: 'of severity error',
  warning: 'of severity warning or higher',
  info: 'of severity info or higher',
  none: '',
};

const describeNothingRead = ({ source }: Snapshot): string =>
  `Nothing to check: no virtual networks were read. ${source.kind === 'file' ? 'Export them with "az network vnet list -o json"' : 'Check the permissions of the identity'}`;
