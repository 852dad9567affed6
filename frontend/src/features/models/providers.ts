import { providerName } from '@/shared/lib/provider-names';

/** The providers one can bring a key for, grouped by what they are for. What they want beside the key is written here too. */
export type Provider = {
  id: string;
  name: string;
  text: string;
  keyLabel?: string;
  placeholder?: string;
  /** The address of the server, where it is not the provider's own. */
  baseUrl?: 'optional' | 'required';
  keysAt?: string;
};

export type Category = { name: string; text: string; providers: readonly Provider[] };

export const categories: readonly Category[] = [
  {
    name: 'Language models',
    text: 'They play buyers, grade calls and answer in the coach.',
    providers: [
      { id: 'openai', name: providerName('openai'), text: 'GPT models, speech in and out', placeholder: 'sk-…', keysAt: 'platform.openai.com' },
      { id: 'anthropic', name: providerName('anthropic'), text: 'Claude models', placeholder: 'sk-ant-…', keysAt: 'console.anthropic.com' },
      { id: 'openrouter', name: providerName('openrouter'), text: 'Many models behind one key', placeholder: 'sk-or-…', keysAt: 'openrouter.ai' },
    ],
  },
  {
    name: 'Search',
    text: 'Looks things up before a call and quotes where it found them.',
    providers: [
      { id: 'perplexity', name: providerName('perplexity'), text: 'Preferred: answers with sources', placeholder: 'pplx-…', keysAt: 'perplexity.ai' },
      { id: 'tavily', name: providerName('tavily'), text: 'Search results as text', placeholder: 'tvly-…', keysAt: 'tavily.com' },
    ],
  },
  {
    name: 'Voice',
    text: 'Other voices and ears than the ones built in.',
    providers: [
      { id: 'elevenlabs', name: providerName('elevenlabs'), text: 'Voices', keysAt: 'elevenlabs.io' },
      { id: 'deepgram', name: providerName('deepgram'), text: 'Transcription', keysAt: 'deepgram.com' },
    ],
  },
  {
    name: 'Telephony',
    text: 'Numbers and calls of your own account.',
    providers: [{ id: 'twilio', name: providerName('twilio'), text: 'Account SID and token, with a colon between', keyLabel: 'Account SID:token', placeholder: 'AC…:…', keysAt: 'console.twilio.com' }],
  },
  {
    name: 'Mail',
    text: 'Letters from your own address.',
    providers: [{ id: 'smtp', name: providerName('smtp'), text: 'Your mail server', keyLabel: 'User:password', placeholder: 'user:password', baseUrl: 'required' }],
  },
  {
    name: 'Own endpoint',
    text: 'Anything that speaks the OpenAI protocol: vLLM, Ollama, LM Studio, a gateway of yours.',
    providers: [{ id: 'openai-compatible', name: providerName('openai-compatible'), text: 'An address and, if it wants one, a key', baseUrl: 'required' }],
  },
];

/** The installation's own mail server has a screen of its own, with what a key does not say. */
export const installationCategories: readonly Category[] = categories.filter(({ name }) => name !== 'Mail');
