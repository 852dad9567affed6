// Serves the built SPA with the mock API behind it, under the real content security policy.
import { existsSync } from 'node:fs';
import { build, preview } from 'vite';

export async function serveMock({ rebuild = true } = {}) {
  const outDir = 'dist-mock';
  if (rebuild || !existsSync(outDir)) await build({ mode: 'mock', logLevel: 'warn', build: { outDir } });
  const server = await preview({ mode: 'mock', logLevel: 'warn', build: { outDir }, preview: { port: 0, host: '127.0.0.1' } });
  const { port } = server.httpServer.address();
  return { base: `http://127.0.0.1:${port}`, close: () => new Promise((done) => { server.httpServer.closeAllConnections(); server.httpServer.close(done); }) };
}
