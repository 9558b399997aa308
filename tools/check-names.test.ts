import { describe, expect, it } from 'vitest';
import { checkNames } from './check-names.ts';
import { listSources } from './list-sources.ts';
import { WORD_LIST } from './word-list.ts';

const offencesOf = (text: string, file = 'shared/src/net/planted.ts') =>
  checkNames({ files: [file], read: () => text }).map(({ line, text: offence }) => `${line}: ${offence}`);

describe('the word list', () => {
  it('is followed by every file of the project', () => {
    expect(checkNames(listSources())).toEqual([]);
  });

  it.each([
    ['a constant', 'export const halfLook = 1;'],
    ['a function', 'export function look() {}'],
    ['a parameter', 'export const x = (look: number) => 1;'],
    ['a destructured variable', 'const { status: look } = x;'],
    ['a list', 'const [look] = x;'],
    ['a default', 'const f = ({ a: look = 1 }) => 1;'],
    ['the rest', 'const { a, ...look } = x;'],
    ['a type', 'export type HalfLook = string;'],
    ['an interface', 'interface Look {}'],
    ['a property', 'interface A { readonly look: string }'],
    ['a method', 'interface A { look(): void }'],
    ['a parameter of a type', 'type F = (look: string) => void;'],
    ['a class and its members', 'class A { look = 1 }'],
    ['a constant in capitals', 'const HALF_LOOKS = 1;'],
    ['a name in JSX code', 'const look = <p />;'],
  ])('refuses a word in %s', (what, text) => {
    expect(offencesOf(`// first line\n${text}`, what.includes('JSX') ? 'client/src/ui/planted.tsx' : undefined)).toEqual([
      expect.stringMatching(/^2: the name \w*look\w* contains “looks?”; use status/i),
    ]);
  });

  it('refuses a word in the name of a file', () => {
    expect(offencesOf('', 'client/src/ui/half-look.module.css')).toEqual([
      '1: the file name half-look contains “look”; use status, style, read',
    ]);
  });

  it.each([
    ['lookup', 'const lookup = 1;'],
    ['a property that is read', 'f(x.look);'],
    ['text', "f('look');"],
    ['a property that another declares', 'const { look } = x;'],
  ])('accepts %s', (_what, text) => {
    expect(offencesOf(text)).toEqual([]);
  });

  it('lists each word once', () => {
    const words = WORD_LIST.flatMap((entry) => entry.words);
    expect(words.filter((word, i) => words.indexOf(word) !== i)).toEqual([]);
  });
});
