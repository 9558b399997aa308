import path from 'node:path';
import { parseSync } from 'oxc-parser';
import type { Offence, Sources } from './check-imports.ts';
import { WORD_LIST } from './word-list.ts';

const CODE = /\.(ts|tsx|mts|js|mjs|cjs)$/;

const REFUSED: ReadonlyMap<string, (typeof WORD_LIST)[number]> = new Map(
  WORD_LIST.flatMap((entry) => entry.words.map((word) => [word, entry] as const)),
);

/** Checks the names of all files, and every identifier that the code declares, against the word list. */
export function checkNames({ files, read }: Sources): readonly Offence[] {
  return files.flatMap((file) => {
    const stem = path.posix.basename(file).replace(/\..*$/, '');
    const ofFile = offencesOf(stem).map((text) => ({ file, line: 1, text: `the file name ${text}` }));
    if (!CODE.test(file)) return ofFile;
    const source = read(file);
    const ofCode = declaredNames(parseSync(file, source).program).flatMap(({ name, start }) =>
      offencesOf(name).map((text) => ({ file, line: source.slice(0, start).split('\n').length, text: `the name ${text}` })),
    );
    return [...ofFile, ...ofCode];
  });
}

function offencesOf(name: string): readonly string[] {
  return splitName(name).flatMap((word) => {
    const entry = REFUSED.get(word);
    return entry === undefined || entry.except?.includes(name) ? [] : [`${name} contains “${word}”; use ${entry.instead}`];
  });
}

/** The words of a name in camelCase, kebab-case or CONSTANT_CASE, in lower case. */
const splitName = (name: string): readonly string[] =>
  [...name.matchAll(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)].map(([word]) => word.toLowerCase());

interface Declaration {
  readonly name: string;
  /** Offset in the source. */
  readonly start: number;
}

/** A node of the syntax tree (ESTree with TypeScript), as far as names are concerned. */
interface SyntaxNode {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Properties that contain declared names or patterns, by the kind of node. */
const DECLARING: Readonly<Record<string, readonly string[]>> = {
  VariableDeclarator: ['id'],
  FunctionDeclaration: ['id', 'params'],
  FunctionExpression: ['id', 'params'],
  ArrowFunctionExpression: ['params'],
  ClassDeclaration: ['id'],
  TSTypeAliasDeclaration: ['id'],
  TSInterfaceDeclaration: ['id'],
  TSPropertySignature: ['key'],
  TSMethodSignature: ['key', 'params'],
  TSFunctionType: ['params'],
  PropertyDefinition: ['key'],
  MethodDefinition: ['key'],
  TSTypeParameter: ['name'],
};

function declaredNames(root: unknown): readonly Declaration[] {
  const found: Declaration[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) for (const one of node) walk(one);
    else if (isNode(node)) {
      for (const key of DECLARING[node.type] ?? []) found.push(...boundNames(node[key]));
      for (const value of Object.values(node)) if (typeof value === 'object') walk(value);
    }
  };
  walk(root);
  return found;
}

/** The names that a pattern binds; keys of a destructured object belong to whoever declared them. */
function boundNames(pattern: unknown): readonly Declaration[] {
  if (Array.isArray(pattern)) return pattern.flatMap(boundNames);
  if (!isNode(pattern)) return [];
  switch (pattern.type) {
    case 'Identifier':
      return typeof pattern.name === 'string' && typeof pattern.start === 'number' ? [{ name: pattern.name, start: pattern.start }] : [];
    case 'ObjectPattern':
      return boundNames(pattern.properties);
    case 'Property':
      return pattern.shorthand === true ? [] : boundNames(pattern.value);
    case 'ArrayPattern':
      return boundNames(pattern.elements);
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

const isNode = (value: unknown): value is SyntaxNode => typeof value === 'object' && value !== null && 'type' in value;
