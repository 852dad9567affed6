import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CallLine } from '@/shared/ui/call-line';
import { Icon } from '@/shared/ui/icons';
import { Wordmark } from '@/shared/ui/wordmark';
import { sampleCall } from '@/shared/sample-call';

/** The page around logging in and signing up: the form, and beside it a call to look at. */
export function AuthFrame({ title, text, other, children }: { title: string; text: string; other: ReactNode; children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(26rem,34rem)_1fr]">
      <main className="flex flex-col px-6 py-6 sm:px-12">
        <Link to="/" aria-label="QuotaHit, start page" className="self-start rounded-sm">
          <Wordmark />
        </Link>
        <div className="my-auto w-full max-w-[24rem] py-10">
          <h1 className="text-xl font-semibold">{title}</h1>
          <p className="mt-1 mb-7 text-ink-muted">{text}</p>
          {children}
          {other !== null && <p className="mt-6 text-ink-muted">{other}</p>}
        </div>
      </main>
      <aside aria-label="A practice call" className="hidden flex-col justify-center overflow-hidden border-l border-hairline bg-sunken px-16 lg:flex">
        <figure className="max-w-[44rem]">
          <blockquote className="text-xl font-medium">
            “{sampleCall.quote.text}”
          </blockquote>
          <figcaption className="mt-3 mb-10 text-ink-muted">{sampleCall.quote.who}, on a practice call</figcaption>
          <CallLine call={sampleCall.shape} size="player" label="The practice call that the quote is from: our speech above the line, the buyer's below" marks />
        </figure>
      </aside>
    </div>
  );
}

export function FormProblem({ text }: { text: string }) {
  return (
    <p role="alert" className="flex items-start gap-2 rounded-md bg-danger-wash px-3 py-2 text-danger">
      <Icon name="alert" className="mt-0.5 shrink-0" />
      {text}
    </p>
  );
}
