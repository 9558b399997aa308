import { lastName } from '../arm/index.ts';

const LONGEST = 80;

/** `{local}-{remote}`, cut to what Azure takes; where that is taken, with a number behind it. */
export function freeName(localId: string, remoteId: string, isTaken: (name: string) => boolean): string {
  const base = `${lastName(localId)}-${lastName(remoteId)}`;
  for (let n = 1; ; n++) {
    const tail = n === 1 ? '' : `-${n}`;
    const name = `${base.slice(0, LONGEST - tail.length).replace(/[.-]+$/, '')}${tail}`;
    if (!isTaken(name)) return name;
  }
}

/** Whether Azure takes the name: 1 to 80, begins alphanumeric, ends alphanumeric or `_`, `. _ -` between (resource-name-rules). */
export const isHalfName = (name: string): boolean => name.length <= LONGEST && /^[A-Za-z0-9](?:[\w.-]*\w)?$/.test(name);
