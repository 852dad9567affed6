import type { Persona, Scenario } from '../src/shared/api/types.ts';

function persona(
  id: string,
  name: string,
  role: string,
  company: string,
  industry: string,
  seniority: Persona['seniority'],
  manner: Persona['manner'],
  summary: string,
  [patience, skepticism, warmth, talkativeness, priceSensitivity]: [number, number, number, number, number],
): Persona {
  return {
    id: `prs_${id}`,
    name,
    role,
    company,
    industry,
    seniority,
    manner,
    summary,
    voice: 'af_heart',
    language: 'en',
    traits: { patience, skepticism, warmth, talkativeness, priceSensitivity },
  };
}

export const personas: Persona[] = [
  persona('dana', 'Dana Whitfield', 'VP Operations', 'Northline Freight', 'Logistics', 'executive', 'brisk', 'Runs 40 depots and has been burned by a roll-out that took a year. Wants proof before promises.', [25, 80, 35, 40, 55]),
  persona('marcus', 'Marcus Oyelaran', 'CFO', 'Halden Foods', 'Manufacturing', 'executive', 'formal', 'Reads every line of a quotation. Will ask for the discount you did not plan to give.', [55, 70, 55, 45, 95]),
  persona('priya', 'Priya Raman', 'Head of Security', 'Castellan Bank', 'Finance', 'director', 'skeptical', 'Has a list of forty questions and asks the ones you skipped. Silence means she is writing.', [60, 90, 30, 30, 25]),
  persona('tom', 'Tom Becker', 'IT Manager', 'Wexley Schools', 'Public sector', 'team_lead', 'rambling', 'Likes you within a minute and decides nothing without his board. The real process hides behind the chat.', [85, 30, 90, 90, 60]),
  persona('ines', 'Inês Carvalho', 'Founder', 'Mareo', 'Retail', 'owner', 'brisk', 'Has eight minutes between two meetings and says so. Rewards anyone who gets to the point.', [15, 50, 60, 75, 70]),
  persona('ruth', 'Ruth Adler', 'Procurement Lead', 'Brandt Medical', 'Healthcare', 'team_lead', 'formal', 'Follows a process with six gates. Helps those who ask about it and stalls those who push past it.', [70, 60, 40, 35, 85]),
  persona('kenji', 'Kenji Watanabe', 'Plant Director', 'Orso Components', 'Manufacturing', 'director', 'analytical', 'Thinks before every answer. Fill the pause and you lose the answer he was about to give.', [90, 55, 50, 15, 45]),
  persona('lou', 'Lou Martin', 'Receptionist', 'Greyfield Partners', 'Professional services', 'specialist', 'warm', 'Protects the diary of three partners. Transfers callers who are clear about why they call.', [65, 65, 70, 50, 0]),
  persona('sofia', 'Sofia Lindqvist', 'Head of Sales', 'Tessel', 'Software', 'director', 'easygoing', 'Uses your competitor today and is mostly happy. The renewal is in nine weeks.', [60, 45, 65, 65, 50]),
  persona('grant', 'Grant Mulholland', 'COO', 'Pike & Dray', 'Logistics', 'executive', 'blunt', 'Opens with a complaint to see how you take it. Respect comes after the second straight answer.', [20, 85, 15, 55, 60]),
  persona('amara', 'Amara Nwosu', 'Clinic Manager', 'Lakeside Care', 'Healthcare', 'team_lead', 'warm', 'Wants help and fears another system. Every minute saved per patient is worth more than a feature.', [50, 35, 85, 60, 65]),
  persona('viktor', 'Viktor Hale', 'Head of IT', 'Aldgate Insurance', 'Finance', 'director', 'analytical', 'Knows the field better than most sellers. Admits nothing until you admit what you do not know.', [45, 75, 35, 50, 30]),
];

function scenario(
  id: string,
  title: string,
  type: Scenario['type'],
  summary: string,
  learnerBrief: string,
  stages: string[],
  focuses: Scenario['focuses'],
  timeLimitS: number,
  suggested: string[],
): Scenario {
  return { id: `scn_${id}`, title, type, summary, learnerBrief, stages, focuses, timeLimitS, personaIds: suggested.map((name) => `prs_${name}`), script: script.map(([text]) => text) };
}

/** What could be said, with what it is for. */
export const script: [string, string][] = [
  ['Open with their name and one reason to call that is about them.', 'A reason of theirs'],
  ['Ask what a late delivery cost them last week.', 'Cost of the problem'],
  ['Ask who besides them has to say yes.', 'Decision process'],
  ['Offer a four-week trial in two depots.', 'A small first step'],
  ['Agree the day and the hour.', 'Dated next step'],
];

export const scenarios: Scenario[] = [
  scenario('discovery-ops', 'First discovery with operations', 'discovery', 'A booked call. They know your name and not much else.', 'You sell route planning software. Find out what a late delivery costs them, who else decides and what has been tried. Leave with a dated next step.', ['Opening', 'Situation', 'Cost of the problem', 'Decision process', 'Next step'], ['discovery', 'sales_call', 'general'], 600, ['dana', 'kenji', 'amara']),
  scenario('cold-open', 'Cold call, thirty seconds to earn', 'cold_call', 'They did not expect you and are about to hang up.', 'Earn thirty seconds, then three minutes. One reason to call that is about them, one question, one next step.', ['Opening', 'Reason', 'Question', 'Next step'], ['sales_call', 'general'], 300, ['ines', 'grant', 'dana']),
  scenario('gatekeeper', 'Past the front desk', 'gatekeeper', 'A kind receptionist stands between you and a partner.', 'Say who you are and why it matters to the partner. Do not trick anyone.', ['Front desk', 'Transfer'], ['sales_call', 'general'], 300, ['lou']),
  scenario('price', 'The price is too high', 'objection', 'The demo went well. Then the quotation arrived.', 'The list price is 42,000 a year. You may give 8 % for a two-year term and nothing for free. Find what the price is compared with before you answer it.', ['Objection', 'Diagnosis', 'Answer', 'Agreement'], ['objection', 'negotiation'], 480, ['marcus', 'ruth']),
  scenario('security', 'Security review', 'objection', 'Forty questions, and the third one is a trap.', 'Answer what you know. Say what you do not know and when you will. Keep the deal moving while the review runs.', ['Scope', 'Questions', 'Gaps', 'Plan'], ['objection', 'demo'], 600, ['priya', 'viktor']),
  scenario('demo', 'A demo that stays a conversation', 'demo', 'Twenty features, two that matter to them.', 'Show two things that answer what they said earlier. Ask after each. Do not tour the product.', ['Recap', 'First proof', 'Second proof', 'Reaction', 'Next step'], ['demo', 'general'], 900, ['sofia', 'tom', 'viktor']),
  scenario('renewal', 'Renewal with a rival in the room', 'renewal', 'They are content and have another offer.', 'Find out what the rival promised. Trade, do not give.', ['Relationship', 'Value received', 'Rival offer', 'Terms'], ['negotiation', 'closing'], 600, ['sofia', 'marcus']),
  scenario('procurement', 'Procurement wants fifteen percent', 'negotiation', 'The buyer said yes. Procurement says cheaper.', 'You may move on term, payment and scope. Never on price alone.', ['Position', 'Interests', 'Trades', 'Agreement'], ['negotiation'], 600, ['ruth', 'marcus']),
  scenario('close', 'Ask for the decision', 'closing', 'Everything has been said. Nobody has asked.', 'Summarise what they told you, name the open point, ask for the decision and its date.', ['Summary', 'Open point', 'Decision', 'Date'], ['closing'], 420, ['tom', 'kenji', 'ruth']),
  scenario('stalled', 'Wake a deal that went quiet', 'sales_call', 'Three e-mails without an answer. You call.', 'Find out whether the deal is dead, and say so if it is. A clear no is a result.', ['Opening', 'What changed', 'Decision', 'Next step'], ['sales_call', 'discovery', 'general'], 420, ['grant', 'sofia', 'ines']),
];
