import type { Topology, VNet } from '../topology/index.ts';

/** VNets of the tour, each with the prefix that identifies it in addition to its name. */
const VNETS = {
  vnet1: '10.1.0.0/16',
  vnet2: '10.2.0.0/16',
  vnet3: '10.3.0.0/16',
  /** Overlaps vnet2. */
  vnet4: '10.2.128.0/17',
  /** Contains a gateway and an appliance. */
  hub: '10.0.0.0/16',
} as const;

export type LessonName = keyof typeof VNETS;

/** VNets of the tour in the current topology. */
export type Lesson = Readonly<Record<LessonName, VNet>>;

const NAMES = Object.keys(VNETS) as readonly LessonName[];

/** Number of VNets that the tour requires. */
export const LESSON_SIZE = NAMES.length;

/** A VNet of the tour that the topology does not have. */
export interface MissingVNet {
  readonly name: LessonName;
  readonly prefix: string;
}

function findLessonVNets({ vnets }: Topology): ReadonlyMap<string, VNet> {
  const found = new Map<string, VNet>();
  for (const vnet of vnets.values()) {
    const prefix = NAMES.includes(vnet.name as LessonName) ? VNETS[vnet.name as LessonName] : undefined;
    if (prefix && vnet.addressSpace.includes(prefix) && !found.has(vnet.name)) found.set(vnet.name, vnet);
  }
  return found;
}

/** Returns the VNets of the tour; undefined if one is missing, because the tour is then not available. */
export function findLesson(topology: Topology): Lesson | undefined {
  const { vnet1, vnet2, vnet3, vnet4, hub } = Object.fromEntries(findLessonVNets(topology));
  return vnet1 && vnet2 && vnet3 && vnet4 && hub ? { vnet1, vnet2, vnet3, vnet4, hub } : undefined;
}

/** Returns the VNets of the tour that the topology does not have with the expected name and prefix. */
export function findMissingVNets(topology: Topology): readonly MissingVNet[] {
  const found = findLessonVNets(topology);
  return NAMES.filter((name) => !found.has(name)).map((name) => ({ name, prefix: VNETS[name] }));
}
