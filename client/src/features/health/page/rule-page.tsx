import { parsePage } from '@peerscape/shared/health';
import { useMemo } from 'react';
import { Fold } from '../../../ui/fold.tsx';
import { Section } from '../../../ui/panel.tsx';
import { Markdown } from './markdown.tsx';
import css from './page.module.css';

// all pages together are small, so they load with the findings and need no further request
const FILES = import.meta.glob<string>('../../../../../shared/src/health/rules/*.md', { query: '?raw', import: 'default', eager: true });

const PAGES = new Map(Object.entries(FILES).map(([file, text]) => [file.replace(/^.*\/|\.md$/g, ''), text]));

/** Returns the page of the rule with that slug as Markdown; empty if there is none. */
export const findRulePage = (slug: string): string => PAGES.get(slug) ?? '';

/** Sections that are collapsed until they are opened. */
const COLLAPSED: ReadonlySet<string> = new Set(['Example', 'Further reading']);

/** Renders the page of a rule, which ships with Peerscape and is available offline. */
export function RulePage({ slug }: { slug: string }) {
  const page = useMemo(() => parsePage(findRulePage(slug)), [slug]);
  return (
    <section className={css.page} aria-label="About this rule">
      {page.sections.map(({ heading, body }) =>
        COLLAPSED.has(heading) ? (
          <Fold key={heading} title={heading}>
            <Markdown text={body} />
          </Fold>
        ) : (
          <Section key={heading} title={heading}>
            <Markdown text={body} />
          </Section>
        ),
      )}
    </section>
  );
}
