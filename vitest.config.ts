import { availableParallelism } from 'node:os';
import vue from '@vitejs/plugin-vue';
import { configDefaults, defineConfig } from 'vitest/config';
import app from './vite.config.js';

/** Tests that own the machine while they run: a browser, whole servers, the clock. One at a time, never beside others. */
const alone = ['test/e2e/**/*.test.ts', 'test/**/*.browser.test.ts'];

/**
 * How long a test may take, and how long what must come is waited for. Neither bounds a speed: the machine may be slow
 * and shared, and what is right late is right. Whoever means a speed says it in the test, against what it is made of.
 */
const patience = { testTimeout: 120_000, hookTimeout: 120_000, expect: { poll: { timeout: 20_000 } } };

const shared = { plugins: [vue()], resolve: app.resolve, define: app.define };

export default defineConfig({
  ...shared,
  test: {
    exclude: configDefaults.exclude,
    maxWorkers: Math.min(4, availableParallelism()),
    projects: [
      {
        ...shared,
        test: {
          name: 'rooms',
          include: ['test/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...alone, 'test/bench/**'],
          environment: 'node',
          ...patience,
          sequence: { groupOrder: 0 },
        },
      },
      {
        ...shared,
        test: {
          name: 'browser',
          include: alone,
          environment: 'node',
          fileParallelism: false,
          maxWorkers: 1,
          ...patience,
          testTimeout: 300_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
