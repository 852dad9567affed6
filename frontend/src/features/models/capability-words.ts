const words: Record<string, string> = {
  vision: 'reads images',
  tools: 'uses tools',
  json: 'answers in a given form',
  audio: 'hears and speaks',
  pdf: 'reads PDF',
  search: 'searches the web',
};

/** What a model can do, as people say it. How its answers are tuned is nothing to choose it by. */
export function capabilityText(capabilities: readonly string[]): string {
  const text = capabilities.flatMap((one) => (one.toLowerCase() === 'temperature' ? [] : [words[one.toLowerCase()] ?? one.toLowerCase()])).join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
