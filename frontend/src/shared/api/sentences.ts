import { Problem } from './problem';

/** The one catalogue that turns codes into sentences: what happened, then what to do. */
const sentences: Record<string, string> = {
  'client.unreachable': 'The server does not answer. Check your connection; nothing you entered is lost.',
  'client.too-much-kept': 'You are offline and fifty changes wait already. Wait until they are sent.',
  'http.401': 'You are signed out. Log in to go on.',
  'http.403': 'Your role does not allow this. An admin of your workspace can change that.',
  'http.404': 'This does not exist, or it is not yours to see.',
  'http.429': 'Too many attempts. Wait a minute, then try again.',
  'http.500': 'Something broke on our side. Try again; if it happens twice, report it with the request number.',
  'http.503': 'The server is busy or restarting. Try again in a moment.',
  'request.signed-out': 'You are signed out. Log in to go on.',
  'practice.not-possible-now': 'That is not possible at this point of the call. Load the page again to see where it stands.',
  'practice.no-voice-capacity': 'All voice lines of this server are busy. Try again shortly, or practise in text now.',
  'workspace.wrong-credentials': 'E-mail and password do not match.',
  'workspace.email-taken': 'There is an account with this e-mail already. Log in instead.',
  'workspace.company-sign-in-required': 'This workspace lets people in through their company’s sign-in only. Go there once, and you come back signed in.',
  'workspace.wrong-code': 'This code is not right. Codes change every 30 seconds; wait for the next one.',
  'http.402': 'This belongs to a module that your workspace does not have at present. An owner can add it under Plan and billing.',
  'module_required': 'This belongs to a module that your workspace does not have at present. An owner can add it under Plan and billing.',
  'impersonation.refused': 'Not while you are signed in as somebody else. End the impersonation first.',
  'administration.heir-needed': 'Others work with what this person owns. Choose who gets it.',
  'no_key': 'No key is set for this provider. Add one under Settings, Keys.',
  'budget_exceeded': 'The budget of this month is used up. Whoever manages keys can raise it under Settings, Budgets.',
};

/** For whatever was caught; what is not a problem of the server's is a fault of the page. */
export function sentence(problem: unknown): string {
  if (!(problem instanceof Problem)) return 'Something broke on this page. Load it again.';
  return sentences[problem.code] ?? problem.detail ?? sentences[`http.${String(problem.status)}`] ?? problem.title;
}
