/** `npm run imports`: checks every import against import-rules.ts; exits with 1 if one is not allowed. */
import { checkImports } from './check-imports.ts';
import { listSources } from './list-sources.ts';

const sources = listSources();
const offences = checkImports(sources);
for (const { file, line, text } of offences) console.error(`${file}:${line} ${text}`);
console.log(
  offences.length === 0 ? `${sources.files.length} files have allowed imports only` : `${offences.length} imports are not allowed`,
);
process.exitCode = offences.length === 0 ? 0 : 1;
