import { TextArea } from '@/shared/ui/field';

export function ScriptField({ value, onChange }: { value: string; onChange: (script: string) => void }) {
  return (
    <div className="md:pl-[7.5rem]">
      <TextArea
        label="Your script"
        rows={7}
        value={value}
        onChange={(event) => { onChange(event.target.value); }}
        placeholder={'Open with their name and one reason to call that is about them.\nAsk what a late delivery cost them last week.\nAgree the day and the hour.'}
        hint="One point per line. The coach listens for the meaning, not for the words."
      />
    </div>
  );
}
