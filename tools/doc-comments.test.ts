import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { listSources } from './list-sources.ts';

const CODE = /\.(ts|tsx|mts|mjs)$/;
/** Openers that announce a question instead of saying what a function does or what a thing is. */
const QUESTION = /^\*\s*(?:\*\s*)?(?:What|Whether|Those|That|How|Who|Which|Where|When|Why)\b/;

/** Returns the doc comments that open with a question, as `file:line text`. */
function findQuestions(file: string, source: string): readonly string[] {
  return parseSync(file, source).comments.flatMap(({ type, value, start }) =>
    type === 'Block' && QUESTION.test(value) ? [`${file}:${source.slice(0, start).split('\n').length} ${value.trim()}`] : [],
  );
}

test('doc comments open with a verb, or with what the thing is, and not with a question', () => {
  const { files, read } = listSources();
  const code = files.filter((file) => CODE.test(file));
  expect(code.length).toBeGreaterThan(1000);
  expect(code.flatMap((file) => findQuestions(file, read(file)))).toEqual([]);
});

test.each(['/** Whether it is open. */', '/**\n * How long it takes.\n */'])('finds %j', (comment) => {
  expect(findQuestions('one.ts', `const a = 1;\n${comment}\nconst b = 2;\n`)).toHaveLength(1);
});

test.each(['/** Waits until it is open. */', '/* What follows is generated. */', '// Why not', "'/** What */'"])(
  'does not find %j',
  (code) => {
    expect(findQuestions('one.ts', `${code}\n`)).toEqual([]);
  },
);
