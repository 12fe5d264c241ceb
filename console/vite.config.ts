import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['TALLY_API'] ?? 'http://127.0.0.1:7360';

const config = defineConfig({
  plugins: [react()],
  base: '/',
  build: {
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    outDir: '../dist/console',
    emptyOutDir: true,
    chunkSizeWarningLimit: 800,
  },
  server: { proxy: { '/v1': server, '/healthz': server } },
});

// eslint-disable-next-line import/no-default-export -- vite reads the default export of its configuration
export { config as default };
