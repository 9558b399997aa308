/** Headings of every rule page, in order. */
export const PAGE_HEADINGS = ['What it means', 'Why it matters', 'How to fix it', 'Limitations', 'Example', 'Further reading'] as const;

/** Parsed rule page: its title line and the text under each heading. */
export interface ParsedPage {
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly body: string }[];
}

/** Parses the Markdown of a rule page: one `# ` title, then `## ` sections. Lines in code fences never count as headings. */
export function parsePage(markdown: string): ParsedPage {
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
