import '../../lib/server/zod-setup.ts';
import '../../app/shell/base.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from '../../app/shell/providers.tsx';
import { Gallery } from './gallery.tsx';
import { galleryFetch } from './gallery-fetch.ts';

window.fetch = galleryFetch;

const root = document.getElementById('root');
if (!root) throw new Error('_components.html has no element with id "root"');

createRoot(root).render(
  <StrictMode>
    <Providers session={Promise.resolve(undefined)}>
      <Gallery />
    </Providers>
  </StrictMode>,
);
