import { Button } from '@fluentui/react-components';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { use, useState } from 'react';
import { ThemeContext } from '../../app/shell/contexts.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import css from './gallery.module.css';
import { SECTIONS } from './sections.ts';
import type { Specimen } from './specimen.ts';

/** Page with the components of the client in all their states, from fixtures. It sends nothing. */
export function Gallery() {
  const { theme, setTheme } = use(ThemeContext);
  return (
    <div className={css.page}>
      <nav className={css.nav} aria-label="Sections">
        <Button size="small" onClick={() => setTheme(theme === 'light' ? 'dark' : 'light')}>
          {theme === 'light' ? 'Dark theme' : 'Light theme'}
        </Button>
        {SECTIONS.map(({ id, title }) => (
          <a key={id} href={`#${id}`}>
            {title}
          </a>
        ))}
      </nav>
      <main className={css.sections}>
        {SECTIONS.map(({ id, title, specimens }) => (
          <section key={id} id={id} aria-label={title}>
            <h2>{title}</h2>
            <div className={css.specimens}>
              {specimens.map((specimen) => (
                <SpecimenFrame key={specimen.title} {...specimen} />
              ))}
            </div>
          </section>
        ))}
      </main>
    </div>
  );
}

function SpecimenFrame({ title, frame, seed, content }: Specimen) {
  const [client] = useState(() => {
    const created = new QueryClient({
      defaultOptions: { queries: { retry: false, enabled: false } },
    });
    seed?.(created);
    return created;
  });
  return (
    <figure className={css.specimen} data-frame={frame}>
      <figcaption>{title}</figcaption>
      <div className={css.frame}>
        <ErrorBoundary what={title}>
          <QueryClientProvider client={client}>{content}</QueryClientProvider>
        </ErrorBoundary>
      </div>
    </figure>
  );
}
