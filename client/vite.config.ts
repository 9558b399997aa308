import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Emits every asset as a separate file: the server's content security policy allows no inline scripts, inline styles or data URLs. */
export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1100,
    license: { fileName: 'licenses.json' },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4280' } },
});
