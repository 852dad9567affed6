// Fails when the JavaScript that the first page needs is more than 250 kB compressed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const limit = 250 * 1000;
const out = process.argv[2] ?? 'dist';
const manifest = JSON.parse(readFileSync(join(out, '.vite/manifest.json'), 'utf8'));
const size = (file) => gzipSync(readFileSync(join(out, file))).length;

function withImports(key, seen = new Set()) {
  const entry = manifest[key];
  if (seen.has(entry.file)) return seen;
  seen.add(entry.file);
  for (const imported of entry.imports ?? []) withImports(imported, seen);
  return seen;
}

const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
const initial = [...withImports(entry)];
const total = initial.reduce((sum, file) => sum + size(file), 0);
console.log(`initial JS ${(total / 1000).toFixed(1)} kB gzip in ${initial.length} files (limit ${limit / 1000} kB)`);
for (const key of Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry)) {
  const added = [...withImports(key)].filter((file) => !initial.includes(file) && file.endsWith('.js'));
  console.log(`  + ${key.replace('src/', '')}: ${(added.reduce((sum, file) => sum + size(file), 0) / 1000).toFixed(1)} kB`);
}
if (total > limit) {
  console.error('initial JS is over its limit');
  process.exit(1);
}
