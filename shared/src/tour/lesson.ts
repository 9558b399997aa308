import type { Topology, VNet } from '../topology/index.ts';

/** The VNets that the tour speaks of, each with the prefix by which it is known besides its name. */
const VNETS = {
  vnet1: '10.1.0.0/16',
  vnet2: '10.2.0.0/16',
  vnet3: '10.3.0.0/16',
  /** Its addresses are among those of vnet2. */
  vnet4: '10.2.128.0/17',
  /** Holds a gateway and an appliance. */
  hub: '10.0.0.0/16',
} as const;

export type LessonName = keyof typeof VNETS;

/** The VNets of the lesson as they were read. */
export type Lesson = Readonly<Record<LessonName, VNet>>;

const NAMES = Object.keys(VNETS) as readonly LessonName[];

/** How many VNets the lesson has. */
export const LESSON_SIZE = NAMES.length;

/** A VNet of the lesson that is not there. */
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

/** The VNets of the lesson in that topology; undefined where one is missing: then there is nothing to give a tour of. */
export function findLesson(topology: Topology): Lesson | undefined {
  const { vnet1, vnet2, vnet3, vnet4, hub } = Object.fromEntries(findLessonVNets(topology));
  return vnet1 && vnet2 && vnet3 && vnet4 && hub ? { vnet1, vnet2, vnet3, vnet4, hub } : undefined;
}

/** The VNets of the lesson that are not in that topology under their names and with their addresses. */
export function findMissingVNets(topology: Topology): readonly MissingVNet[] {
  const found = findLessonVNets(topology);
  return NAMES.filter((name) => !found.has(name)).map((name) => ({ name, prefix: VNETS[name] }));
}
