import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

const features = readdirSync(new URL('./src/features', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const ban = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
  ],
});

const farAway = ['^(\\.\\./){2,}', 'Name far modules by their path from the source root: @/…'];
const upFromRoot = ['^\\.\\./', 'This would leave the feature. A feature may import itself and @/shared.'];
const app = ['^@/app(/|$)', 'Only app composes features; nothing imports app.'];

const borders = features.flatMap((feature) => {
  const others = [
    `^@/features/(?!${feature}/)`,
    'Features do not import each other; app passes what one needs of another.',
  ];
  return [
    { files: [`src/features/${feature}/**/*.{ts,tsx}`], rules: ban(others, app, farAway) },
    { files: [`src/features/${feature}/*.{ts,tsx}`], rules: ban(others, app, farAway, upFromRoot) },
  ];
});

export default defineConfig(
  { ignores: ['**/dist/', 'node_modules/', 'src/shared/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, jsxA11y.flatConfigs.strict],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      // Safari takes a list without bullets for no list unless it is told.
      'jsx-a11y/no-redundant-roles': ['error', { nav: ['navigation'], ol: ['list'], ul: ['list'] }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A number in a template reads as meant; anything else must be turned into text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], rules: ban(farAway) },
  {
    files: ['src/shared/**/*.{ts,tsx}'],
    rules: ban(['^@/features/', 'Shared knows no feature.'], app, farAway),
  },
  ...borders,
  { files: ['**/*.js'], languageOptions: { globals: { URL: 'readonly' } } },
  // Half of it runs in the page that is measured.
  { files: ['bench/*.mjs'], rules: { 'no-undef': 'off' } },
  {
    files: ['public/*.js'],
    languageOptions: { globals: { document: 'readonly', localStorage: 'readonly' } },
  },
);
