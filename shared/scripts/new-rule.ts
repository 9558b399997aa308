/**
 * Makes the trio of a new rule: `npx tsx shared/scripts/new-rule.ts VNP305 gateway-sku "The gateway is too small"`.
 * The rule is in nobody's catalogue until you put it there, and its test fails until it says something.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { CATALOGUE, PAGE_HEADINGS } from '../src/health/index.ts';

const [code = '', slug = '', title = ''] = process.argv.slice(2);
const problem = problemWith();
if (problem) {
  console.error(`${problem}\nIt reads: npx tsx shared/scripts/new-rule.ts VNP305 gateway-sku "The gateway is too small"`);
  process.exit(2);
}

const camel = slug.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
const PARTS: Readonly<Record<string, string>> = { '.ts': ruleText(), '.test.ts': testText(), '.md': pageText() };
for (const [end, text] of Object.entries(PARTS)) {
  writeFileSync(fileFor(end), text);
  console.log(`made  shared/src/health/rules/${slug}${end}`);
}
console.log(`next  put ${camel} into shared/src/health/catalogue.ts, in the order of codes, then: npx vitest run --project shared ${slug}`);

function problemWith(): string | undefined {
  if (!/^VNP[1-7]\d\d$/.test(code)) return `"${code}" is no code; it is VNP and three digits, the first for the group (see catalogue.ts)`;
  const taken = CATALOGUE.find((rule) => rule.code === code);
  if (taken) return `${code} is taken: ${taken.title}`;
  if (!/^[a-z]+(-[a-z]+)*$/.test(slug)) return `"${slug}" is no name for a file; it is words in small letters with hyphens`;
  if (existsSync(fileFor('.ts'))) return `shared/src/health/rules/${slug}.ts exists`;
  return title === '' ? 'A title is missing: the fault in a few words' : undefined;
}

function fileFor(end: string): URL {
  return new URL(`../src/health/rules/${slug}${end}`, import.meta.url);
}

function ruleText(): string {
  return `import type { HalfRef } from '../../topology/index.ts';
import { aboutHalf } from '../about.ts';
import { connectedSides } from '../pairs.ts';
import { pass, rule } from '../rule.ts';

/** Say here what of Azure makes this a fault, and where that is written. */
export const ${camel} = rule<{ half: HalfRef }>({
  code: '${code}',
  slug: '${slug}',
  title: ${title.includes("'") ? JSON.stringify(title) : `'${title}'`},
  severity: 'warning',
  reads: ['peerings'],

  *check(topology) {
    for (const { half } of connectedSides(topology)) yield pass(aboutHalf(half));
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
    \`# A world in which it passes, and one thing about which it cannot tell
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
  const example = `\`\`\`world\n# The smallest world that shows it\nvnet hub   10.0.0.0/16\nvnet spoke 10.1.0.0/16\nhub <-> spoke\n#= fail    ${code} hub->spoke\n\`\`\`\n\n`;
  return `# ${code} ${title}\n\n${PAGE_HEADINGS.map((heading) => `## ${heading}\n\n${heading === 'Example' ? example : ''}`)
    .join('')
    .trimEnd()}\n`;
}
