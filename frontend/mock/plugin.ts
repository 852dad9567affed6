import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { Connect, Plugin } from 'vite';
import { WebSocketServer } from 'ws';
import { MockApi, type World } from './api.ts';
import { serveVoice } from './voice.ts';

/** The content security policy of the real server, so that a page which breaks it breaks here first. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self' ws:; " +
  "media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'; " +
  "require-trusted-types-for 'script'";

function worldOf(request: IncomingMessage): World {
  return (/mock_world=([a-z-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? 'full') as World;
}

async function answer(api: MockApi, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const method = incoming.method ?? 'GET';
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) if (typeof value === 'string') headers.set(name, value);
  const request = new Request(`http://${incoming.headers.host ?? 'localhost'}${incoming.url ?? '/'}`, {
    method,
    headers,
    ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
  });
  const response = await api.handle(request, worldOf(incoming));
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body) Readable.fromWeb(response.body as never).pipe(outgoing);
  else outgoing.end();
}

function install(server: Server, middlewares: Connect.Server, strict: boolean): void {
  const apis = new Map<string, MockApi>();
  /** One API for each visitor that says who it is, and one for all others. */
  const apiOf = (request: IncomingMessage): MockApi => {
    const visitor = /mock_visitor=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
    const api = apis.get(visitor) ?? new MockApi(`http://${request.headers.host ?? 'localhost'}`, 120);
    apis.set(visitor, api);
    return api;
  };
  const sockets = new WebSocketServer({ noServer: true, handleProtocols: () => 'quotahit.voice.v1' });
  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const id = /^\/api\/v1\/voice\/([^?]+)/.exec(request.url ?? '')?.[1];
    if (id === undefined) return;
    sockets.handleUpgrade(request, socket, head, (opened) => {
      serveVoice(opened, id, apiOf(request), request.url?.includes('takeOver=true') === true, worldOf(request));
    });
  });
  middlewares.use((request, response, next) => {
    if (strict) response.setHeader('Content-Security-Policy', policy);
    if (request.url?.startsWith('/api/') !== true) {
      next();
      return;
    }
    answer(apiOf(request), request, response).catch((cause: unknown) => {
      response.writeHead(500).end(String(cause));
    });
  });
}

export function mockServer(): Plugin {
  return {
    name: 'quotahit-mock',
    configureServer(server) {
      if (server.httpServer) install(server.httpServer as Server, server.middlewares, false);
    },
    configurePreviewServer(server) {
      install(server.httpServer as Server, server.middlewares, true);
    },
  };
}
