/**
 * Some actions want a sign-in of the last minutes. When the server says so, the client waits here until the person has
 * shown again who they are, and then does the action after all. One question is open at a time; whoever comes meanwhile
 * waits for the same answer.
 */
type Listener = () => void;

let open: { answer: Promise<boolean>; settle: (confirmed: boolean) => void } | undefined;
const listeners = new Set<Listener>();

function tell() {
  for (const listener of listeners) listener();
}

export function isStepUp(code: string): boolean {
  return code.endsWith('recent-sign-in-required');
}

/** True once confirmed, false when the person would rather not. Without a screen that could ask, the answer is no. */
export function askStepUp(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false);
  if (open === undefined) {
    let settle: (confirmed: boolean) => void = () => undefined;
    const answer = new Promise<boolean>((resolve) => {
      settle = resolve;
    });
    open = { answer, settle };
    tell();
  }
  return open.answer;
}

export function settleStepUp(confirmed: boolean): void {
  open?.settle(confirmed);
  open = undefined;
  tell();
}

export const stepUpStore = {
  subscribe: (listener: Listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  asked: () => open !== undefined,
};
