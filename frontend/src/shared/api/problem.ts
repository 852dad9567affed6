export type FieldProblem = { field: string; code: string; message: string };

/** What the server said went wrong, with its stable code. Thrown by the client, read by the screens. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string | undefined;
  readonly fields: readonly FieldProblem[];
  readonly requestId: string | undefined;
  readonly retryAfterS: number | undefined;
  /** What the problem says beyond the fields that all problems have, such as the module that is missing. */
  readonly more: Readonly<Record<string, unknown>>;

  constructor(given: {
    status: number;
    code: string;
    title: string;
    detail?: string | undefined;
    fields?: readonly FieldProblem[];
    requestId?: string | undefined;
    retryAfterS?: number | undefined;
    more?: Readonly<Record<string, unknown>>;
    cause?: unknown;
  }) {
    super(given.detail ?? given.title, { cause: given.cause });
    this.name = 'Problem';
    this.status = given.status;
    this.code = given.code;
    this.title = given.title;
    this.detail = given.detail;
    this.fields = given.fields ?? [];
    this.requestId = given.requestId;
    this.retryAfterS = given.retryAfterS;
    this.more = given.more ?? {};
  }

  static unreachable(cause: unknown): Problem {
    return new Problem({ status: 0, code: 'client.unreachable', title: 'No answer from the server', cause });
  }

  field(name: string): string | undefined {
    return this.fields.find((problem) => problem.field === name)?.message;
  }

  /** A text that only this kind of problem carries. */
  word(name: string): string | undefined {
    return text(this.more[name]);
  }

  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export async function readProblem(answer: Response): Promise<Problem> {
  const body: unknown = await answer.json().catch(() => undefined);
  const record = isRecord(body) ? body : {};
  const retry = Number(answer.headers.get('Retry-After'));
  return new Problem({
    status: answer.status,
    code: text(record['code']) ?? `http.${String(answer.status)}`,
    title: text(record['title']) ?? 'The server refused',
    detail: text(record['detail']),
    fields: Array.isArray(record['errors']) ? record['errors'].filter(isFieldProblem) : [],
    requestId: text(record['requestId']) ?? answer.headers.get('X-Request-Id') ?? undefined,
    retryAfterS: Number.isFinite(retry) && retry > 0 ? retry : undefined,
    more: record,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value['field'] === 'string' && typeof value['message'] === 'string';
}
