import { lastName } from '../arm/index.ts';

const MAX_LENGTH = 80;

/** Returns `{local}-{remote}`, cut to the length that Azure allows, with a number appended when that name is taken. */
export function generateHalfName(localId: string, remoteId: string, isTaken: (name: string) => boolean): string {
  const base = `${lastName(localId)}-${lastName(remoteId)}`;
  for (let n = 1; ; n++) {
    const suffix = n === 1 ? '' : `-${n}`;
    const name = `${base.slice(0, MAX_LENGTH - suffix.length).replace(/[.-]+$/, '')}${suffix}`;
    if (!isTaken(name)) return name;
  }
}

/** Returns whether Azure accepts the name: 1 to 80 characters, starts alphanumeric, ends alphanumeric or `_`, `. _ -` between (resource-name-rules). */
export const isHalfName = (name: string): boolean => name.length <= MAX_LENGTH && /^[A-Za-z0-9](?:[\w.-]*\w)?$/.test(name);
