import { problem } from './answers.ts';
import { AdminApi } from './house-admin.ts';
import { ModelsApi } from './house-models.ts';
import { MoneyApi } from './house-money.ts';
import { NoticesApi } from './house-notices.ts';
import { PeopleApi } from './house-people.ts';
import { SignInApi } from './house-sign-in.ts';

/** The calls around people, keys, money and administration: asked area by area until one knows the answer. */
export class HouseApi {
  private readonly signIn = new SignInApi();
  private readonly people = new PeopleApi();
  private readonly models = new ModelsApi(this.signIn);
  private readonly money = new MoneyApi();
  private readonly notices = new NoticesApi();
  private readonly admin = new AdminApi();

  async answer(request: Request, path: string, url: URL, world: string): Promise<Response | undefined> {
    const call = `${request.method} ${path}`;
    const body = async () => (await request.json().catch(() => ({}))) as Record<string, unknown>;
    if (world === 'rep' && /^\/(workspace\/(members|teams|roles|invitations|sso)|api-keys|audit|budgets|usage)/.test(path)) return problem(403, 'workspace.not-permitted', 'Your role does not allow this');
    if (world === 'locked' && /^\/(usage|budgets|models)/.test(path)) return problem(402, 'module_required', 'Module required', [{ field: 'module', code: 'required', message: 'coach' }]);
    return (
      (await this.signIn.answer(call, path, body, world)) ??
      (await this.people.answer(call, path, url, body, world)) ??
      (await this.models.answer(call, path, url, body, world)) ??
      (await this.money.answer(call, body, world)) ??
      (await this.notices.answer(call, path, url, body, world)) ??
      (await this.admin.answer(call, path, url, body, world))
    );
  }
}
