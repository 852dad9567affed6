/** "voice-practice" as "Voice practice". */
export function codeInWords(code: string): string {
  const words = code.replaceAll(/[._-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
