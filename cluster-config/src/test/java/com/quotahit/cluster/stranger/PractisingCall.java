package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * One call of a session with a {@link TonalProvider}, over as many connections as it takes, and
 * what its client knows about it: which turns were finished, and which of them the server has said
 * it keeps.
 */
final class PractisingCall implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(45);
  private static final Duration FAILOVER = Duration.ofSeconds(100);

  /** A finished turn as the client saw it. */
  record Finished(String speaker, String text, boolean kept) {}

  private final ApiClient person;
  private final int number;
  private final Random random;
  private final String path;
  private final String token;
  private final List<Finished> finished = new ArrayList<>();
  private int spoken;
  private int typed = TonalProvider.SPOKEN_WORDS;
  private int soundFrames;
  private VoiceCaller caller;

  private PractisingCall(
      ApiClient person, int number, Random random, String path, VoiceCaller caller) {
    this.person = person;
    this.number = number;
    this.random = random;
    this.path = path;
    this.caller = caller;
    this.token = caller.await("session.ready", 0, SOON).path("resumeToken").asText();
  }

  /**
   * @param number tells this session from all others of its round; below {@link
   *     TonalProvider#FIRST_WORD_TONE}
   */
  static PractisingCall open(ApiClient person, int number, long round, Random random) {
    JsonNode session = Sessions.open(person, "speech_to_speech", round * 100 + number);
    return new PractisingCall(
        person,
        number,
        random,
        "/api/v1/practice/sessions/" + session.path("id").asText(),
        VoiceCaller.dial(session.path("voice").path("url").asText()));
  }

  /** Says words and is answered, until told to stop. */
  void talkUntil(BooleanSupplier stop) {
    while (!stop.getAsBoolean()) {
      say();
    }
  }

  /** One word, typed or spoken, and its answer; now and then the answer is cut short. */
  void say() {
    int before = caller.seen();
    boolean aloud = random.nextInt(3) == 0 && spoken < TonalProvider.SPOKEN_WORDS;
    String word = TonalProvider.word(number, aloud ? spoken++ : typed++);
    if (aloud) {
      caller.speak(TonalProvider.spoken(number, spoken - 1));
    } else {
      caller.send("{\"type\":\"text\",\"text\":\"Take " + word + "\"}");
    }
    caller.await("the turn with " + word, turn("user", word), before, SOON);
    if (random.nextInt(5) > 0) {
      caller.await("an answer to " + word, turn("persona", word), before, SOON);
    }
  }

  void awaitClose(Duration limit) {
    caller.awaitClose(limit);
  }

  /** The last connection is over: takes down what came of it. */
  void lost() {
    takeDown();
    caller.close();
  }

  int closeCode() {
    return caller.closeCode();
  }

  boolean wasTold(String problem) {
    return caller.events().stream().anyMatch(event -> event.path("code").asText().equals(problem));
  }

  /** Comes back at whichever of these nodes takes it; answers how long that took since then. */
  Duration resume(List<String> nodes, long sinceNanos) {
    long end = System.nanoTime() + FAILOVER.toNanos();
    String last = "";
    for (int i = random.nextInt(nodes.size()); System.nanoTime() < end; i++) {
      try {
        ApiClient.Answer ticket =
            person.also(nodes.get(i % nodes.size())).post(path + "/ticket", "{}");
        if (ticket.status() == 201) {
          caller = VoiceCaller.dial(ticket.body().path("url").asText());
          caller.send("{\"type\":\"resume\",\"token\":\"" + token + "\",\"lastSequence\":0}");
          caller.await("session.resumed", 0, Duration.ofSeconds(20));
          return Duration.ofNanos(System.nanoTime() - sinceNanos);
        }
        last = ticket.toString();
      } catch (UncheckedIOException | CompletionException | AssertionError notYet) {
        last = notYet.toString();
        caller.close();
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new AssertionError("session " + number + " did not come back: " + last);
  }

  /** The persona speaks first when the line is back, and says what it knows. */
  void hearsThatNothingIsForgotten() {
    JsonNode greeting =
        caller.await("the persona's word on what it knows", turn("persona", "knows"), 0, SOON);
    assertThat(words(greeting.path("text").asText()))
        .as("session %d is remembered", number)
        .containsAll(keptWords())
        .allMatch(this::ours);
  }

  /** Hangs up when the server has said of every finished turn that it is kept. */
  void hangUp() {
    for (JsonNode event : caller.events()) {
      if (event.path("type").asText().equals("transcript.final")) {
        String turn = event.path("turn").asText();
        caller.await(
            "turn.kept of " + turn,
            kept ->
                kept.path("type").asText().equals("turn.kept")
                    && kept.path("turn").asText().equals(turn),
            0,
            SOON);
      }
    }
    int before = caller.seen();
    caller.send("{\"type\":\"end\"}");
    caller.await("session.ended", before, SOON);
    lost();
  }

  /**
   * Nothing of it is missing or there twice, nothing of another session is in it.
   *
   * @param finishedIsEnough turns count that the client saw finished, kept or not
   */
  void isWhole(String node, boolean finishedIsEnough) {
    List<Finished> wanted =
        finished.stream().filter(turn -> finishedIsEnough || turn.kept()).toList();
    JsonNode session =
        person
            .also(node)
            .poll(
                path,
                body -> body.hasNonNull("endedAt") && turns(body).containsAll(plain(wanted)),
                SOON);
    List<String> said = new ArrayList<>();
    for (JsonNode turn : session.path("turns")) {
      List<String> words = words(turn.path("text").asText());
      assertThat(words).as("session %d: %s", number, turn).allMatch(this::ours);
      if (turn.path("speaker").asText().equals("user")) {
        said.addAll(words);
      }
    }
    assertThat(said).as("session %d: no turn twice", number).doesNotHaveDuplicates();
    assertThat(soundFrames).as("session %d was spoken to", number).isPositive();
  }

  int keptTurns() {
    return (int) finished.stream().filter(Finished::kept).count();
  }

  /** Seen finished, and the line was gone before the server could say that it is kept. */
  int uncertainTurns() {
    return finished.size() - keptTurns();
  }

  private void takeDown() {
    Set<String> kept = new HashSet<>();
    List<JsonNode> events = caller.events();
    for (JsonNode event : events) {
      if (event.path("type").asText().equals("turn.kept")) {
        kept.add(event.path("turn").asText());
      }
    }
    for (JsonNode event : events) {
      if (event.path("type").asText().equals("transcript.final")) {
        finished.add(
            new Finished(
                event.path("speaker").asText(),
                event.path("text").asText(),
                kept.contains(event.path("turn").asText())));
      }
    }
    List<Integer> heard = Tones.in(caller.heardAudio());
    soundFrames += heard.size();
    assertThat(heard)
        .as("session %d hears its own persona only", number)
        .allMatch(tone -> tone == number);
  }

  private List<String> keptWords() {
    return finished.stream()
        .filter(turn -> turn.kept() && turn.speaker().equals("user"))
        .flatMap(turn -> words(turn.text()).stream())
        .toList();
  }

  private boolean ours(String word) {
    return word.startsWith("s%02d".formatted(number));
  }

  private static List<String> words(String text) {
    return TonalProvider.WORD
        .matcher(text.toLowerCase(Locale.ROOT))
        .results()
        .map(java.util.regex.MatchResult::group)
        .toList();
  }

  private static java.util.function.Predicate<JsonNode> turn(String speaker, String words) {
    return event ->
        event.path("type").asText().equals("transcript.final")
            && event.path("speaker").asText().equals(speaker)
            && event.path("text").asText().contains(words);
  }

  private static List<String> plain(List<Finished> turns) {
    return turns.stream().map(turn -> turn.speaker() + ": " + turn.text()).toList();
  }

  private static List<String> turns(JsonNode session) {
    List<String> turns = new ArrayList<>();
    for (JsonNode turn : session.path("turns")) {
      turns.add(turn.path("speaker").asText() + ": " + turn.path("text").asText());
    }
    return turns;
  }

  @Override
  public void close() {
    caller.close();
  }
}
