import { QueryClientProvider } from '@tanstack/react-query';
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router';
import { render } from '@testing-library/react';
import { vi } from 'vitest';
import { MockApi, type World } from '../../mock/api.ts';
import { newQueryClient } from '@/shared/api/query-client';
import { Toasts } from '@/shared/ui/toasts';
import { newRouter } from './router';

/** For tests: the whole application at a path, with the mock API behind fetch. */
export function renderApp(path: string, world: World = 'full') {
  const api = new MockApi('http://localhost');
  const asked: string[] = [];
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push(`${init.method ?? 'GET'} ${url}`);
    if (typeof init.body === 'string') sent.push(JSON.parse(init.body));
    return api.handle(new Request(`http://localhost${url}`, { ...init, signal: null }), world);
  });
  const client = newQueryClient();
  client.setDefaultOptions({ ...client.getDefaultOptions(), queries: { ...client.getDefaultOptions().queries, retry: false } });
  const router = newRouter(client, createMemoryHistory({ initialEntries: [path] }));
  const view = render(
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>,
  );
  return { ...view, api, asked, sent, router };
}
