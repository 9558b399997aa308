import { expect, test } from 'vitest';
import { fileNameOf } from './file-name.ts';

const READ_AT = '2026-11-28T10:00:00.000Z';

test('a file name contains the source, the content and the date', () => {
  expect(fileNameOf({ name: 'contoso (sandbox)' }, 'map', READ_AT, 'svg')).toBe('contoso-map-2026-11-28.svg');
  expect(fileNameOf({ name: 'estate.json' }, 'estate', READ_AT, 'json')).toBe('estate-estate-2026-11-28.json');
});

test('a file name contains only characters that every file system accepts', () => {
  for (const name of ['../../etc/passwd', 'a/b\\c:d*e?f"g<h>i|j', '\u202egnp', '', '.', 'über 😀'])
    expect(fileNameOf({ name }, 'map', READ_AT, 'png')).toMatch(/^[A-Za-z0-9][A-Za-z0-9._-]*-map-2026-11-28\.png$/);
});
