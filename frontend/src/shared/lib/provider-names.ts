/** The companies behind models, voices and searches, as they write themselves. */
const names: Record<string, string> = {
  openai: 'OpenAI',
  anthropic: 'Anthropic',
  openrouter: 'OpenRouter',
  perplexity: 'Perplexity',
  tavily: 'Tavily',
  elevenlabs: 'ElevenLabs',
  deepgram: 'Deepgram',
  twilio: 'Twilio',
  smtp: 'SMTP',
  'openai-compatible': 'OpenAI-compatible server',
};

export function knownProvider(id: string): string | undefined {
  return names[id];
}

export function providerName(id: string): string {
  return names[id] ?? id.charAt(0).toUpperCase() + id.slice(1);
}
