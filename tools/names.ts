/** `npm run names`: checks file names and identifiers against word-list.ts; ends with 1 if one of them contains a refused word. */
import { checkNames } from './check-names.ts';
import { listSources } from './list-sources.ts';

const offences = checkNames(listSources());
for (const { file, line, text } of offences) console.error(`${file}:${line} ${text}`);
console.log(offences.length === 0 ? 'All names use the words of the glossary' : `${offences.length} names contain a refused word`);
process.exitCode = offences.length === 0 ? 0 : 1;
