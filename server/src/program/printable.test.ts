import { expect, test } from 'vitest';
import { toPrintable } from './printable.ts';

test.each([
  ['hub-weu → spoke ünïcode 日本', 'hub-weu → spoke ünïcode 日本'],
  ['red\u001b[31m', 'red\\u001b[31m'],
  ['two\r\nlines', 'two\\u000d\\u000alines'],
  ['\u202egnp.exe', '\\u202egnp.exe'],
  ['\u2028::error::x', '\\u2028::error::x'],
  ['x ##vso[task.complete result=Succeeded;]', 'x ## vso[task.complete result=Succeeded;]'],
  ['##[error]x', '## [error]x'],
])('%j is printed as %j', (text, expected) => {
  expect(toPrintable(text)).toBe(expected);
});
