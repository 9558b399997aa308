import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linksOf, tableRows } from './testing/markdown-tables.ts';

const docs = path.join(path.dirname(import.meta.dirname), 'docs');
const page = readFileSync(path.join(docs, 'security.md'), 'utf8');

/** The levels of all requirements of OWASP ASVS 5.0.0: by chapter, one word per section, one digit per requirement. */
const LEVELS = {
  V1: '22 1111122223 112222222223 222 123',
  V2: '122 112 12223 23',
  V3: '3 113 12223 11222233 11122333 3 22333',
  V4: '12233 23333 22 1222',
  V5: '2 112333 113 222',
  V6: '122 111111112222 11223333 112233 22222333 2223 33 2222',
  V7: '222 1111 22 11222 223 22',
  V8: '1233 1123 133 23',
  V9: '111 1222',
  V10: '22 223 22223 1111122222233333 22222 22 222',
  V11: '2233 22233 11233 1222 23 23 33',
  V12: '12233 11 22223',
  V13: '2333 222223 2233 1222233',
  V14: '22 12223333 122',
  V15: '12233 12233 1222222 3333',
  V16: '2 22222 2222 222 2223',
  V17: '23 22223333 22',
} as const;

const CONTROLS = Object.entries(LEVELS).flatMap(([chapter, sections]) =>
  sections
    .split(' ')
    .flatMap((levels, section) => [...levels].map((level, at) => ({ id: `${chapter}.${section + 1}.${at + 1}`, level: Number(level) }))),
);
const CLAIMED = CONTROLS.filter(({ level }) => level <= 2);

const STATES = ['met', 'partly', 'not met', 'later', 'does not apply'];
const sheet = tableRows(page)
  .filter(([id]) => /^V\d+\.\d+\.\d+$/.test(id ?? ''))
  .map(([id = '', level = '', requirement = '', state = '', how = '', shown = '']) => ({ id, level, requirement, state, how, shown }));

/** Reports whether the target of a link exists: a file, or a heading of this page. */
const exists = (link: string): boolean =>
  link.startsWith('#')
    ? [...page.matchAll(/^#+ (.+)$/gm)].some(
        ([, heading = '']) =>
          `#${heading
            .toLowerCase()
            .replace(/[^\w\- ]/g, '')
            .replaceAll(' ', '-')}` === link,
      )
    : existsSync(path.join(docs, link));

describe('the security sheet', () => {
  it('has the 70 requirements of level 1 and the 183 of level 2, once', () => {
    expect([1, 2].map((level) => CLAIMED.filter((one) => one.level === level).length)).toEqual([70, 183]);
    expect(sheet.map(({ id, level }) => ({ id, level: Number(level) }))).toEqual(CLAIMED);
  });

  it.each(sheet)('$id ($requirement) says how it is met, or why not, and names what shows it', ({ requirement, state, how, shown }) => {
    expect(STATES).toContain(state);
    expect(requirement).not.toBe('');
    expect(how).not.toBe('');
    const links = linksOf(shown);
    if (state === 'met' || state === 'partly') expect(links.length).toBeGreaterThan(0);
    else if (links.length === 0) expect(shown).toBe('–');
    expect(linksOf(`${how} ${shown}`).filter((link) => !exists(link))).toEqual([]);
  });

  it('counts its rows correctly', () => {
    const counted = STATES.map((state) => [state, String(sheet.filter((one) => one.state === state).length)]);
    expect(tableRows(page).filter(([state = '', , ...rest]) => STATES.includes(state) && rest.length === 0)).toEqual(counted);
  });
});
