import { sentence } from '@/shared/api/sentences';
import { toast } from './toasts';

/** For what was tried without a form around it: the reason as a toast. */
export function refused(problem: unknown): void {
  toast(sentence(problem), { tone: 'danger' });
}
