import { json, noContent, page, problem } from './answers.ts';
import type { Body } from './house-words.ts';

/** Signing in: links, codes, passkeys. Each call is as simple as a screen can stand. */
export class SignInApi {
  confirmed = false;
  private passkeys = [{ id: 'psk_1', label: 'Chrome on Linux', createdAt: '2026-11-10T09:00:00.000Z', lastUsedAt: '2026-11-22T08:01:00.000Z' }];

  async answer(call: string, path: string, body: Body, world: string): Promise<Response | undefined> {
    switch (call) {
      case 'POST /auth/password/forgot':
        return noContent(202);
      case 'POST /auth/password/reset':
      case 'POST /auth/verify-email':
        return (await body())['token'] === 'old' ? problem(410, 'workspace.link-expired', 'Expired', [], { detail: 'This link has been used or is too old. Ask for a new one.' }) : noContent();
      case 'POST /auth/verify-email/resend':
        return noContent(202);
      case 'POST /auth/password':
        return (await body())['current'] === 'wrong-password' ? problem(422, 'shared.invalid', 'Invalid', [{ field: 'current', code: 'wrong', message: 'This is not your present password.' }]) : noContent();
      case 'POST /auth/totp':
        return json({ secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', uri: 'otpauth://totp/QuotaHit:ann', qrSvg: qr });
      case 'POST /auth/totp/confirm':
        return (await body())['code'] === '000000' ? problem(422, 'workspace.wrong-code', 'Wrong code') : json({ recoveryCodes: codes });
      case 'POST /auth/recovery-codes':
        return json({ recoveryCodes: codes });
      case 'DELETE /auth/totp':
        if (this.confirmed) return noContent();
        return problem(403, 'recent-sign-in-required', 'Confirm that it is you');
      case 'POST /auth/confirm':
        if ((await body())['password'] === 'wrong-password') return problem(401, 'workspace.wrong-credentials', 'Wrong credentials');
        this.confirmed = true;
        return noContent();
      case 'GET /auth/passkeys':
        return page(world === 'empty' ? [] : this.passkeys);
      case 'GET /auth/sso/start':
        return problem(404, 'http.404', 'Not found');
      case 'DELETE /auth/sessions':
        return noContent();
    }
    if (call.startsWith('DELETE /auth/passkeys/')) {
      this.passkeys = this.passkeys.filter(({ id }) => !path.endsWith(id));
      return noContent();
    }
    return undefined;
  }
}

const codes = ['4K7M-9QXT', 'B2HD-R5NW', 'C8VJ-3PLF', 'D6ZS-7TGA', 'E1YK-8MUB', 'F9WC-2XRE', 'G3NT-6QHV', 'H5LP-4JDZ', 'J7RA-1FSK', 'K2XE-9VCM'];
/** Looks like a QR code from afar; the real one comes from the server. */
const qr = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 21 21" shape-rendering="crispEdges"><path d="${Array.from({ length: 441 }, (_, at) => ((at * 7919) % 13 < 6 ? `M${String(at % 21)} ${String(Math.floor(at / 21))}h1v1h-1z` : '')).join('')}"/></svg>`;
