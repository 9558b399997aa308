import { readFileSync } from 'node:fs';
import { type ParseResult, parseFailure } from '@peerscape/shared/net';
import { loadWorld, readWorld, WORLDS, type World } from '@peerscape/shared/world';

/** Returns a built-in or generated world by its name, or reads it from a file. */
export function findFixture(spec: string): ParseResult<World> {
  if (Object.hasOwn(WORLDS, spec) || /^generated\b/.test(spec)) return loadWorld(spec);
  try {
    const world = readWorld(readFileSync(spec, 'utf8'));
    return world.ok ? world : parseFailure(`${spec}, ${world.problem}`);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT')
      return parseFailure(`"${spec}" is neither a world nor a file; available worlds: ${Object.keys(WORLDS).join(', ')}, generated:N`);
    return parseFailure(`the world file "${spec}" cannot be read (${code ?? String(error)})`);
  }
}
