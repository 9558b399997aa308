import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { nameOf } from '../../../lib/format/names.ts';
import { topologyOf } from '../../../testing/worlds.ts';
import { evidenceFacts } from './evidence.ts';
import { splitSentences } from './remedy-steps.tsx';

const topology = topologyOf('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nhub -> a Disconnected\n');

test('formats evidence with names instead of IDs and leaves out missing values', () => {
  const [finding] = runRules(topology).findings;
  const facts = evidenceFacts(finding?.evidence ?? {}, (key) => nameOf(topology, key));
  expect(facts).toContainEqual(['Half', 'hub → a']);
  expect(facts).toContainEqual(['Remote half exists', 'no']);
  expect(JSON.stringify(facts)).not.toContain('/subscriptions/');
  expect(evidenceFacts({ half: undefined, prefixes: [] }, String)).toEqual([]);
});

test('names settings of a half as ARM does', () => {
  expect(evidenceFacts({ proposedSettings: { allowForwarded: true, allowTransit: false } }, String)).toEqual([
    ['Proposed settings', 'allowForwardedTraffic: yes; allowGatewayTransit: no'],
  ]);
});

test('splits a remedy at its sentences, not at the dots of prefixes', () => {
  expect(splitSentences('Sync the half a → b, so that it learns 10.0.0.0/8. Create the half b → a.')).toEqual([
    'Sync the half a → b, so that it learns 10.0.0.0/8.',
    'Create the half b → a.',
  ]);
});
