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
    // zod must be set up before the first schema is created, and the modules of a chunk run before those of the chunks that import it
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'zod', test: /node_modules[\\/]zod[\\/]|zod-setup\.ts$/ }] } } },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:4280' } },
});
