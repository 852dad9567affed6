/** The name, with a call in small before it. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 20 20" fill="none" strokeWidth={2} strokeLinecap="round">
      <path className="stroke-ours" d="M3 8V6.500M7 8V3M11 8V5" />
      <path className="stroke-theirs" d="M9 12v2M13 12v5M17 12v2.500" />
    </svg>
  );
}

export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-md font-semibold tracking-tight text-ink">
      <Mark />
      QuotaHit
    </span>
  );
}
