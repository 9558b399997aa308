import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resourceKey } from '@peerscape/shared/arm';
import { expect, test } from 'vitest';
import { locateResources } from './resource-locations.ts';

const directory = mkdtempSync(join(tmpdir(), 'peerscape-'));

function file(name: string, text: string | Buffer): string {
  const path = join(directory, name);
  writeFileSync(path, text);
  return path;
}

test('locates each resource at the first line of the first file that contains its id', async () => {
  const one = file('one.json', '[\n {"id": "/A/b",\n  "remoteId":"/c/d", "name": "/x/y"},\r\n {"id" : "/c/D"}\n]');
  const two = file('two.json', '{"id":"/a/B"}\n{"id":"/e/f"}');
  const locations = await locateResources([one, two]);
  expect([...locations]).toEqual([
    [resourceKey('/a/b'), { file: one, line: 2 }],
    [resourceKey('/c/d'), { file: one, line: 3 }],
    [resourceKey('/e/f'), { file: two, line: 2 }],
  ]);
});

test('reads UTF-16 as written by Windows PowerShell', async () => {
  const wide = file('wide.json', Buffer.from('\ufeff[\n{"id":"/a/b"}]', 'utf16le'));
  expect((await locateResources([wide])).get(resourceKey('/a/b'))).toEqual({ file: wide, line: 2 });
});
