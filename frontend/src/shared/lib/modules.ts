/** The five things one can buy, in the order in which a deal meets them. */
export const modules: Readonly<Record<string, { name: string; text: string }>> = {
  practice: { name: 'Practice', text: 'Live voice practice with buyers who push back, scored with quotes.' },
  analysis: { name: 'Call Analyzer', text: 'Real calls transcribed, measured and scored like practice calls.' },
  coach: { name: 'AI Coach', text: 'Questions about a deal or an objection, answered on your own model keys.' },
  followup: { name: 'Follow-up Autopilot', text: 'Drafts and sequences after each call, sent only when you approve.' },
  brain: { name: 'Company Brain', text: 'Your documents and calls, searched and quoted with their source.' },
};

export function moduleName(module: string): string {
  return modules[module]?.name ?? module.charAt(0).toUpperCase() + module.slice(1).replaceAll('_', ' ');
}
