import { describe, expect, it } from 'vitest';
import { linksIn } from './letter-links';
import { disarmed } from './letter-markup';
import { noticeName } from './notice-words';
import { ownLink } from './notices-screen';

describe('a notice', () => {
  it('leads to a page of this site or nowhere', () => {
    expect(ownLink('/practice/sessions/rp_1')).toBe('/practice/sessions/rp_1');
    expect(ownLink(`${window.location.origin}/home?a=1`)).toBe('/home?a=1');
    for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example/home', 'javascript:alert(1)', 'mailto:a@b.c', '', null]) expect(ownLink(elsewhere)).toBeUndefined();
  });

  it('has a name also when its type is new', () => {
    expect(noticeName('forecast.deal_slipped')).toBe('Forecast deal slipped');
  });
});

describe('a letter', () => {
  it('loses everything that acts, fetches or leads away, and keeps its looks aside', () => {
    const markup = disarmed('<p style="color:red" onclick="x()">Hi <a href="https://evil.example">there</a><img src="https://evil.example/p.gif"></p><script>x()</script><form action="/x"><input></form><p style="background:url(https://evil.example)">.</p>');
    expect(markup).not.toMatch(/evil|script|onclick|<form|<input|href|src=/);
    expect(markup).toContain('data-looks="color:red"');
  });

  it('shows each of its links once, without the full stop behind it', () => {
    expect(linksIn('Open https://q.example/invitations/abc-1_2. Or (https://q.example/help), https://q.example/help')).toEqual(['https://q.example/invitations/abc-1_2', 'https://q.example/help']);
  });
});
