import { useMemo } from 'react';
import { disarmed } from './letter-markup';
import { trusted } from './trusted-markup';

/**
 * The letter as a page inside a frame that may do nothing: no scripts, no forms, no links to follow, nothing fetched.
 * It is somebody else's text, also when our own templates made it. The frame shares this page's origin only so that its
 * looks can be put on from here: the content security policy, which it inherits, lets no style in with the markup.
 */
export function LetterPage({ html, title }: { html: string; title: string }) {
  const page = useMemo(() => trusted(`<!doctype html>${disarmed(html)}`), [html]);
  return (
    <iframe
      title={title}
      sandbox="allow-same-origin"
      srcDoc={page}
      className="h-[26rem] w-full bg-paper"
      onLoad={({ currentTarget }) => {
        const inside = currentTarget.contentDocument;
        if (inside === null) return;
        inside.body.style.fontFamily = getComputedStyle(document.body).fontFamily;
        for (const element of inside.querySelectorAll<HTMLElement>('[data-looks]')) element.style.cssText = element.dataset['looks'] ?? '';
      }}
    />
  );
}
