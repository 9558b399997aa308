/** The headings of every rule's page, in their order. */
export const PAGE_HEADINGS = [
  'What it means',
  'Why it matters',
  'How to fix it',
  'When we cannot tell',
  'Example',
  'Further reading',
] as const;

/** A rule's page taken apart: its title line and the text under each heading. */
export interface Page {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly body: string }[];
}

/** Reads the Markdown of a page: one `# ` title, then `## ` sections. Lines in fences never count as headings. */
export function readPage(markdown: string): Page {
  const sections: { heading: string; body: string }[] = [];
  let title = '';
  let fenced = false;
  for (const line of markdown.split(/\r?\n/)) {
    if (line.startsWith('```')) fenced = !fenced;
    const current = sections[sections.length - 1];
    if (!fenced && line.startsWith('# ')) title = line.slice(2).trim();
    else if (!fenced && line.startsWith('## ')) sections.push({ heading: line.slice(3).trim(), body: '' });
    else if (current) current.body += `${line}\n`;
  }
  return { title, sections: sections.map(({ heading, body }) => ({ heading, body: body.trim() })) };
}
