import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runReach } from '../src/reach/run-reach.ts';
import { createFakeClock } from './fake-clock.ts';

/**
 * Networks that were measured on Azure, with what was measured. Each is one or several files of resources, as Resource Graph returns them; the
 * second lab is the first with a route table.
 */
const LABS = [
  { name: '1-two-spokes', files: ['1-two-spokes'], hasLearned: false },
  { name: '2-udr-to-a-load-balancer', files: ['1-two-spokes', '2-udr-to-a-load-balancer'], hasLearned: false },
  { name: '3-hub-with-nva-and-gateway', files: ['3-hub-with-nva-and-gateway'], hasLearned: true },
] as const;

const directory = fileURLToPath(new URL('labs', import.meta.url));
const parse = (file: string) => JSON.parse(readFileSync(`${directory}/${file}`, 'utf8'));

/** A question with the measured answer. */
interface MeasuredQuestion {
  readonly id: string;
  readonly verdict: string;
  /** Addresses of the appliances on the way there, where they were measured. */
  readonly appliances?: readonly string[];
  /** True if the answer may be unknown without the routes that gateways have learned. */
  readonly canBeUnknownWithoutLearned?: true;
}

interface PrintedAnswer {
  readonly id: string;
  readonly verdict: string;
  readonly forward: { readonly hops: readonly { readonly steps: readonly { readonly kind: string; readonly ip?: string }[] }[] };
}

async function run(argv: readonly string[]): Promise<string> {
  const { code, out, err } = await runReach({ argv, environment: {}, directory, colours: false, clock: createFakeClock() });
  expect([code, code === 0 ? '' : err]).toEqual([0, '']);
  return out;
}

describe.each(LABS)('lab $name', ({ name, files, hasLearned }) => {
  const sources = files.flatMap((file) => ['--file', `${file}.jsonl`]);
  const learned = hasLearned ? ['--learned', `${name}.learned.json`] : [];
  const measured: readonly MeasuredQuestion[] = parse(`${name}.questions.json`);
  const answer = async (argv: readonly string[]): Promise<readonly PrintedAnswer[]> =>
    JSON.parse(await run([...sources, ...argv, '--ask', `${name}.questions.json`, '--format', 'json'])).answers;
  const appliancesOf = ({ forward }: PrintedAnswer) =>
    forward.hops.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'appliance').map(({ ip }) => ip));

  test('has the measured answers, through the measured appliances', async () => {
    const answers = await answer(learned);
    const withAppliances = new Set(measured.flatMap(({ id, appliances }) => (appliances ? id : [])));
    expect(
      answers.map((one) => ({
        id: one.id,
        verdict: one.verdict,
        ...(withAppliances.has(one.id) && { appliances: appliancesOf(one) }),
      })),
    ).toEqual(measured.map(({ id, verdict, appliances }) => ({ id, verdict, ...(appliances && { appliances }) })));
  });

  test('has no wrong answer without learned routes', async () => {
    const answers = await answer([]);
    const wrong = measured.filter(({ verdict, canBeUnknownWithoutLearned }, i) => {
      const given = answers[i]?.verdict;
      return given !== verdict && !(canBeUnknownWithoutLearned && given === 'unknown');
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

interface PrintedRoute {
  readonly source: string;
  readonly state: string;
  readonly prefixes: readonly string[];
  readonly nextHopType: string;
  readonly nextHopIps: readonly string[];
}

interface MeasuredRoute {
  readonly source: string;
  readonly state: string;
  readonly prefix: string;
  readonly nextHopType: string;
  readonly nextHopIp?: string;
}

test('lab 2-udr-to-a-load-balancer has the measured effective routes, and no others', async () => {
  const measured: Readonly<Record<string, readonly MeasuredRoute[]>> = parse('2-udr-to-a-load-balancer.routes.json');
  for (const [subnet, expected] of Object.entries(measured)) {
    const files = ['--file', '1-two-spokes.jsonl', '--file', '2-udr-to-a-load-balancer.jsonl'];
    const { routes }: { readonly routes: readonly PrintedRoute[] } = JSON.parse(
      await run(['routes', ...files, '--subnet', subnet, '--format', 'json']),
    );
    const printed = routes.flatMap(({ source, state, prefixes, nextHopType, nextHopIps: [nextHopIp] }) =>
      prefixes.map((prefix) => ({ source, state, prefix, nextHopType, ...(nextHopIp !== undefined && { nextHopIp }) })),
    );
    const inOrder = (list: readonly MeasuredRoute[]) => list.map((route) => JSON.stringify(route)).sort();
    expect(inOrder(printed)).toEqual(inOrder(expected));
  }
});
