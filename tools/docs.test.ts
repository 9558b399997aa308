import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const SKIPPED = new Set(['node_modules', 'dist', '.git', 'test-results']);

function markdownIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (SKIPPED.has(entry.name)) return [];
    return entry.isDirectory() ? markdownIn(file) : entry.name.endsWith('.md') ? [file] : [];
  });
}

/** What a page links to inside the project: `](file)`, `src="file"` and `srcset="file"`. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .flatMap((match) => match[1] ?? match[2] ?? [])
    .filter((link) => !/^(https?:|#)/.test(link));

/** The anchors that headings make, as the usual viewers spell them. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('the docs', () => {
  it.each(markdownIn('.'))('%s links only to what is there', (page) => {
    const text = readFileSync(path.join(root, page), 'utf8');
    const broken = linksIn(text).filter((link) => {
      const [file = '', anchor] = link.split('#');
      const target = path.join(root, path.dirname(page), file);
      return !existsSync(target) || (anchor !== undefined && !anchorsIn(readFileSync(target, 'utf8')).includes(anchor));
    });
    expect(broken).toEqual([]);
  });
});

describe('the page about dependencies', () => {
  const page = readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8');
  const documented = new Set(
    [...page.matchAll(/^\| (`[^|]*`) \|/gm)].flatMap(([, names = '']) => [...names.matchAll(/`([^`]+)`/g)].map(([, name]) => name)),
  );
  const used = new Set(
    ['.', 'shared', 'sandbox', 'server', 'client', 'e2e', 'bench'].flatMap((folder) => {
      const about = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8')) as Record<
        string,
        Record<string, string> | undefined
      >;
      return Object.keys({ ...about.dependencies, ...about.devDependencies, ...about.optionalDependencies });
    }),
  );

  it('names every package that is used, and none that is not', () => {
    const own = [...used].filter((name) => !name.startsWith('@peerscape/'));
    expect([...documented].sort()).toEqual(own.sort());
  });
});
