import { peeringKey } from '@peerscape/shared/topology';
import { describe, expect, it } from 'vitest';
import type { HalfApplyStatus } from '../../../lib/format/half-status-styles.ts';
import { createHalfMarkers, findWritingLinks } from '../model/half-markers.ts';
import { createScene } from '../model/scene.ts';
import { keyOf, loadFixture } from '../testing/map-fixtures.ts';
import { progressLines } from './apply-progress.ts';

/** Returns the lines that an apply adds to the map of two VNets, and how many links are shown as in progress. */
function drawn(peering: string, statuses: Readonly<Record<string, HalfApplyStatus>>, isWriting = true) {
  const { elements } = loadFixture(`# Two\nvnet a 10.0.0.0/16\nvnet b 10.1.0.0/16\n${peering}\n`);
  const scene = createScene(elements, new Map());
  const toKey = (half: string) =>
    half
      .split('>')
      .map((name) => keyOf(elements, name))
      .join('>');
  const marks = createHalfMarkers(scene, new Map(Object.entries(statuses).map(([half, status]) => [toKey(half), status])));
  const nameOf = (node: number) => scene.nodes[node]?.name;
  const writing = findWritingLinks(scene, new Set(isWriting ? [peeringKey(keyOf(elements, 'a'), keyOf(elements, 'b'))] : []));
  const lines = progressLines(scene, marks, writing).map(
    ({ own, far, status, isDashed }) => `${nameOf(own)}>${nameOf(far)} ${status}${isDashed ? ' dashed' : ''}`,
  );
  return { lines, inProgress: writing.size };
}

describe('the lines of halves that are being written', () => {
  it('are drawn before the halves exist, so that no mark floats in empty space', () => {
    expect(drawn('', { 'a>b': 'running', 'b>a': 'waiting' })).toEqual({
      lines: ['a>b running dashed', 'b>a waiting dashed'],
      inProgress: 0,
    });
  });

  it('show a half that waits for its counterpart as in progress, not as an alarm', () => {
    expect(drawn('a -> b Initiated', { 'a>b': 'done', 'b>a': 'running' })).toEqual({
      lines: ['b>a running dashed', 'a>b running'],
      inProgress: 1,
    });
  });

  it('stay in progress until the link is read again', () => {
    expect(drawn('a -> b Initiated', { 'a>b': 'done', 'b>a': 'done' }).inProgress).toBe(1);
    expect(drawn('a <-> b', { 'a>b': 'done', 'b>a': 'done' })).toEqual({ lines: [], inProgress: 0 });
  });

  it('show what is left of a failed or paused apply as the alarm that it is', () => {
    expect(drawn('a -> b Initiated', { 'a>b': 'done', 'b>a': 'failed' }, false)).toEqual({ lines: ['b>a failed dashed'], inProgress: 0 });
    expect(drawn('a -> b Initiated', { 'a>b': 'done', 'b>a': 'waiting' }, false).inProgress).toBe(0);
  });

  it('leave halves that are only changed to the picture', () => {
    expect(drawn('a <-> b', { 'a>b': 'running' })).toEqual({ lines: [], inProgress: 0 });
  });
});
