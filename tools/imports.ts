/** `npm run imports`: every import of the project against the table in import-rules.ts; ends with 1 where one is not allowed. */
import { checkImports } from './check-imports.ts';
import { listSources } from './list-sources.ts';

const sources = listSources();
const offences = checkImports(sources);
for (const { file, line, text } of offences) console.error(`${file}:${line} ${text}`);
console.log(offences.length === 0 ? `${sources.files.length} files import what they may` : `${offences.length} imports are not allowed`);
process.exitCode = offences.length === 0 ? 0 : 1;
