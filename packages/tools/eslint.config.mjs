/**
 * The rules of the house that a linter can hold. Formatting is prettier's, types are the compiler's; imports
 * between packages are checked by src/floors.ts.
 */
import lit from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import wc from 'eslint-plugin-wc';
import tseslint from 'typescript-eslint';

const tests = ['**/*.test.ts', '*/*/test/**/*.ts'];

/** What the core gets through its ports and must not reach for by itself. */
const portGlobals = [
  'window',
  'document',
  'navigator',
  'location',
  'fetch',
  'XMLHttpRequest',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'setTimeout',
  'setInterval',
  'performance',
  'process',
  'Buffer',
].map((name) => ({ name, message: 'The core has no page, network, disk or clock: take it through a port.' }));

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'No default exports: a name is the same everywhere it is used.',
};

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/dist/**',
      '**/*.d.ts',
      'examples/*/public/**',
      'docs/.vitepress/cache/**',
    ],
  },
  {
    files: ['packages/**/*.ts', 'examples/**/*.ts', 'docs/**/*.ts'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: process.cwd() } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            // test() gives a promise that nobody has to wait for.
            { from: 'package', name: ['test', 'it', 'describe', 'suite'], package: 'node:test' },
            // The types of the browser test helpers turn chai's `equal` into a promise; it is none.
            { from: 'package', name: 'Equal', package: 'chai' },
          ],
        },
      ],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Indexed access is checked by the compiler; where a length was just tested, `!` says so.
      '@typescript-eslint/no-non-null-assertion': 'off',
      eqeqeq: ['error', 'always'],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': ['error', noDefaultExport],
      // An index by key is how this code keeps open sets; Reflect.deleteProperty would be the same thing, longer.
      '@typescript-eslint/no-dynamic-delete': 'off',
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': ['error', { ignoreReadBeforeAssign: true }],
    },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['packages/tools/**', ...tests],
    rules: { 'no-console': ['error', { allow: ['warn'] }], 'no-alert': 'error', 'no-eval': 'error' },
  },
  {
    files: ['packages/core/src/**/*.ts'],
    // system.ts is where the ports' defaults come from: the one clock and the one source of chance.
    ignores: [...tests, 'packages/core/src/system.ts'],
    rules: {
      'no-restricted-globals': ['error', ...portGlobals],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Ask the Clock port.' },
        { object: 'Math', property: 'random', message: 'Ask the Ids port.' },
        { object: 'crypto', property: 'randomUUID', message: 'Ask the Ids port.' },
        { object: 'crypto', property: 'getRandomValues', message: 'Ask the Ids port.' },
      ],
      'no-restricted-syntax': [
        'error',
        noDefaultExport,
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The present time comes from the Clock port.',
        },
        {
          selector: "CallExpression[callee.name='Date']",
          message: 'The present time comes from the Clock port.',
        },
      ],
    },
  },
  {
    files: ['packages/elements/src/**/*.ts'],
    settings: { wc: { elementBaseClasses: ['LitElement', 'DeskElement'] } },
    extends: [lit.configs['flat/recommended'], wc.configs['flat/recommended'], litA11y.configs.recommended],
    rules: {
      'lit/no-legacy-template-syntax': 'error',
      'lit/no-template-bind': 'error',
      'lit/no-this-assign-in-render': 'error',
      // In a dialog it is the one way to say where the focus goes, and it does nothing elsewhere.
      'lit-a11y/no-autofocus': 'off',
      // A tag is given by whoever calls define(); the class knows none.
      'wc/tag-name-matches-class': 'off',
    },
  },
  {
    files: tests,
    rules: {
      'max-lines': ['error', { max: 500 }],
      // A spy stands in for a method and meets its object as `this`.
      '@typescript-eslint/no-this-alias': 'off',
      // chai's expect(x).to.be.true is an expression.
      '@typescript-eslint/no-unused-expressions': 'off',
    },
  },
);
