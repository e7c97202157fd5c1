import { defineConfig } from 'vitest/config';

/** What every Vitest project shares: JSX by Preact, and console output that fails the test that made it. */
const shared = {
  oxc: { jsx: { runtime: 'automatic' as const, importSource: 'preact' } },
};

/**
 * A worker for each core: Vitest leaves one free, which on a machine of two is half of it. All projects have as many,
 * so that files of one run beside those of another. Modules are loaded once by each worker and not by each file, which
 * takes longer than most files do; a test file leaves no state of the process behind.
 */
const running = {
  maxWorkers: '100%',
  isolate: false,
  // What a test waits for may take long beside others; a second, the default, says nothing.
  expect: { poll: { timeout: 20_000 } },
} as const;

export default defineConfig({
  ...shared,
  test: {
    projects: [
      {
        ...shared,
        test: {
          ...running,
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}'],
          exclude: ['**/*.db.test.*', '**/*.browser.test.*'],
          setupFiles: ['test/support/no-console.ts'],
          testTimeout: 60_000,
        },
      },
      {
        ...shared,
        test: {
          ...running,
          name: 'database',
          include: ['src/**/*.db.test.{ts,tsx}', 'test/**/*.db.test.{ts,tsx}'],
          setupFiles: ['test/support/no-console.ts'],
          globalSetup: ['test/support/postgres.ts'],
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        ...shared,
        test: {
          ...running,
          name: 'browser',
          include: ['test/**/*.browser.test.{ts,tsx}'],
          setupFiles: ['test/support/no-console.ts'],
          globalSetup: ['test/support/window.ts', 'test/support/postgres.ts'],
          testTimeout: 300_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
