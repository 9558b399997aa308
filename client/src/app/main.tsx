import '../lib/server/zod-setup.ts';
import './shell/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, startTransition } from 'react';
import { createRoot } from 'react-dom/client';
import { openSessionFromUrl, parseCode } from '../lib/server/session.ts';
import { Providers } from './shell/providers.tsx';
import { createAppRouter } from './shell/router.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root"');

const app = createRoot(root);
const router = createAppRouter();

function render(): void {
  const session = openSessionFromUrl(window.location, window.history);
  app.render(
    <StrictMode>
      <Providers session={session}>
        <RouterProvider router={router} />
      </Providers>
    </StrictMode>,
  );
}

render();
// a sign-in link that is opened in the tab that asks for it changes only the fragment, so the page is not loaded again
window.addEventListener('hashchange', () => (parseCode(window.location.hash) ? startTransition(render) : undefined));
