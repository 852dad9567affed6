// Writes the contract as TypeScript: src/shared/api/openapi.ts from openapi.json, and src/shared/live/voice-words.ts from
// voice-words.json. Both documents are written by the server's tests from what the server really does.
// usage: npm run api            writes both
//        npm run api -- --check  fails when one of them is stale; part of npm test
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

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

function restTypes({ components: { schemas } }) {
  const types = Object.keys(schemas)
    .sort()
    .map((name) => `export type ${name} = ${typeOf(schemas[name])};`);
  return `${types.join('\n\n')}\n`;
}

/** One message: its name, then its fields with the kinds of value that were seen in them. */
function messageType(type, fields) {
  const parts = Object.entries(fields).map(([name, kinds]) => {
    const optional = kinds.includes('absent') ? '?' : '';
    return `${name}${optional}: ${kinds.filter((kind) => kind !== 'absent').join(' | ')}`;
  });
  return `  | { ${[`type: '${type}'`, ...parts].join('; ')} }`;
}

function union(name, comment, messages) {
  return `/** ${comment} */\nexport type ${name} =\n${Object.entries(messages).map(([type, fields]) => messageType(type, fields)).join('\n')};\n`;
}

function wordTypes({ server, client }) {
  return [union('ServerMessage', 'What the voice socket says beside the sound.', server), union('ClientMessage', 'What it is told.', client)].join('\n');
}

const files = [
  ['src/shared/api/openapi.json', 'src/shared/api/openapi.ts', restTypes],
  ['src/shared/live/voice-words.json', 'src/shared/live/voice-words.ts', wordTypes],
];
const check = process.argv.includes('--check');
const stale = [];
for (const [from, to, types] of files) {
  const text = `// Written by scripts/api-types.mjs from ${from.split('/').at(-1)}. Do not edit.\n\n${types(JSON.parse(readFileSync(from, 'utf8')))}`;
  if (!check) writeFileSync(to, text);
  else if (!existsSync(to) || readFileSync(to, 'utf8') !== text) stale.push(to);
}
if (stale.length > 0) {
  console.error(`stale: ${stale.join(', ')}; run "npm run api" and commit`);
  process.exit(1);
}
