// What a run needs to know of a call in a real browser: the words on the socket, what reaches the loudspeaker, what the
// recording plays, and every error of the page.

/** Call before the page is opened. */
export async function watchCall(page) {
  const said = [];
  const problems = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) problems.push(message.text());
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`);
  });
  page.on('websocket', (socket) => {
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string') said.push({ at: Date.now(), ...JSON.parse(payload) });
    });
  });
  await page.addInitScript(() => {
    const follow = (ear, hear) => {
      const samples = new Float32Array(ear.fftSize);
      setInterval(() => {
        ear.getFloatTimeDomainData(samples);
        hear(samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0));
      }, 20);
    };
    window.loudest = 0;
    window.loudNow = 0;
    /** When the loudspeaker was last heard to be still, newest last. */
    window.stillAt = [];
    const connect = AudioNode.prototype.connect;
    AudioNode.prototype.connect = function (target, ...rest) {
      if (target instanceof AudioDestinationNode) {
        const ear = new AnalyserNode(this.context, { fftSize: 1024 });
        connect.call(this, ear);
        follow(ear, (peak) => {
          window.loudNow = peak;
          if (peak < 0.01) window.stillAt = [...window.stillAt.slice(-2_000), Date.now()];
          window.loudest = Math.max(window.loudest, peak);
        });
      }
      return connect.call(this, target, ...rest);
    };
    // Every start of a recording: where it stands when sound begins, and how loud it gets from there.
    window.recordings = [];
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function () {
      if (!this.ear) {
        const context = new AudioContext();
        this.ear = new AnalyserNode(context, { fftSize: 1024 });
        new MediaStreamAudioSourceNode(context, { mediaStream: this.captureStream() }).connect(this.ear);
        follow(this.ear, (peak) => {
          const started = window.recordings.at(-1);
          if (started?.element === this && started.fromMs !== null) started.loudest = Math.max(started.loudest, peak);
        });
      }
      const start = { element: this, fromMs: null, loudest: 0, source: this.currentSrc || this.src };
      window.recordings.push(start);
      const begin = () => {
        start.fromMs = this.currentTime * 1000;
      };
      // Started anew from where it is already playing, it does not say "playing" again.
      if (!this.paused && !this.seeking) begin();
      else this.addEventListener(this.paused ? 'playing' : 'seeked', begin, { once: true });
      return play.call(this);
    };
  });
  const finals = (speaker) => said.filter((word) => word.type === 'transcript.final' && word.speaker === speaker);
  return {
    said,
    problems,
    finals,
    heard: (speaker) => finals(speaker).map((word) => word.text.toLowerCase()).join(' '),
    /** Looks forty times a second until it is so. */
    async until(what, done, limit) {
      const end = Date.now() + limit;
      while (!(await done())) {
        if (Date.now() > end) throw new Error(`${what}: not within ${limit} ms; heard ${JSON.stringify(said.slice(-12))}`);
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    /** How often a recording was started so far. */
    starts: () => page.evaluate(() => window.recordings.length),
    /** The newest start of a recording once its sound has begun. */
    lastStart: () => page.evaluate(() => {
      const { fromMs, loudest, source } = window.recordings.at(-1) ?? { fromMs: null, loudest: 0, source: '' };
      return { fromMs, loudest, source, nowMs: (window.recordings.at(-1)?.element.currentTime ?? 0) * 1000 };
    }),
  };
}
