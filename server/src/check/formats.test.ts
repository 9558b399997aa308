import { CATALOGUE, runRules } from '@peerscape/shared/health';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { describe, expect, test } from 'vitest';
import { asJson } from './as-json.ts';
import { asSarif } from './as-sarif.ts';
import { asText, countLine } from './as-text.ts';
import type { Looked } from './look.ts';

const NAME = '\n::error::x ##vso[task.complete]{0}[a](b)\u001b[2J';

/** One missing half, where the VNet without it has a hostile name. */
function looked(name = NAME): Looked {
  const world = readWorld('# w\nvnet hub 10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub -> spoke Initiated');
  if (!world.ok) throw new Error(world.problem);
  const text = JSON.stringify(visibleRows(world.value)).replaceAll(
    'virtualNetworks/spoke',
    `virtualNetworks/${JSON.stringify(name).slice(1, -1)}`,
  );
  const rows = JSON.parse(text) as TopologyRows;
  const unread = [{ scope: 's', name, code: 'Code', message: name }];
  const snapshot = { format: 1, revision: 1, readAt: '2026-01-01T00:00:00.000Z', source: { kind: 'file', name }, unread, rows } as const;
  return { snapshot, report: runRules(buildTopology(rows)) };
}

describe('text', () => {
  test('lets no name speak to the terminal or to the build', () => {
    const text = asText(looked(), false);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(text).not.toMatch(/^\s*::|##vso\[|##\[/m);
    expect(text).toContain('\\u000a::error::x');
  });

  test('has colours only when they are asked for', () => {
    expect(asText(looked('spoke'), true)).toContain('\u001b[31mErrors\u001b[0m (1)');
    expect(asText(looked('spoke'), false)).not.toContain('\u001b');
  });

  test('closes with the counts', () => {
    expect(asText(looked('spoke'), false).endsWith(`\n${countLine(looked('spoke'))}\n`)).toBe(true);
    expect(countLine(looked('spoke'))).toBe(
      'spoke, 2 virtual networks, as of 2026-01-01T00:00:00.000Z: 1 error, 0 warnings, 0 notes, 1 not read',
    );
  });
});

describe('JSON and SARIF', () => {
  const sarif = () =>
    JSON.parse(asSarif(looked(), { version: '1.2.3', rules: CATALOGUE, pages: new Map(), places: new Map(), directory: '/' })).runs[0];

  test('keep a name as it is where it is data', () => {
    expect(JSON.parse(asJson(looked())).findings[0].about[0]).toContain(NAME);
    expect(sarif().results[0].locations[0].logicalLocations[0].fullyQualifiedName).toContain(NAME);
  });

  test('take its placeholders and links apart where SARIF would read them', () => {
    expect(sarif().results[0].message.text).toContain('{{0}}\\[a\\](b)');
  });

  test('say in SARIF what could not be read, and that it was not a whole look', () => {
    const [invocation] = sarif().invocations;
    expect(invocation).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', properties: { scope: 's' } }],
    });
  });
});
