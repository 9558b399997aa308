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

/** Finds the links to files of the project: `](file)`, `src="file"` and `srcset="file"`. */
const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .flatMap((match) => match[1] ?? match[2] ?? [])
    .filter((link) => !/^(https?:|#)/.test(link));

/** Derives the anchors of headings as common viewers do. */
const anchorsIn = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
    (match[1] ?? '')
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

it('the page of settings names each setting that the server reads', () => {
  const code = readFileSync(path.join(root, 'server/src/config.ts'), 'utf8');
  const settings = [...code.matchAll(/^ {2}(PEERSCAPE_\w+|DATABASE_URL):/gm)].map(([, name = '']) => name);
  const page = readFileSync(path.join(root, 'docs/settings.md'), 'utf8');
  expect(settings.length).toBeGreaterThan(15);
  expect(settings.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
});

describe('the docs', () => {
  it.each(markdownIn('.'))('%s links only to existing files and anchors', (page) => {
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

  it('lists exactly the packages that are used', () => {
    const own = [...used].filter((name) => !name.startsWith('@peerscape/'));
    expect([...documented].sort()).toEqual(own.sort());
  });
});
