import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const versionOf = (folder: string): string => (JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { version: string }).version;

test('the page and the server have the version of the project: a page compares its own with that of the server', () => {
  expect([versionOf('client'), versionOf('server')]).toEqual([versionOf('.'), versionOf('.')]);
});
