/** Live changes from the server. EventSource resumes by itself with Last-Event-ID; a closed stream is opened again, slower each time. */
export function listenToChanges(types: readonly string[], onChange: (type: string, data: unknown) => void): () => void {
  if (typeof EventSource === 'undefined') return () => undefined;
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = 1_000;
  const open = () => {
    const opened = new EventSource('/api/v1/events');
    source = opened;
    opened.onopen = () => {
      waitMs = 1_000;
    };
    opened.onerror = () => {
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(open, waitMs);
      waitMs = Math.min(60_000, waitMs * 2);
    };
    for (const type of types) {
      opened.addEventListener(type, (event: MessageEvent<string>) => {
        onChange(type, parse(event.data));
      });
    }
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
