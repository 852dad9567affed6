import { saveFile } from '@/shared/lib/save-file';
import { Button } from '@/shared/ui/button';
import { CopyButton } from '@/shared/ui/copy-button';

/** Shown once: to copy, to keep as a file, then gone. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const text = codes.join('\n');
  return (
    <div className="flex flex-col gap-4">
      <p className="text-ink-soft">If you lose your device, one of these logs you in. Each works once. They are not shown again.</p>
      <ul aria-label="Recovery codes" className="num grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-md border border-hairline bg-sunken px-4 py-3 text-md">
        {codes.map((code) => (
          <li key={code} className="select-all">{code}</li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <CopyButton text={text} label="Copy all" />
        <Button icon="download" onClick={() => { keep(text); }}>
          Save as a file
        </Button>
        <Button tone="next" className="ml-auto" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}

function keep(text: string) {
  saveFile('quotahit-recovery-codes.txt', new Blob([`QuotaHit recovery codes. Each works once.\n\n${text}\n`], { type: 'text/plain' }));
}
