// Writes src/shared/api/openapi.ts, the contract's records as TypeScript, from src/shared/api/openapi.json.
// The document is written by the server's tests; usage: npm run api
import { readFileSync, writeFileSync } from 'node:fs';

const file = 'src/shared/api/openapi.json';

function typeOf(schema) {
  if (schema.$ref) return schema.$ref.split('/').at(-1);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  for (const many of ['anyOf', 'oneOf']) if (schema[many]) return schema[many].map(typeOf).join(' | ');
  switch (schema.type) {
    case 'string':
      return 'string';
    case 'integer':
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'null':
      return 'null';
    case 'array':
      return `(${typeOf(schema.items ?? {})})[]`;
    case 'object':
      return schema.properties ? record(schema) : `Record<string, ${schema.additionalProperties ? typeOf(schema.additionalProperties) : 'unknown'}>`;
    default:
      return 'unknown';
  }
}

function record(schema) {
  const required = new Set(schema.required ?? []);
  const fields = Object.entries(schema.properties).map(([name, field]) => `  ${name}${required.has(name) ? '' : '?'}: ${typeOf(field)};`);
  return `{\n${fields.join('\n')}\n}`;
}

const { schemas } = JSON.parse(readFileSync(file, 'utf8')).components;
const types = Object.keys(schemas)
  .sort()
  .map((name) => `export type ${name} = ${typeOf(schemas[name])};`);
writeFileSync('src/shared/api/openapi.ts', `// Written by scripts/api-types.mjs from openapi.json. Do not edit.\n\n${types.join('\n\n')}\n`);
