import { trusted } from './trusted-markup';

const unwanted = 'script,style,link,meta,base,iframe,object,embed,form,input,button,svg,math,template';

/** Markup without anything that acts, fetches or leads away. Its looks are set aside in data-looks before it is parsed: the policy of this page lets no style be parsed. */
export function disarmed(html: string): string {
  const letter = new DOMParser().parseFromString(trusted(html.replaceAll(/\sstyle\s*=/gi, ' data-looks=')), 'text/html');
  for (const element of letter.querySelectorAll(unwanted)) element.remove();
  for (const element of letter.querySelectorAll('*')) {
    for (const { name, value } of [...element.attributes]) {
      const leads = name.startsWith('on') || ['style', 'href', 'src', 'srcset', 'background', 'action', 'ping'].includes(name);
      if (leads || (name === 'data-looks' && /url\s*\(/i.test(value))) element.removeAttribute(name);
    }
  }
  return letter.documentElement.outerHTML;
}
