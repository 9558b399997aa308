import { CATALOGUE, runRules } from '@peerscape/shared/health';
import { buildTopology, type TopologyRows } from '@peerscape/shared/topology';
import { readWorld, visibleRows } from '@peerscape/shared/world';
import { describe, expect, test } from 'vitest';
import type { CheckResult } from './check-source.ts';
import { formatJson } from './format-json.ts';
import { formatSarif } from './format-sarif.ts';
import { formatCounts, formatText } from './format-text.ts';

const NAME = '\n::error::x ##vso[task.complete]{0}[a](b)\u001b[2J';

/** Returns the result for one missing half, where the VNet without it has a malicious name. */
function checkHostile(name = NAME): CheckResult {
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
  test('escapes names that contain commands for the terminal or the build log', () => {
    const text = formatText(checkHostile(), false);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test checks for these characters
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(text).not.toMatch(/^\s*::|##vso\[|##\[/m);
    expect(text).toContain('\\u000a::error::x');
  });

  test('has colours only on request', () => {
    expect(formatText(checkHostile('spoke'), true)).toContain('\u001b[31mErrors\u001b[0m (1)');
    expect(formatText(checkHostile('spoke'), false)).not.toContain('\u001b');
  });

  test('ends with the counts', () => {
    expect(formatText(checkHostile('spoke'), false).endsWith(`\n${formatCounts(checkHostile('spoke'))}\n`)).toBe(true);
    expect(formatCounts(checkHostile('spoke'))).toBe(
      'spoke, 2 virtual networks, as of 2026-01-01T00:00:00.000Z: 1 error, 0 warnings, 0 notes, 1 could not be read',
    );
  });
});

describe('JSON and SARIF', () => {
  const sarif = () =>
    JSON.parse(formatSarif(checkHostile(), { version: '1.2.3', rules: CATALOGUE, pages: new Map(), locations: new Map(), directory: '/' }))
      .runs[0];

  test('preserve names in data fields', () => {
    expect(JSON.parse(formatJson(checkHostile())).findings[0].about[0]).toContain(NAME);
    expect(sarif().results[0].locations[0].logicalLocations[0].fullyQualifiedName).toContain(NAME);
  });

  test('escape placeholders and links in SARIF messages', () => {
    expect(sarif().results[0].message.text).toContain('{{0}}\\[a\\](b)');
  });

  test('report in SARIF what could not be read, and that the check was not complete', () => {
    const [invocation] = sarif().invocations;
    expect(invocation).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', properties: { scope: 's' } }],
    });
  });
});
