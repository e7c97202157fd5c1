/**
 * The arrows of the house: cli → window → features → (ui, platform) → (sealed-roll, domain).
 * See docs/architecture.md.
 */
const room = (name, allowed) => ({
  name: `${name}-imports-only-what-it-may`,
  severity: 'error',
  from: { path: `^src/${name}/`, pathNot: '[.]test[.]tsx?$' },
  to: { path: '^src/', pathNot: `^src/(${[name, ...allowed].join('|')})/` },
});

module.exports = {
  forbidden: [
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    room('domain', []),
    room('sealed-roll', ['domain']),
    room('keyholder', ['sealed-roll', 'domain']),
    room('demo', ['domain']),
    room('platform', ['sealed-roll', 'domain']),
    room('ui', ['sealed-roll', 'domain']),
    room('features', ['ui', 'platform', 'keyholder', 'sealed-roll', 'domain']),
    room('window', ['features', 'ui', 'platform', 'sealed-roll', 'domain']),
    {
      name: 'a-feature-knows-no-other',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/', pathNot: '[.]test[.]tsx?$' },
      to: { path: '^src/features/', pathNot: '^src/features/($1/|registry[.]ts$)' },
    },
    {
      name: 'domain-needs-no-framework-and-no-io',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '[.]test[.]ts$' },
      to: { path: 'node_modules|^node:', pathNot: 'node_modules/(zod|yaml)/' },
    },
    {
      name: 'the-browser-needs-no-server',
      severity: 'error',
      from: { path: '^src/ui/(islands|service-worker)/', pathNot: '[.]test[.]tsx?$' },
      to: {
        reachable: true,
        path: '^node:|node_modules/(zod|libsodium|hono|kysely|pg|yaml|csv-parse)|^src/(platform|features)/',
      },
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: '^src/', pathNot: '[.]test[.]tsx?$|/testing[.]ts$' },
      to: { path: '[.]test[.]tsx?$|^test/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    includeOnly: '^(src|node_modules)|^node:',
    parser: 'swc',
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
