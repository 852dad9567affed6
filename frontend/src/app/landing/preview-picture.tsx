import { renderToStaticMarkup } from 'react-dom/server';
import { sampleCall } from '@/shared/sample-call';
import { CallLine } from '@/shared/ui/call-line';
import { Mark } from '@/shared/ui/wordmark';

/** The picture that stands for a link to us, as markup; scripts/og.mjs takes the photograph. */
export function previewPicture(): string {
  return renderToStaticMarkup(
    <>
      <p className="name">
        <Mark size={34} />
        QuotaHit
      </p>
      <h1>
        Practise the call
        <br />
        before the call.
      </h1>
      <div className="line">
        <CallLine call={sampleCall.shape} size="hero" label="A sales call" width={1056} positionMs={sampleCall.quote.startMs} live />
      </div>
    </>,
  );
}
