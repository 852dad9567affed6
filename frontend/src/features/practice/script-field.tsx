import { Button } from '@/shared/ui/button';
import { TextArea } from '@/shared/ui/field';

/** The scenario's own script to begin with, or the learner's. */
export function ScriptField({ value, shipped, onChange }: { value: string | null; shipped: readonly string[]; onChange: (script: string | null) => void }) {
  return (
    <div className="md:pl-[7.5rem]">
      <TextArea
        label="Your script"
        rows={7}
        value={value ?? shipped.join('\n')}
        onChange={(event) => { onChange(event.target.value); }}
        hint="One point per line. The coach listens for the meaning, not for the words."
      />
      {value !== null && (
        <Button size="small" tone="quiet" icon="refresh" className="mt-1 -ml-2.5" onClick={() => { onChange(null); }}>
          Use the script of this scenario
        </Button>
      )}
    </div>
  );
}
