import { json, noContent, page, problem } from './answers.ts';
import * as house from './house.ts';
import type { Body } from './house-words.ts';

/** Notices, where they go, and letters. Each call is as simple as a screen can stand. */
export class NoticesApi {
  private notices = structuredClone(house.notices);
  private preferences = structuredClone(house.preferences);

  async answer(call: string, path: string, url: URL, body: Body, world: string): Promise<Response | undefined> {
    const here = world === 'empty' ? [] : this.notices;
    switch (call) {
      case 'GET /notifications':
        return page(url.searchParams.get('unread') === 'true' ? here.filter(({ readAt }) => readAt === null) : here);
      case 'GET /notifications/count':
        return json({ unread: here.filter(({ readAt }) => readAt === null).length });
      case 'POST /notifications/read': {
        const { ids } = (await body()) as { ids?: string[] };
        this.notices = this.notices.map((one) => (ids === undefined || ids.includes(one.id) ? { ...one, readAt: one.readAt ?? new Date().toISOString() } : one));
        return noContent();
      }
      case 'GET /notifications/preferences':
        return json(this.preferences);
      case 'PUT /notifications/preferences':
        this.preferences = (await body()) as typeof this.preferences;
        return json(this.preferences);
      case 'GET /notifications/channels':
        return page(world === 'empty' ? [] : [{ id: 'ch_1', kind: 'slack', url: 'https://hooks.chat.example/…', types: [], createdAt: '2026-11-20T09:00:00.000Z', state: 'failing', failingSince: '2026-11-22T09:00:00.000Z', secret: null }]);
      case 'POST /notifications/channels':
        return String((await body())['url']).includes('127.0.0.1') ? problem(422, 'shared.invalid', 'Invalid', [{ field: 'url', code: 'private', message: 'This address is not open to the public internet.' }]) : json({ secret: null }, 201);
      case 'GET /sandbox/mail':
        return page(world === 'empty' ? [] : house.letters.filter(({ to }) => to.includes(url.searchParams.get('to') ?? '')));
      case 'DELETE /sandbox/mail':
        return noContent();
      case 'GET /admin/mail':
        return json({ host: '', port: 587, tls: 'starttls', username: null, passwordSet: false, from: 'no-reply@localhost', origin: 'sandbox', sandbox: true, stopped: null });
      case 'PUT /admin/mail':
      case 'POST /admin/mail/test':
        return json({});
    }
    return call.startsWith('DELETE /notifications/channels/') || path === '/nothing' ? noContent() : undefined;
  }
}
