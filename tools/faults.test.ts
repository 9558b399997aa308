import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linksOf, tableRows } from './testing/markdown-tables.ts';

const docs = path.join(path.dirname(import.meta.dirname), 'docs');
const rows = tableRows(readFileSync(path.join(docs, 'faults.md'), 'utf8'));

/** The faults that were collected before the first release; F23a was found later. */
const IDS = [...Array.from({ length: 92 }, (_, at) => `F${String(at + 1).padStart(2, '0')}`), 'F23a'];
const TEST = /\.(test|spec)\.tsx?$/;
/** Matches the reason in a row of which a part has no test. */
const REASON = /(?:Not tested|Does not apply yet)[^.|]*[:,. ]/;

describe('the page about faults', () => {
  it('has each fault once', () => {
    expect(rows.map(([id]) => id).sort()).toEqual(IDS.sort());
  });

  it.each(rows)('%s (%s) says what happens, and names its tests or why there are none', (id, fault, visible, tested = '') => {
    expect(fault).not.toBe('');
    if (!tested.startsWith('Does not apply')) expect(visible).not.toBe('');
    const tests = linksOf(tested).filter((link) => TEST.test(link));
    expect(tests.length > 0 || REASON.test(tested), `${id}: ${tested}`).toBe(true);
    expect(linksOf(tested).filter((link) => !existsSync(path.join(docs, link)))).toEqual([]);
  });
});
