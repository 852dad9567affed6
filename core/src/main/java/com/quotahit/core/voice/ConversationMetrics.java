package com.quotahit.core.voice;

import com.quotahit.core.voice.TalkTurns.TalkTurn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The numbers of a conversation. The same conversation gives the same bits: times are whole
 * milliseconds, and each value is divided once and rounded half-even to four decimals. What cannot
 * be known is absent, never 0.
 */
public final class ConversationMetrics {

  private static final long MONOLOGUE_MS = 150_000;
  private static final long PATIENCE_MAX_MS = 5_000;
  private static final long INTERRUPTION_MS = 300;

  private final Map<MetricKey, Double> values = new EnumMap<>(MetricKey.class);

  private ConversationMetrics() {}

  /** One metric as it is shown. */
  public record Line(
      MetricKey key, OptionalDouble value, Optional<MetricBand> band, MetricBand.State state) {}

  public static ConversationMetrics of(Conversation conversation) {
    ConversationMetrics metrics = new ConversationMetrics();
    if (conversation.segments().isEmpty()) {
      return metrics;
    }
    boolean spoken = conversation.medium() == Conversation.Medium.SPOKEN;
    if (conversation.sidesKnown()) {
      metrics.countWords(conversation);
    }
    if (spoken && conversation.lengthMs() > 0) {
      metrics.timeSilence(conversation);
      if (conversation.sidesKnown()) {
        metrics.timeSpeech(conversation);
        metrics.timeTurns(conversation);
      }
    }
    return metrics;
  }

  public OptionalDouble value(MetricKey key) {
    Double value = values.get(key);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /** Every metric in the order of the keys, with the shipped targets of this kind of call. */
  public List<Line> lines(CallKind kind) {
    List<Line> lines = new ArrayList<>();
    for (MetricKey key : MetricKey.values()) {
      OptionalDouble value = value(key);
      Optional<MetricBand> band = MetricBand.shipped(key, kind);
      MetricBand.State state =
          band.isPresent() && value.isPresent()
              ? band.get().judge(value.getAsDouble())
              : MetricBand.State.NONE;
      lines.add(new Line(key, value, band, state));
    }
    return lines;
  }

  private void countWords(Conversation conversation) {
    List<String> ours = words(conversation.of(Side.OURS));
    List<String> theirs = words(conversation.of(Side.THEIRS));
    share(MetricKey.WORD_SHARE, ours.size(), ours.size() + theirs.size());
    put(MetricKey.WE_I_RATIO, Wording.we(ours), Wording.i(ours), 1);
    QuestionCount asked = QuestionCount.of(conversation.of(Side.OURS));
    count(MetricKey.QUESTIONS, asked.questions().size());
    count(MetricKey.QUESTIONS_OPEN, asked.of(QuestionKind.OPEN));
    count(MetricKey.QUESTIONS_CLOSED, asked.of(QuestionKind.CLOSED));
    count(MetricKey.QUESTIONS_LEADING, asked.of(QuestionKind.LEADING));
    count(
        MetricKey.QUESTIONS_BY_THEM,
        QuestionCount.of(conversation.of(Side.THEIRS)).questions().size());
  }

  private void timeSilence(Conversation conversation) {
    long length = conversation.lengthMs();
    long silence = Math.max(0, length - SpeechTime.total(conversation.segments()));
    share(MetricKey.SILENCE_SHARE, silence, length);
    seconds(MetricKey.LONGEST_SILENCE, SpeechTime.longestSilence(conversation.segments(), length));
  }

  private void timeSpeech(Conversation conversation) {
    List<Segment> our = conversation.of(Side.OURS);
    List<Segment> their = conversation.of(Side.THEIRS);
    long ours = SpeechTime.total(our);
    long theirs = SpeechTime.total(their);
    long length = conversation.lengthMs();
    share(MetricKey.TALK_SHARE, ours, ours + theirs);
    put(MetricKey.TALK_TO_LISTEN, ours, theirs, 1);
    share(MetricKey.TALK_OF_CALL, ours, length);
    share(MetricKey.OVERTALK_SHARE, SpeechTime.both(our, their), length);
    put(MetricKey.WPM, words(our).size(), ours, 60_000);
    put(MetricKey.WPM_THEIRS, words(their).size(), theirs, 60_000);
    long fillers = our.stream().mapToLong(segment -> Wording.fillers(segment.text())).sum();
    put(MetricKey.FILLERS_PER_MIN, fillers, ours, 60_000);
    QuestionCount asked = QuestionCount.of(our);
    put(MetricKey.QUESTION_RATE, asked.questions().size(), length, 3_600_000);
    put(MetricKey.QUESTION_SPREAD, asked.quarters(length), 4, 100);
  }

  private void timeTurns(Conversation conversation) {
    TalkTurns talk = TalkTurns.of(conversation);
    seconds(MetricKey.LONGEST_MONOLOGUE, longest(talk, Side.OURS));
    seconds(MetricKey.LONGEST_CUSTOMER_STORY, longest(talk, Side.THEIRS));
    count(
        MetricKey.MONOLOGUES,
        talk.of(Side.OURS).filter(turn -> turn.durationMs() > MONOLOGUE_MS).count());
    long backChannels =
        talk.backChannels().stream().filter(turn -> turn.side() == Side.OURS).count();
    put(
        MetricKey.BACK_CHANNEL_RATE,
        backChannels,
        SpeechTime.total(conversation.of(Side.THEIRS)),
        60_000);
    countChanges(talk.turns(), conversation.lengthMs());
  }

  private void countChanges(List<TalkTurn> turns, long lengthMs) {
    List<Long> pauses = new ArrayList<>();
    long switches = 0;
    long byUs = 0;
    long byThem = 0;
    long deadAir = 0;
    for (int i = 1; i < turns.size(); i++) {
      TalkTurn before = turns.get(i - 1);
      TalkTurn now = turns.get(i);
      if (before.side() == now.side()) {
        continue;
      }
      switches++;
      long gap = now.startMs() - before.endMs();
      boolean interrupted =
          Math.min(before.endMs(), now.endMs()) - now.startMs() >= INTERRUPTION_MS;
      boolean ours = now.side() == Side.OURS;
      byUs += interrupted && ours ? 1 : 0;
      byThem += interrupted && !ours ? 1 : 0;
      deadAir += ours && gap > PATIENCE_MAX_MS ? 1 : 0;
      if (ours && gap >= 0 && gap <= PATIENCE_MAX_MS) {
        pauses.add(gap);
      }
    }
    put(MetricKey.SWITCHES_PER_MINUTE, switches, lengthMs, 60_000);
    values.put(MetricKey.INTERACTIVITY, Math.min(10.0, rounded(switches, lengthMs, 120_000)));
    count(MetricKey.INTERRUPTIONS_BY_US, byUs);
    count(MetricKey.INTERRUPTIONS_BY_THEM, byThem);
    count(MetricKey.DEAD_AIR, deadAir);
    median(pauses);
  }

  private void median(List<Long> pauses) {
    if (pauses.isEmpty()) {
      return;
    }
    Collections.sort(pauses);
    int middle = pauses.size() / 2;
    long twice =
        pauses.size() % 2 == 1
            ? 2 * pauses.get(middle)
            : pauses.get(middle - 1) + pauses.get(middle);
    put(MetricKey.PATIENCE, twice, 2_000, 1);
  }

  private static long longest(TalkTurns talk, Side side) {
    return talk.of(side).mapToLong(TalkTurn::durationMs).max().orElse(0);
  }

  private static List<String> words(List<Segment> segments) {
    return segments.stream().flatMap(segment -> Wording.words(segment.text()).stream()).toList();
  }

  private void seconds(MetricKey key, long ms) {
    put(key, ms, 1_000, 1);
  }

  private void share(MetricKey key, long part, long whole) {
    put(key, part, whole, 100);
  }

  private void count(MetricKey key, long count) {
    put(key, count, 1, 1);
  }

  /** Leaves the metric absent when there is nothing to divide by. */
  private void put(MetricKey key, long part, long whole, long times) {
    if (whole != 0) {
      values.put(key, rounded(part, whole, times));
    }
  }

  private static double rounded(long part, long whole, long times) {
    return BigDecimal.valueOf(part)
        .multiply(BigDecimal.valueOf(times))
        .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN)
        .doubleValue();
  }
}
