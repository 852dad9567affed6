import type { Context } from '../src/shared/api/types.ts';

const excerpt =
  'Northline Freight runs 40 depots between Leeds and Bristol. In the last quarter 6.2 % of deliveries arrived late; Monday mornings carry a third of them.';

function readable(id: number, kind: Context['kind'], title: string, characters: number, addedAt: string): Context {
  return { id: `ctx_${String(id)}`, kind, title, status: 'ready', excerpt, problem: null, characters, addedAt };
}

/** What Ann brought for earlier calls, newest first. */
export const earlierContexts: readonly Context[] = [
  readable(106, 'pdf', 'Product sheet.pdf', 18_240, '2026-11-20T14:05:00.000Z'),
  readable(105, 'website', 'https://keller.example/platform/route-planning-for-regional-carriers', 6_120, '2026-11-19T09:30:00.000Z'),
  {
    id: 'ctx_104',
    kind: 'pdf',
    title: 'Board deck.pdf',
    status: 'failed',
    excerpt: '',
    problem: { code: 'context.password', message: 'This file needs a password. Save it without one and add it again.' },
    characters: 0,
    addedAt: '2026-11-18T16:44:00.000Z',
  },
  readable(103, 'text', 'Frequent questions.docx', 9_877, '2026-11-12T11:00:00.000Z'),
  readable(102, 'image', 'Depot map.png', 312, '2026-10-30T08:20:00.000Z'),
  readable(101, 'website', 'https://keller.example/customers', 2_940, '2026-10-02T08:20:00.000Z'),
];

export { excerpt as contextExcerpt };
