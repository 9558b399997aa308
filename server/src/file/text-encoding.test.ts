import { describe, expect, test } from 'vitest';
import { decodeText } from './text-encoding.ts';

const UTF8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const LE_MARK = Buffer.from([0xff, 0xfe]);
const BE_MARK = Buffer.from([0xfe, 0xff]);
const utf8 = (text: string) => Buffer.from(text);
const le = (text: string) => Buffer.from(text, 'utf16le');
const be = (text: string) => Buffer.from(text, 'utf16le').swap16();

const FIRST = '[{"name":"hüb 日本"}]\n';
const SECOND = '[{"name":"spøke"}]\n';

describe('a text file', () => {
  test.each([
    ['UTF-8', utf8(FIRST)],
    ['UTF-8 with a mark', Buffer.concat([UTF8_MARK, utf8(FIRST)])],
    ['UTF-16 with a mark', Buffer.concat([LE_MARK, le(FIRST)])],
    ['big-endian UTF-16 with a mark', Buffer.concat([BE_MARK, be(FIRST)])],
    ['UTF-16 without a mark', le(FIRST)],
    ['big-endian UTF-16 without a mark', be(FIRST)],
  ])('is decoded as %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text: FIRST });
  });

  test.each([
    ['UTF-8, then UTF-16 as `>>` of Windows PowerShell appends it', Buffer.concat([utf8(FIRST), le(SECOND)])],
    ['UTF-8, then UTF-16 with a mark', Buffer.concat([utf8(FIRST), LE_MARK, le(SECOND)])],
    ['UTF-16 with a mark, then UTF-8', Buffer.concat([LE_MARK, le(FIRST), utf8(SECOND)])],
    ['UTF-16 with a mark, then UTF-8 with a mark', Buffer.concat([LE_MARK, le(FIRST), UTF8_MARK, utf8(SECOND)])],
    ['big-endian, then little-endian UTF-16', Buffer.concat([BE_MARK, be(FIRST), LE_MARK, le(SECOND)])],
    ['two files in UTF-8 with marks', Buffer.concat([UTF8_MARK, utf8(FIRST), UTF8_MARK, utf8(SECOND)])],
  ])('may change its encoding: %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: true, text: FIRST + SECOND });
  });

  test.each([
    ['Latin-1', Buffer.from('[{"name":"hüb"}]', 'latin1')],
    ['UTF-16 that is cut in the middle of a character', Buffer.concat([LE_MARK, le('["\ud83d\ude00"]').subarray(0, 6)])],
    ['bytes at random', Buffer.from([0x5b, 0x22, 0xc3, 0x28, 0x22, 0x5d])],
  ])('is rejected, not guessed: %s', (_name, bytes) => {
    expect(decodeText(bytes)).toEqual({ ok: false, problem: expect.stringContaining('neither UTF-8 nor UTF-16') });
  });

  test('may be empty', () => {
    expect(decodeText(new Uint8Array())).toEqual({ ok: true, text: '' });
    expect(decodeText(Buffer.from([0xef, 0xbb, 0xbf]))).toEqual({ ok: true, text: '' });
  });
});
