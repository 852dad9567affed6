/** The few shapes in which the mock API answers. */

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

export function page(items: readonly unknown[]): Response {
  return json({ items, nextCursor: null });
}

export function noContent(status = 204): Response {
  return new Response(null, { status });
}

export function problem(
  status: number,
  code: string,
  title: string,
  errors: { field: string; code: string; message: string }[] = [],
  more: Record<string, unknown> = {},
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ type: `/problems/${code}`, title, status, code, errors, ...more }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', ...headers },
  });
}
