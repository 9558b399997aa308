import { runRules } from '@peerscape/shared/health';
import { expect, test } from 'vitest';
import { topologyOf } from '../../testing/worlds.ts';
import { activeMutes, createMute, findMuted, type MuteScope, parseMutes } from './mutes.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const DAY = 86_400_000;
const { findings } = runRules(
  topologyOf('vnet hub 10.0.0.0/16\nvnet a 10.1.0.0/16\nvnet b 10.2.0.0/16\nhub -> a Initiated\nhub -> b Disconnected\n'),
);
const [first] = findings;
if (!first) throw new Error('The fixture has no findings');
const muted = (scope: MuteScope) => [...findMuted(findings, [createMute(scope, 'what', 'why', 7, NOW)]).keys()];

test('a scope is one finding, a rule, or a set of VNets', () => {
  expect(findings.map(({ code }) => code)).toEqual(['VNP101', 'VNP102']);
  expect(muted({ kind: 'finding', id: first.id })).toEqual([first.id]);
  expect(muted({ kind: 'code', code: 'VNP102' })).toEqual([findings[1]?.id]);
  expect(muted({ kind: 'place', keys: first.about.keys })).toEqual([first.id]);
});

test('a VNet scope covers every finding that affects the VNet, and a scope of two VNets only what affects both', () => {
  const hub = first.about.keys.find((key) => key.endsWith('/hub'));
  expect(muted({ kind: 'place', keys: hub ? [hub] : [] })).toHaveLength(2);
  expect(muted({ kind: 'place', keys: ['/subscriptions/elsewhere'] })).toEqual([]);
});

test('a mute expires exactly after its days, and one without expiry never does', () => {
  const [weekly, permanent] = [
    createMute({ kind: 'code', code: 'VNP101' }, 'w', 'why', 7, NOW),
    createMute({ kind: 'code', code: 'VNP101' }, 'e', 'why', null, NOW),
  ];
  expect(activeMutes([weekly, permanent], NOW + 7 * DAY - 1000)).toEqual([weekly, permanent]);
  expect(activeMutes([weekly, permanent], NOW + 7 * DAY)).toEqual([permanent]);
});

test('stored mutes are parsed, and invalid entries are skipped', () => {
  const mute = createMute({ kind: 'code', code: 'VNP101' }, 'All of this rule', ' because ', 30, NOW);
  expect(mute.reason).toBe('because');
  expect(parseMutes(JSON.stringify([mute, { ...mute, reason: '' }, { ...mute, until: 'soon' }, 7, null]))).toEqual([mute]);
  expect([parseMutes(''), parseMutes('{'), parseMutes('{}')]).toEqual([[], [], []]);
});
