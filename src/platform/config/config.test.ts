import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';
import { SETTINGS, type SettingName } from './settings.ts';

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('readConfig', () => {
  it('works with nothing set', () => {
    const config = readConfig({});
    expect(config.PORT).toBe(3000);
    expect(config.publicUrl).toBe('http://localhost:3000');
    expect(config.dataDir).toBe(path.resolve('data'));
    expect(config.keysDir).toBe(path.resolve('data/keys'));
    expect(config.DATABASE_URL).toBeUndefined();
  });

  it('takes an empty variable as one that is not set', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000);
  });

  it('reads key holders with their tokens', () => {
    const { KEYHOLDERS } = readConfig({
      KEYHOLDERS:
        'kpu=https://kpu.example:8443/|0123456789abcdef, lain=http://127.0.0.1:3101|fedcba9876543210',
    });
    expect(KEYHOLDERS).toEqual([
      { id: 'kpu', url: 'https://kpu.example:8443', token: '0123456789abcdef' },
      { id: 'lain', url: 'http://127.0.0.1:3101', token: 'fedcba9876543210' },
    ]);
  });

  it('reads a secret from a file', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'jendela-config-')), 'url');
    writeFileSync(file, 'postgresql://window@db/window\n');
    expect(readConfig({ DATABASE_URL_FILE: file }).DATABASE_URL).toBe('postgresql://window@db/window');
    expect(problemsOf({ DATABASE_URL_FILE: `${file}-missing` })).toEqual([
      `DATABASE_URL_FILE names a file that cannot be read: ${file}-missing`,
    ]);
  });

  const wrong: Partial<Record<SettingName, string[]>> = {
    PORT: ['http', '-1', '65536', '3000.5', ' 3000'],
    PUBLIC_URL: ['jendela.go.id', 'ftp://jendela.go.id', 'https//x'],
    DATABASE_URL: ['mysql://x', 'the database'],
    DATABASE_POOL: ['0', 'many'],
    KEYHOLDERS: ['kpu', 'kpu=https://x', 'kpu=https://x|short', 'kpu=x|0123456789abcdef', ','],
    LOG_LEVEL: ['loud'],
    CLOCK_STARTS_AT: ['2024-11-24', 'yesterday'],
    METRICS_TOKEN: ['short'],
    SECURITY_CONTACT: ['someone'],
    TRUSTED_PROXIES: ['true'],
    KEYHOLDER_TOKENS: ['short', ','],
    OIDC_ISSUER: ['sso.example', 'http://sso.example', 'javascript:alert(1)'],
    SMTP_URL: ['mail.kota', 'https://mail.kota/secret'],
    MAIL_FROM: ['window'],
  };

  it.each(Object.entries(wrong).flatMap(([name, values]) => values.map((value) => [name, value] as const)))(
    'refuses %s=%s with its name and what is expected',
    (name, value) => {
      const problems = problemsOf({ [name]: value });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toContain(name);
      expect(problems[0]).toContain(SETTINGS[name as SettingName].expected);
      if ('secret' in SETTINGS[name as SettingName] && value.length > 3)
        expect(problems[0]).not.toContain(value);
    },
  );

  it('wants with a provider its client id, and with a mail server its sender', () => {
    expect(problemsOf({ OIDC_ISSUER: 'https://sso.example', SMTP_URL: 'smtps://mail.example' })).toEqual([
      expect.stringContaining('OIDC_CLIENT_ID is missing; OIDC_ISSUER needs it'),
      expect.stringContaining('MAIL_FROM is missing; SMTP_URL needs it'),
    ]);
  });

  it('names all that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', LOG_LEVEL: 'y' })).toHaveLength(2);
  });
});

it('every setting stands in the operations guide with its purpose and what it takes', () => {
  const guide = readFileSync('docs/operations.md', 'utf8').replace(/\s+/g, ' ').replaceAll('\\|', '|');
  for (const [name, { purpose, expected }] of Object.entries(SETTINGS)) {
    expect(guide).toContain(`\`${name}\``);
    expect(guide).toContain(purpose);
    expect(guide).toContain(expected);
  }
});
