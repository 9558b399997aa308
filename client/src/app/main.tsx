import '../lib/server/zod-setup.ts';
import './shell/base.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { openSessionFromUrl } from '../lib/server/session.ts';
import { Providers } from './shell/providers.tsx';
import { createAppRouter } from './shell/router.tsx';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no element with id "root"');

const session = openSessionFromUrl(window.location, window.history);

createRoot(root).render(
  <StrictMode>
    <Providers session={session}>
      <RouterProvider router={createAppRouter()} />
    </Providers>
  </StrictMode>,
);
