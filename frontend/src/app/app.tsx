import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { newQueryClient } from '@/shared/api/query-client';
import { Toasts } from '@/shared/ui/toasts';
import { newRouter } from './router';

const client = newQueryClient();
const router = newRouter(client);

export function App() {
  return (
    <QueryClientProvider client={client}>
      <RouterProvider router={router} />
      <Toasts />
    </QueryClientProvider>
  );
}
