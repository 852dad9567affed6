package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.IdSource;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.NoticesInMemory;
import com.quotahit.core.workspace.Role;
import com.typesafe.config.ConfigFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@Tag("route")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScreensHearWhatChangesTest {

  private final NoticePort notices = new NoticesInMemory();
  private volatile Duration later = Duration.ZERO;
  private LiveEvents here;
  private LiveEvents elsewhere;
  private EdgeUnderTest edge;

  @BeforeAll
  void open() {
    ActorTestKit kit =
        ActorTestKit.create(
            ConfigFactory.parseString("pekko.actor.provider=local")
                .withFallback(ConfigFactory.load()));
    InstantSource clock = () -> Instant.now().plus(later);
    IdSource ids = IdSource.uuidV7(clock, new SecureRandom());
    here = new LiveEvents(notices, ids, clock, kit.system());
    elsewhere = new LiveEvents(notices, ids, clock, kit.system());
    edge =
        new EdgeUnderTest(
            kit, List.copyOf(here.all(List.of())), Optional.empty(), Optional.empty());
  }

  @AfterAll
  void close() {
    edge.close();
  }

  private record Event(String id, String type, String data) {}

  /** One open screen. */
  private final class Screen implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final BufferedReader lines;

    Screen(String token, String... headers) {
      try {
        lines =
            new BufferedReader(
                new InputStreamReader(
                    client
                        .send(
                            edge.as(token).request("GET", "/api/v1/events", "", headers),
                            HttpResponse.BodyHandlers.ofInputStream())
                        .body(),
                    StandardCharsets.UTF_8));
        assertThat(lines.readLine()).isEqualTo(":");
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The next event; null at the end of the stream. */
    Event next() {
      try {
        String id = "";
        String type = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("id: ")) {
            id = line.substring(4);
          } else if (line.startsWith("event: ")) {
            type = line.substring(7);
          } else if (line.startsWith("data: ")) {
            return new Event(id, type, line.substring(6));
          }
        }
        return null;
      } catch (IOException e) {
        return null;
      }
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }

  private void tell(String token, String state) {
    elsewhere.changed(
        edge.principal(token).workspace(),
        Optional.of(edge.principal(token).user()),
        "practice.session-changed",
        Map.of("state", state));
  }

  @Test
  void what_changes_on_another_node_is_heard_by_those_it_concerns() {
    String ann = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    String bob = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    String eve = edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER);
    try (Screen anns = new Screen(ann);
        Screen bobs = new Screen(bob);
        Screen eves = new Screen(eve)) {
      tell(ann, "live");
      tell(bob, "ended");
      tell(eve, "scored");
      assertThat(anns.next()).matches(e -> e.data().equals("{\"state\":\"live\"}"));
      assertThat(bobs.next()).matches(e -> e.data().equals("{\"state\":\"ended\"}"));
      assertThat(eves.next()).matches(e -> e.type().equals("practice.session-changed"));
    }
  }

  @Test
  void a_screen_that_was_away_hears_what_it_missed() {
    String ann = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    String last;
    try (Screen screen = new Screen(ann)) {
      tell(ann, "one");
      last = screen.next().id();
    }
    later = later.plusSeconds(60);
    tell(ann, "two");
    tell(ann, "three");
    try (Screen screen = new Screen(ann, "Last-Event-ID", last)) {
      assertThat(screen.next().data()).contains("two");
      assertThat(screen.next().data()).contains("three");
    }
  }

  @Test
  void one_that_was_away_too_long_is_told_to_look_anew() {
    String ann = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    try (Screen screen = new Screen(ann, "Last-Event-ID", "evt_forgotten")) {
      assertThat(screen.next().type()).isEqualTo("resync");
    }
  }

  @Test
  void the_stream_ends_with_its_session() {
    String ann = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    try (Screen screen = new Screen(ann)) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(5))
          .untilAsserted(() -> {
            here.sessionEnded(edge.principal(ann).sessionId());
            assertThat(screen.next()).isNull();
          });
    }
  }
}
