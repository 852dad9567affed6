import { microphoneProblem, type AudioPort } from './audio-port';
import { decodeFrame, encodeFrame, frameMs } from './frames';
import { idleState, withTurn, type LiveState, type LiveTurn, type Quality } from './live-state';
import { readMessage, type ClientMessage, type ServerMessage } from './messages';
import type { FromPlayback } from './worklet-messages';

export type SocketPort = {
  readonly bufferedAmount: number;
  send: (content: string | ArrayBuffer) => void;
  close: () => void;
};

export type SocketListener = {
  onOpen: () => void;
  onText: (text: string) => void;
  onBytes: (bytes: ArrayBuffer) => void;
  onClose: () => void;
};

export type Access = { url: string; protocol: string };
export type TicketRefusal = 'elsewhere' | 'over' | 'unreachable';

export type LiveCallPorts = {
  audio: AudioPort;
  openSocket: (access: Access, listener: SocketListener) => SocketPort;
  /** A fresh ticket for the same call. `takeOver` ends the call's hold in another tab. */
  ticket: (options: { takeOver: boolean }) => Promise<Access | TicketRefusal>;
  now: () => number;
};

const resumeWithinMs = 120_000;
const connectWithinMs = 8_000;
const positionEveryMs = 150;
const retryMs = [0, 300, 700, 1_500, 3_000] as const;
/** Sound kept while there is no socket. Older sound is dropped: a late question helps nobody. */
const heldFramesMax = 1_500 / frameMs;
/** This much unsent sound means that the socket only looks alive. */
const stuckBytes = 48_000 * 1.5;

const heldElsewhere = new Set(['voice.already-open', 'voice.taken-over', 'practice.attached-elsewhere', 'practice.stale-epoch']);
const callOver = new Set(['voice.call-over', 'voice.no-such-call', 'practice.resume-too-late']);

/**
 * One live call as a machine without screen or clock of its own: socket and sound in, states out.
 * It survives the loss of its socket for two minutes; what was said is kept, what was being said is not replayed.
 *
 * This file is long because every word of the socket changes the one state of the call; told apart, the parts would
 * only pass that state around.
 */
export class LiveCall {
  private state: LiveState = idleState;
  private readonly listeners = new Set<() => void>();
  private socket: SocketPort | undefined;
  /** Raised with each connection; events of an older one are not ours any more. */
  private epoch = 0;
  private open = false;
  private resumeToken: string | undefined;
  private sequence = 0;
  private lastHeard = 0;
  private reply: string | undefined;
  private cleared: string | undefined;
  private replyDone = true;
  private sounding = false;
  private lastPositionAt = 0;
  private attempt = 0;
  private underruns = 0;
  private roughUntil = 0;
  private held: { pcm: Int16Array; timeMs: number }[] = [];
  private timers = new Set<ReturnType<typeof setTimeout>>();
  private readonly ports: LiveCallPorts;

  /** What was said and how long it went before, when a call is joined that has already begun. */
  constructor(ports: LiveCallPorts, before: { turns: readonly LiveTurn[]; elapsedMs: number } = { turns: [], elapsedMs: 0 }) {
    this.ports = ports;
    this.state = { ...idleState, turns: before.turns, startedAt: before.elapsedMs > 0 ? ports.now() - before.elapsedMs : null };
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): LiveState => this.state;

  levels = (): { ours: number; theirs: number } => {
    const levels = this.ports.audio.levels();
    return this.state.muted ? { ...levels, ours: 0 } : levels;
  };

  async start(access?: Access): Promise<void> {
    if (this.state.phase !== 'idle') return;
    this.set({ phase: 'asking', microphone: null });
    try {
      await this.ports.audio.open({
        onFrame: (pcm, timeMs) => {
          this.capture(pcm, timeMs);
        },
        onPlayback: (report) => {
          this.hearPlayback(report);
        },
        onLost: () => {
          this.set({ microphone: 'missing' });
        },
      });
    } catch (cause) {
      this.ports.audio.close();
      this.set({ phase: 'idle', microphone: microphoneProblem(cause).trouble });
      return;
    }
    if (this.over()) {
      this.ports.audio.close();
      return;
    }
    this.set({ phase: 'connecting' });
    if (access) this.connect(access);
    else void this.reconnect(false);
  }

  mute(on: boolean): void {
    if (this.state.muted === on) return;
    this.set({ muted: on });
    this.tell({ type: 'mute', on });
  }

  say(text: string): void {
    this.tell({ type: 'text', text });
  }

  /** Asks the server to end; if no answer comes, the call is over for us anyway. */
  end(): void {
    if (this.over()) return;
    this.tell({ type: 'end' });
    this.after(1_500, () => {
      this.finish('user_ended');
    });
  }

  takeOver(): void {
    if (this.state.phase !== 'elsewhere') return;
    this.set({ phase: 'connecting', problem: null });
    this.attempt = 0;
    void this.reconnect(true);
  }

  /** The network says that it is gone: do not wait for the socket to notice. */
  offline(): void {
    if (this.open) this.lose();
  }

  /** Leaves without ending: the call may be resumed from here or elsewhere within two minutes. */
  leave(): void {
    this.epoch += 1;
    this.clearTimers();
    this.socket?.close();
    this.ports.audio.close();
  }

  private connect(access: Access): void {
    this.epoch += 1;
    const epoch = this.epoch;
    const ours = (act: () => void) => () => {
      if (epoch === this.epoch) act();
    };
    this.socket = this.ports.openSocket(access, {
      onOpen: ours(() => {
        this.open = true;
        if (this.resumeToken !== undefined) this.tell({ type: 'resume', token: this.resumeToken, lastSequence: this.lastHeard });
        if (this.state.muted) this.tell({ type: 'mute', on: true });
        this.flush();
      }),
      onText: (text) => {
        if (epoch === this.epoch) this.hear(text);
      },
      onBytes: (bytes) => {
        if (epoch === this.epoch) this.hearBytes(bytes);
      },
      onClose: ours(() => {
        this.lose();
      }),
    });
    this.after(connectWithinMs, () => {
      if (epoch === this.epoch && (this.state.phase === 'connecting' || this.state.phase === 'reconnecting')) this.lose();
    });
  }

  private lose(): void {
    if (this.over() || this.state.phase === 'elsewhere') return;
    this.epoch += 1;
    this.open = false;
    this.socket?.close();
    this.silence();
    const lostAt = this.state.lostAt ?? this.ports.now();
    if (this.ports.now() - lostAt >= resumeWithinMs) {
      this.finish('connection_lost');
      return;
    }
    this.set({ phase: 'reconnecting', lostAt, userSpeaking: false, partial: null, quality: 'poor' });
    const wait = retryMs[Math.min(this.attempt, retryMs.length - 1)] ?? 0;
    this.attempt += 1;
    const epoch = this.epoch;
    this.after(wait, () => {
      if (epoch === this.epoch) void this.reconnect(false);
    });
  }

  private async reconnect(takeOver: boolean): Promise<void> {
    const epoch = this.epoch;
    const answer = await this.ports.ticket({ takeOver }).catch((): TicketRefusal => 'unreachable');
    if (epoch !== this.epoch || this.over()) return;
    if (answer === 'over') this.finish('ended');
    else if (answer === 'elsewhere') this.set({ phase: 'elsewhere' });
    else if (answer === 'unreachable') this.lose();
    else this.connect(answer);
  }

  private hear(text: string): void {
    const message = readMessage(text);
    if (message && !this.over()) this.act(message);
  }

  private act(message: ServerMessage): void {
    switch (message.type) {
      case 'session.ready':
        this.resumeToken = message.resumeToken;
        this.set({ simulated: message.simulated });
        this.connected();
        return;
      case 'session.resumed':
        this.connected();
        return;
      case 'session.ended':
        this.finish(message.reason);
        return;
      case 'speech.started':
        this.set({ userSpeaking: true, ...(this.sounding ? {} : { phase: 'listening' as const }) });
        return;
      case 'speech.stopped':
        this.set({ userSpeaking: false, ...(this.state.phase === 'listening' ? { phase: 'thinking' as const } : {}) });
        return;
      case 'reply.started':
        this.reply = message.reply;
        this.replyDone = false;
        this.set({ problem: null, ...(this.sounding ? {} : { phase: 'thinking' as const }) });
        return;
      case 'reply.done':
        this.replyDone = true;
        this.ports.audio.endReply(message.reply);
        if (!this.sounding && this.state.phase === 'thinking') this.set({ phase: 'listening' });
        return;
      case 'playback.clear':
        this.ports.audio.clear(message.reply);
        this.cleared = message.reply;
        if (this.reply === message.reply) this.reply = undefined;
        this.replyDone = true;
        this.sounding = false;
        this.set({ phase: 'listening' });
        return;
      case 'transcript.partial':
        this.set({ partial: { speaker: message.speaker, text: message.text } });
        return;
      case 'transcript.final':
        this.keepTurn(message);
        return;
      case 'coach.hint':
        this.keepHint(message);
        return;
      case 'problem':
        if (heldElsewhere.has(message.code)) this.stepAside(message.code);
        else if (callOver.has(message.code)) this.finish('ended');
        else this.set({ problem: { code: message.code, detail: message.detail } });
        return;
      case 'turn.kept':
      case 'turn.metrics':
        return;
      default:
        // A message that this page is too old to know.
        message satisfies never;
    }
  }

  private connected(): void {
    this.attempt = 0;
    this.set({
      phase: 'listening',
      startedAt: this.state.startedAt ?? this.ports.now(),
      lostAt: null,
      problem: null,
      quality: this.quality(),
    });
  }

  private stepAside(code: string): void {
    this.epoch += 1;
    this.open = false;
    this.silence();
    this.socket?.close();
    this.set({ phase: 'elsewhere', problem: { code }, userSpeaking: false, partial: null });
  }

  private keepTurn(message: Extract<ServerMessage, { type: 'transcript.final' }>): void {
    const turn = {
      turn: message.turn,
      speaker: message.speaker,
      text: message.text,
      atMs: this.elapsed(),
      interrupted: message.interrupted,
    };
    const partial = this.state.partial?.speaker === message.speaker ? null : this.state.partial;
    this.set({ turns: withTurn(this.state.turns, turn), partial });
  }

  private keepHint(message: Extract<ServerMessage, { type: 'coach.hint' }>): void {
    this.set({ hints: [...this.state.hints, { text: message.text, atMs: this.elapsed() }] });
  }

  private hearBytes(bytes: ArrayBuffer): void {
    const frame = decodeFrame(bytes);
    if (frame === undefined) return;
    this.lastHeard = frame.sequence;
    // Between a clear and the next reply, frames on the wire belong to what nobody wants to hear any more.
    if (this.reply !== undefined) this.ports.audio.play(this.reply, frame.timeMs, frame.pcm);
  }

  private hearPlayback(report: FromPlayback): void {
    if (this.over()) return;
    if (report.underruns > this.underruns) {
      this.underruns = report.underruns;
      this.roughUntil = this.ports.now() + 10_000;
    }
    const sounding = report.reply !== null && report.reply !== this.cleared;
    if (sounding) {
      const now = this.ports.now();
      if (now - this.lastPositionAt >= positionEveryMs || report.bufferedMs === 0) {
        this.lastPositionAt = now;
        this.tell({ type: 'playback.position', reply: report.reply ?? '', ms: report.ms });
      }
    }
    if (sounding && !this.sounding && this.inCall()) this.set({ phase: 'speaking' });
    this.sounding = sounding && !(report.bufferedMs === 0 && this.replyDone);
    if (!this.sounding && this.state.phase === 'speaking' && this.replyDone) this.set({ phase: 'listening' });
    const quality = this.quality();
    if (quality !== this.state.quality && this.open) this.set({ quality });
  }

  private capture(pcm: Int16Array, timeMs: number): void {
    if (this.over() || this.state.phase === 'elsewhere') return;
    if (this.state.muted) pcm.fill(0);
    if (!this.open) {
      this.held.push({ pcm, timeMs });
      if (this.held.length > heldFramesMax) this.held.shift();
      return;
    }
    if ((this.socket?.bufferedAmount ?? 0) > stuckBytes) {
      this.lose();
      return;
    }
    this.sendFrame(pcm, timeMs);
  }

  private sendFrame(pcm: Int16Array, timeMs: number): void {
    this.socket?.send(encodeFrame(this.sequence, timeMs, pcm));
    this.sequence += 1;
  }

  private flush(): void {
    for (const { pcm, timeMs } of this.held) this.sendFrame(pcm, timeMs);
    this.held = [];
  }

  private tell(message: ClientMessage): void {
    if (this.open) this.socket?.send(JSON.stringify(message));
  }

  private silence(): void {
    if (this.reply !== undefined) this.ports.audio.clear(this.reply);
    this.reply = undefined;
    this.replyDone = true;
    this.sounding = false;
  }

  private finish(reason: string): void {
    if (this.over()) return;
    this.epoch += 1;
    this.clearTimers();
    this.open = false;
    this.socket?.close();
    this.ports.audio.close();
    this.set({ phase: 'closed', endReason: reason, partial: null, userSpeaking: false });
  }

  private quality(): Quality {
    if (!this.open) return 'poor';
    const unsent = this.socket?.bufferedAmount ?? 0;
    if (unsent > stuckBytes / 3) return 'poor';
    return this.ports.now() < this.roughUntil || unsent > 9_600 ? 'fair' : 'good';
  }

  private elapsed(): number {
    return this.state.startedAt === null ? 0 : this.ports.now() - this.state.startedAt;
  }

  private inCall(): boolean {
    return this.state.phase === 'listening' || this.state.phase === 'thinking';
  }

  private over(): boolean {
    return this.state.phase === 'closed';
  }

  private after(ms: number, act: () => void): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      act();
    }, ms);
    this.timers.add(timer);
  }

  private clearTimers(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
  }

  private set(change: Partial<LiveState>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }
}
