/**
 * Generates the files of a new rule (code, test, page): `npx tsx shared/scripts/new-rule.ts VNP305 gateway-sku "The gateway is too small"`.
 * The rule takes effect once you add it to the catalogue. Its test fails until the rule is implemented.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { CATALOGUE, PAGE_HEADINGS } from '../src/health/index.ts';

const [code = '', slug = '', title = ''] = process.argv.slice(2);
const problem = validateArguments();
if (problem) {
  console.error(`${problem}\nUsage: npx tsx shared/scripts/new-rule.ts VNP305 gateway-sku "The gateway is too small"`);
  process.exit(2);
}

const camel = slug.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const FILES: Readonly<Record<string, string>> = { '.ts': ruleText(), '.test.ts': testText(), '.md': pageText() };
for (const [extension, text] of Object.entries(FILES)) {
  writeFileSync(fileFor(extension), text);
  console.log(`Created shared/src/health/rules/${slug}${extension}`);
}
console.log(`Next: add ${camel} to shared/src/health/catalogue.ts, sorted by code, then run: npx vitest run --project shared ${slug}`);

function validateArguments(): string | undefined {
  if (!/^VNP[1-7]\d\d$/.test(code))
    return `"${code}" is not a valid code: it must be VNP and three digits, the first for the group (see catalogue.ts)`;
  const existing = CATALOGUE.find((rule) => rule.code === code);
  if (existing) return `${code} is already in use: ${existing.title}`;
  if (!/^[a-z]+(-[a-z]+)*$/.test(slug)) return `"${slug}" is not a valid file name: use lower-case words with hyphens`;
  if (existsSync(fileFor('.ts'))) return `shared/src/health/rules/${slug}.ts already exists`;
  return title === '' ? 'The title is missing: describe the problem in a few words' : undefined;
}

function fileFor(extension: string): URL {
  return new URL(`../src/health/rules/${slug}${extension}`, import.meta.url);
}

function ruleText(): string {
  return `import { connectedSides, type HalfRef } from '../../topology/index.ts';
import { defineRule, pass } from '../rule.ts';
import { halfSubject } from '../verdict-subject.ts';

/** Explain here which behaviour of Azure makes this a problem, with the source. */
export const ${camel} = defineRule<{ half: HalfRef }>({
  code: '${code}',
  slug: '${slug}',
  title: ${title.includes("'") ? JSON.stringify(title) : `'${title}'`},
  severity: 'warning',
  reads: ['peerings'],

  *check(topology) {
    for (const { half } of connectedSides(topology)) yield pass(halfSubject(half));
  },

  explain: ({ half }, name) => \`\${name(half.from)} → \${name(half.to)}\`,
  remedy: () => [],
  advice: () => '',
});
`;
}

function testText(): string {
  return `import { testRule } from '../../testing/rule-suite.ts';
import { ${camel} } from './${slug}.ts';

testRule(${camel}, {
  fixtures: [
    \`# A fixture in which the rule passes, and one subject for which it is inconclusive
vnet hub    10.0.0.0/16
vnet spoke  10.1.0.0/16
hub <-> spoke
\`,
  ],
  texts: [],
});
`;
}

function pageText(): string {
  const example = `\`\`\`world\n# The smallest fixture that shows the problem\nvnet hub   10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub <-> spoke\n#= fail    ${code} hub->spoke\n\`\`\`\n\n`;
  return `# ${code} ${title}\n\n${PAGE_HEADINGS.map((heading) => `## ${heading}\n\n${heading === 'Example' ? example : ''}`)
    .join('')
    .trimEnd()}\n`;
}
