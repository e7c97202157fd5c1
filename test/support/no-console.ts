import { afterEach, beforeEach, expect } from 'vitest';

const METHODS = ['log', 'info', 'warn', 'error', 'debug'] as const;
let printed: string[] = [];

// A test that prints has either a fault nobody looks at or a message nobody asked for: both fail it.
for (const method of METHODS) {
  console[method] = (...args: unknown[]) => {
    printed.push(`console.${method}: ${args.map(String).join(' ')}`);
  };
}

beforeEach(() => {
  printed = [];
});

afterEach(() => {
  expect(printed, 'a test must print nothing').toEqual([]);
});
