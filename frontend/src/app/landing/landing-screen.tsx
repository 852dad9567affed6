import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { clock } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { sampleCall } from '@/shared/sample-call';
import { buttonClass } from '@/shared/ui/button';
import { CallLine } from '@/shared/ui/call-line';
import { segmentAt } from '@/shared/ui/call-line-geometry';
import { SimulatedMark } from '@/shared/ui/faces';
import { Wordmark } from '@/shared/ui/wordmark';
import { Proofs } from './proofs';

export function LandingScreen() {
  useTitle('');
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="mx-auto flex w-full max-w-content items-center justify-between px-5 py-5 sm:px-8">
        <Wordmark />
        <nav aria-label="Account" className="flex items-center gap-1">
          <Link to="/pricing" className={buttonClass('quiet', 'normal', 'max-sm:hidden')}>
            Pricing
          </Link>
          <Link to="/log-in" className={buttonClass('quiet')}>
            Log in
          </Link>
          <Link to="/sign-up" className={buttonClass('plain')}>
            Sign up
          </Link>
        </nav>
      </header>
      <main className="flex-1">
        <section className="mx-auto w-full max-w-content px-5 pt-14 sm:px-8 sm:pt-24">
          <h1 className="max-w-[15ch] text-2xl font-semibold tracking-tighter sm:text-3xl">Practise the call before the call.</h1>
          <p className="mt-5 max-w-[34rem] text-md text-ink-muted sm:text-lg sm:leading-normal">
            Talk to a buyer who pushes back. Hang up. Read a scorecard whose every point quotes what was said.
          </p>
          <Link to="/sign-up" className={buttonClass('next', 'large', 'mt-8')}>
            Start practising
          </Link>
        </section>
        <ReadableCall />
        <Proofs />
      </main>
      <footer className="mx-auto flex w-full max-w-content flex-wrap justify-between gap-x-6 gap-y-2 border-t border-hairline px-5 py-8 text-ink-muted sm:px-8">
        <p>Runs on your own machine, with your own keys or with none.</p>
        <Link to="/pricing" className="rounded-sm underline underline-offset-4 hover:text-ink">
          What it costs
        </Link>
      </footer>
    </div>
  );
}

/** A whole practice call as a line. Move along it and read what was said. */
function ReadableCall() {
  const [atMs, setAtMs] = useState(sampleCall.quote.startMs);
  const turn = sampleCall.turns[Math.max(0, segmentAt(sampleCall.turns, atMs))];
  return (
    <section aria-label="A practice call" className="mt-14 border-y border-hairline bg-sunken py-10 sm:mt-20">
      <div className="mx-auto w-full max-w-content px-5 sm:px-8">
        <Moments />
        <CallLine
          call={sampleCall.shape}
          size="hero"
          label="Move through the sample call"
          positionMs={atMs}
          onSeek={setAtMs}
          marks
        />
        <div className="mt-6 grid min-h-32 gap-x-10 gap-y-3 md:grid-cols-[14rem_1fr]">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 self-start text-sm text-ink-muted">
            <span className="num">{clock(atMs)}</span>
            <span>{turn?.speaker === 'user' ? 'You' : sampleCall.persona.name}</span>
            <SimulatedMark />
          </p>
          <p aria-live="polite" className="max-w-[48rem] text-lg leading-normal font-medium">
            {turn?.text}
          </p>
        </div>
      </div>
    </section>
  );
}


/** What happened, written where it happened. */
function Moments() {
  return (
    <ol aria-label="Moments of the call" className="relative hidden h-9 sm:block">
      {sampleCall.moments.map(({ atMs, text }) => (
        <li key={text} className="absolute bottom-0 flex h-full flex-col border-l border-hairline-strong pl-2 text-sm whitespace-nowrap text-ink-muted" style={{ left: `${String((atMs / sampleCall.shape.durationMs) * 100)}%` }}>
          {text}
        </li>
      ))}
    </ol>
  );
}
