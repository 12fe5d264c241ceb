import { defineConfig } from 'vitest/config';

const config = defineConfig({
  test: { include: ['tools/e2e/**/*.e2e.test.ts'], testTimeout: 120_000, hookTimeout: 240_000, fileParallelism: false },
});

// eslint-disable-next-line import/no-default-export -- vitest reads the default export of its configuration
export { config as default };
