import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { postForEvents } from '@/shared/api/client';
import { Problem } from '@/shared/api/problem';
import { sentence } from '@/shared/api/sentences';
import type { Session } from '@/shared/api/types';
import type { LiveTurn } from '@/shared/live/live-state';
import { useShortcuts } from '@/shared/lib/use-keys';
import { Button } from '@/shared/ui/button';
import { toast } from '@/shared/ui/toasts';
import { rememberEnded, useEndSession } from './end-session';
import { LiveTranscript } from './live-transcript';
import { RoomBar } from './room-bar';
import { RoomBrief, RoomSide } from './room-side';
import { firstName } from './words';

type Answering = { text: string } | null;

/** The same call in writing: no microphone, the same buyer, the same scorecard. */
export function TextRoom({ session }: { session: Session }) {
  const [turns, setTurns] = useState<readonly LiveTurn[]>(() =>
    session.turns.map(({ id, speaker, text, startMs, interrupted }) => ({ turn: id, speaker, text, atMs: startMs, interrupted })),
  );
  const [answer, setAnswer] = useState<Answering>(null);
  const [problem, setProblem] = useState<string | undefined>();
  const [startedAt] = useState(() => performance.now());
  const running = useRef<AbortController | null>(null);
  const input = useRef<HTMLTextAreaElement>(null);
  const navigate = useNavigate();
  const client = useQueryClient();
  const endSession = useEndSession(session.id);
  const name = firstName(session.persona.name);

  useEffect(
    () => () => {
      running.current?.abort();
    },
    [],
  );

  const keep = (speaker: 'user' | 'persona', text: string) => {
    setTurns((known) => [...known, { turn: `local-${String(known.length)}`, speaker, text, atMs: performance.now() - startedAt, interrupted: false }]);
  };

  const send = async (text: string) => {
    setProblem(undefined);
    keep('user', text);
    const control = new AbortController();
    running.current = control;
    setAnswer({ text: '' });
    let said = '';
    let answered = false;
    let over = false;
    try {
      for await (const { event, data } of postForEvents(`/practice/sessions/${encodeURIComponent(session.id)}/turns`, { text }, control.signal)) {
        const { text: piece, over: ended } = readPiece(data);
        if (ended) over = true;
        if (event === 'reply.delta') {
          said += piece;
          setAnswer({ text: said });
        }
        if (event === 'reply.done') {
          // Whoever is put through is answered twice: by the front desk, then by the buyer.
          const whole = piece === '' ? said : piece;
          if (whole !== '') keep('persona', whole);
          answered = true;
          said = '';
          setAnswer({ text: '' });
        }
        if (event === 'problem') setProblem(piece);
      }
      if (said !== '') keep('persona', said);
      if (over) {
        rememberEnded(session.id);
        void client.invalidateQueries({ queryKey: ['practice'] });
        void navigate({ to: '/practice/sessions/$id', params: { id: session.id }, replace: true });
        return;
      }
    } catch (cause) {
      if (control.signal.aborted) return;
      if (!answered) {
        // What was typed goes back into the field, so that nothing has to be typed twice.
        setTurns((known) => known.slice(0, -1));
        if (input.current) input.current.value = text;
      }
      setProblem(cause instanceof Problem ? sentence(cause) : 'The answer was cut off. Send it again.');
    }
    setAnswer(null);
    input.current?.focus();
  };

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    const text = input.current?.value.trim() ?? '';
    if (text === '' || answer !== null) return;
    if (input.current) input.current.value = '';
    void send(text);
  };

  const end = () => {
    endSession.mutate(undefined, {
      onSuccess: () => {
        void client.invalidateQueries({ queryKey: ['practice'] });
        void navigate({ to: '/practice/sessions/$id', params: { id: session.id }, replace: true });
      },
      onError: (failure) => { toast(sentence(failure), { tone: 'danger' }); },
    });
  };
  useShortcuts({ 'end-call': end });

  return (
    <div className="flex h-[calc(100dvh-var(--banner))] flex-col bg-canvas">
      <RoomBar session={session} state={{ startedAt, quality: 'good' }} simulated={session.simulated} />
      <div className="flex min-h-0 flex-1">
        <main className="flex min-w-0 flex-1 flex-col pt-6">
          <p role="status" className="sr-only">
            {answer === null ? 'Your turn' : `${name} is writing`}
          </p>
          <RoomBrief session={session} state={{ hints: [] }} />
          {turns.length === 0 && answer === null && <p className="mx-auto w-full max-w-reading px-4 pb-4 text-ink-muted sm:px-8">{name} is on the line. Write your opening words.</p>}
          <LiveTranscript turns={turns} partial={answer === null ? null : { speaker: 'persona', text: answer.text === '' ? '…' : answer.text }} personaName={session.persona.name} shown />
          {problem !== undefined && (
            <p role="alert" className="mx-auto mb-2 w-full max-w-reading px-4 text-danger sm:px-8">
              {problem}
            </p>
          )}
        </main>
        <RoomSide session={session} state={{ hints: [] }} />
      </div>
      <footer data-bottom-bar="room" className="shrink-0 border-t border-hairline bg-surface p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]">
        <form onSubmit={submit} className="mx-auto flex max-w-reading items-end gap-2">
          <textarea
            ref={input}
            autoFocus
            rows={2}
            aria-label={`Your words to ${name}`}
            placeholder={`Say it to ${name}. Enter sends, Shift+Enter breaks the line.`}
            maxLength={4000}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
                event.preventDefault();
                submit();
              }
            }}
            className="min-h-11 min-w-0 flex-1 resize-none rounded-md border border-control-line bg-surface px-3 py-2 placeholder:text-ink-faint"
          />
          <div className="flex flex-col gap-1.5 sm:flex-row">
            <Button type="submit" tone="next" disabled={answer !== null}>
              Send
            </Button>
            <Button icon="hangUp" tone="danger" busy={endSession.isPending} onClick={end}>
              End
            </Button>
          </div>
        </form>
      </footer>
    </div>
  );
}

/** The text of a piece of the answer, wherever the event carries it, and whether the call ended with it. */
function readPiece(data: string): { text: string; over: boolean } {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return { text: '', over: false };
  }
  const record = (value ?? {}) as { text?: unknown; detail?: unknown; turn?: { text?: unknown }; over?: unknown };
  const text = [record.text, record.turn?.text, record.detail].find((one): one is string => typeof one === 'string');
  return { text: text ?? '', over: record.over === true };
}
