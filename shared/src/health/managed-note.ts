import { type Change, halfFrom, managerOf, nodeOf, peeringKey, type Topology } from '../topology/index.ts';
import type { Namer } from './verdict-subject.ts';

/** Returns a sentence that names the tools that manage the changed halves or their counterparts; empty if none is known. */
export function managedNote(topology: Topology, changes: readonly Change[], name: Namer): string {
  const halvesByTool = new Map<string, Set<string>>();
  for (const { from, to } of changes) {
    const peering = topology.peerings.get(peeringKey(from, to));
    for (const [owner, remote] of [
      [from, to],
      [to, from],
    ] as const) {
      const half = peering && halfFrom(peering, owner);
      // of the counterpart, only a half that exists is managed
      const tool = half || owner === from ? managerOf(half, nodeOf(topology, owner)) : undefined;
      if (tool !== undefined) halvesByTool.set(tool, (halvesByTool.get(tool) ?? new Set()).add(`${name(owner)} → ${name(remote)}`));
    }
  }
  return [...halvesByTool]
    .map(([tool, halves]) => ` ${tool} manages ${[...halves].join(' and ')}; preferably, make the change there.`)
    .join('');
}
