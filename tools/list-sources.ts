import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Sources } from './check-imports.ts';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** Lists the files of this checkout: tracked files, and new files that are not ignored. */
export function listSources(): Sources {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' });
  const files = listed.split('\n').filter((file) => file !== '' && existsSync(path.join(root, file)));
  return { files, read: (file) => readFileSync(path.join(root, file), 'utf8') };
}
