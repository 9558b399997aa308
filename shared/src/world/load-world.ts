import { contoso } from '../../worlds/contoso.ts';
import { course } from '../../worlds/course.ts';
import { lab } from '../../worlds/lab.ts';
import { type ParseResult, parseFailure, parseSuccess } from '../net/index.ts';
import { equip } from './equip.ts';
import { generateWorld } from './generate.ts';
import { readWorld, type World } from './read.ts';

/** Built-in fixtures, as text, by name. */
export const WORLDS: Readonly<Record<string, string>> = { contoso, course, lab };

const LARGEST = 20_000;

/** Loads a built-in fixture by name, or generates one for `generated:N[:seed]`, with more than VNets for `generated:N:equipped[:seed]`. */
export function loadWorld(spec: string): ParseResult<World> {
  const text = Object.hasOwn(WORLDS, spec) ? WORLDS[spec] : undefined;
  if (text !== undefined) return readWorld(text);
  const isEquipped = spec.split(':')[2] === 'equipped';
  const [kind, count = '', seed = '7'] = spec.replace(':equipped', '').split(':');
  if (kind !== 'generated')
    return parseFailure(`there is no world named "${spec}"; use ${Object.keys(WORLDS).join(', ')}, generated:N or a file`);
  if (!/^[1-9]\d{0,5}$/.test(count) || Number(count) > LARGEST)
    return parseFailure(`generated:N needs a number of VNets from 1 to ${LARGEST}, not "${count}"`);
  if (!/^\d{1,9}$/.test(seed)) return parseFailure(`the seed in generated:N:SEED must be a number, not "${seed}"`);
  const world = generateWorld({ vnets: Number(count), seed: Number(seed) });
  return parseSuccess(isEquipped ? equip(world) : world);
}
