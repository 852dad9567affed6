import type { ModelEndpointsEditPrice } from '@/shared/api/openapi';

type Prices = { inPerM: number; outPerM: number; cachedPerM: number | null };

/**
 * The prices that a form holds, for text and for sound. In and out belong together: one without the other says nothing,
 * and sound without text neither; `half` is where that is so.
 */
export function readPrices(text: (name: string) => string): { price: ModelEndpointsEditPrice | null; half: 'text' | 'sound' | undefined } {
  const words = three(text, '');
  const sound = three(text, 'audio.');
  if (words === 'half') return { price: null, half: 'text' };
  if (sound === 'half') return { price: null, half: 'sound' };
  if (words === null) return { price: null, half: sound === null ? undefined : 'text' };
  return { price: { ...words, audio: sound }, half: undefined };
}

function three(text: (name: string) => string, prefix: string): Prices | 'half' | null {
  const number = (name: string) => (text(prefix + name) === '' ? null : Number(text(prefix + name).replace(',', '.')));
  const inPerM = number('inPerM');
  const outPerM = number('outPerM');
  const cachedPerM = number('cachedPerM');
  if (inPerM === null && outPerM === null) return cachedPerM === null ? null : 'half';
  return inPerM === null || outPerM === null ? 'half' : { inPerM, outPerM, cachedPerM };
}
