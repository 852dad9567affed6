import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';
import { layers } from './eslint-layers.js';

const rawStyle = [
  {
    selector: 'Literal[value=/#[0-9a-fA-F]{3,8}\\b|\\brgba?\\(|\\[-?\\d+px\\]/]',
    message: 'Raw colours and pixel sizes live in tokens.css; use a token here.',
  },
  {
    selector: 'TemplateElement[value.raw=/#[0-9a-fA-F]{6}\\b|\\brgba?\\(|\\[-?\\d+px\\]/]',
    message: 'Raw colours and pixel sizes live in tokens.css; use a token here.',
  },
];

export default tseslint.config(
  { ignores: ['dist', 'dist-mock', 'node_modules', 'screens', 'src/shared/api/openapi.ts'] },
  {
    files: ['src/**/*.{ts,tsx}', 'mock/**/*.ts', 'vite.config.ts'],
    extends: [...tseslint.configs.strict],
    plugins: { 'react-hooks': hooks, quotahit: { rules: { layers } } },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'quotahit/layers': 'error',
      ...hooks.configs.recommended.rules,
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/**/*.test.{ts,tsx}'],
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Use a union of strings.' },
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        ...rawStyle,
      ],
    },
  },
  {
    files: ['vite.config.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
);
