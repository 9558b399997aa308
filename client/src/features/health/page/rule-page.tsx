import { ChevronRight12Regular } from '@fluentui/react-icons';
import { readPage } from '@peerscape/shared/health';
import { useMemo } from 'react';
import { Markdown } from './markdown.tsx';
import css from './page.module.css';
import { pageOf } from './pages.ts';

/** Read at once; what is left opens on demand. */
const AT_ONCE: ReadonlySet<string> = new Set(['What it means', 'Why it matters', 'How to fix it', 'Limitations']);

/** The page of a rule: it ships with the product and is there offline. */
export function RulePage({ slug }: { slug: string }) {
  const page = useMemo(() => readPage(pageOf(slug)), [slug]);
  return (
    <section className={css.page} aria-label="About this rule">
      {page.sections.map(({ heading, body }) =>
        AT_ONCE.has(heading) ? (
          <div key={heading} className={css.part}>
            <h3 className={css.heading}>{heading}</h3>
            <Markdown text={body} />
          </div>
        ) : (
          <details key={heading} className={css.fold}>
            <summary className={css.summary}>
              <ChevronRight12Regular className={css.chevron ?? ''} aria-hidden="true" />
              <span className={css.heading}>{heading}</span>
            </summary>
            <div className={css.folded}>
              <Markdown text={body} />
            </div>
          </details>
        ),
      )}
    </section>
  );
}
