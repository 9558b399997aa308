import type { PlanDocument } from '@peerscape/shared/api';
import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { entriesOf } from '../../features/health/index.ts';
import { topologyOf } from '../../testing/worlds.ts';
import { findNextFinding } from './next-finding.ts';

const WORLD =
  'vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nvnet c 10.3.0.0/16\nhub -> a Initiated\nhub -> b Initiated\nhub <-> c no-access |';
const report = runRules(topologyOf(WORLD));
const listed = entriesOf({ report, muted: new Map() });
const fixed = (...places: readonly string[]) =>
  report.findings.filter(({ where }) => places.includes(where)) as unknown as PlanDocument['closes'];
const next = (...places: readonly string[]) => findNextFinding(listed, fixed(...places))?.where;

test('the next finding is the next one of the same rule, then the first one that is left', () => {
  expect(next('a → hub')).toBe('b → hub');
  expect(next('b → hub')).toBe('a → hub');
  expect(next('a → hub', 'b → hub')).toBe('c ↔ hub');
});

test('there is no next finding after a change that fixed none, or that fixed all', () => {
  expect(next()).toBeUndefined();
  expect(findNextFinding(listed.slice(0, 1), fixed('a → hub', 'b → hub', 'c ↔ hub'))).toBeUndefined();
});
