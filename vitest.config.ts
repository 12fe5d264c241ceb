import { defineConfig } from 'vitest/config';

const config = defineConfig({
  ssr: { resolve: { conditions: ['source'] } },
  test: {
    include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'tools/e2e/**'],
    pool: 'threads',
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

// eslint-disable-next-line import/no-default-export -- vitest reads the default export of its configuration
export { config as default };
