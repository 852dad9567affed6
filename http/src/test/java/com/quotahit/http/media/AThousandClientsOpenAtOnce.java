package com.quotahit.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.quotahit.actors.voice.ScriptedEngine;
import com.quotahit.actors.voice.TestDesk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each gets its answer, and somebody who talks meanwhile notices nothing. */
@Tag("route")
class AThousandClientsOpenAtOnce {

  private static final int CLIENTS = 1_000;
  private static final int SOCKETS_MAX = 1_400;
  private static final String QUIET = "quiet";

  private final VoiceHouse house =
      new VoiceHouse(
          Map.of(
              VoiceHouse.PRACTICE,
              new TestDesk(new ScriptedEngine(80_000), TestDesk.opening("[open]")),
              QUIET,
              new TestDesk(new ScriptedEngine(200), TestDesk.opening(""))),
          VoiceHouse.settings(Duration.ofSeconds(5), SOCKETS_MAX, 256),
          Optional.empty());
  private PlainCaller bystander;

  @BeforeEach
  void somebody_talks() {
    bystander = PlainCaller.dial(house.url("bystander"));
    bystander.await("session.ready");
  }

  @AfterEach
  void they_were_not_disturbed() {
    int before = bystander.frames().size();
    bystander.awaitFrames(before + 50);
    List<PlainCaller.Frame> frames = bystander.frames();
    for (int i = 0; i < frames.size(); i++) {
      assertThat(frames.get(i).sequence()).isEqualTo(i);
    }
    bystander.close();
    house.close();
  }

  @Test
  void with_tickets_they_are_all_let_in_and_leave_nothing_behind() throws Exception {
    List<RawClient> inside = open(200, this::withTicket);
    try {
      assertThat(answers(inside)).isEqualTo(Map.of("101", CLIENTS));
      await().until(() -> house.server.sockets() == CLIENTS + 1);
      await().until(() -> house.calls.count() == CLIENTS + 1);
      int before = bystander.frames().size();
      bystander.awaitFrames(before + 100);
    } finally {
      close(inside);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> house.server.sockets() == 1);
    await().atMost(Duration.ofSeconds(20)).until(() -> house.calls.count() == 1);
  }

  @Test
  void without_tickets_each_is_told_why_not() throws Exception {
    List<RawClient> outside = open(200, i -> house.url("s" + i, i % 2 == 0 ? "" : "invented" + i));
    close(outside);
    assertThat(answers(outside))
        .isEqualTo(
            Map.of(
                "401 voice.ticket-missing", CLIENTS / 2, "401 voice.ticket-invalid", CLIENTS / 2));
    await().until(() -> house.server.sockets() == 1);
  }

  @Test
  void all_at_the_same_moment_each_gets_in_or_is_asked_to_come_back() throws Exception {
    List<RawClient> clients = open(CLIENTS, this::withTicket);
    Map<String, Integer> answers = answers(clients);
    System.out.println("all at once: " + answers);
    close(clients);
    assertThat(answers.keySet()).isSubsetOf("101", "503 voice.crowded");
    assertThat(answers.values().stream().mapToInt(n -> n).sum()).isEqualTo(CLIENTS);
    assertThat(clients)
        .filteredOn(client -> !client.open())
        .allMatch(
            client -> client.answer.toLowerCase(java.util.Locale.ROOT).contains("retry-after"));
    await().atMost(Duration.ofSeconds(20)).until(() -> house.server.sockets() == 1);
  }

  @Test
  void a_full_house_says_so_and_lets_the_next_in_when_somebody_leaves() throws Exception {
    List<RawClient> first = open(200, this::withTicket);
    List<RawClient> second = open(100, i -> withTicket(CLIENTS + i));
    Map<String, Integer> answers = answers(second);
    assertThat(answers.keySet()).containsExactlyInAnyOrder("101", "503 voice.no-room");
    // Handshakes that were under way when the last seat was taken may still sit down.
    assertThat(answers.get("101")).isBetween(SOCKETS_MAX - CLIENTS - 1, SOCKETS_MAX - CLIENTS + 99);
    close(first);
    close(second);
    await().atMost(Duration.ofSeconds(20)).until(() -> house.server.sockets() == 1);
    try (RawClient next = new RawClient(withTicket(9_999), 65_536)) {
      assertThat(next.answer).startsWith("HTTP/1.1 101");
    }
  }

  private String withTicket(int n) {
    return house.url("s" + n, house.ticketFor(QUIET, "s" + n));
  }

  private static List<RawClient> open(int atOnce, IntFunction<String> urls)
      throws InterruptedException, ExecutionException {
    List<RawClient> opened = new ArrayList<>();
    Semaphore doors = new Semaphore(atOnce);
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<RawClient>> all = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        String url = urls.apply(i);
        all.add(
            each.submit(() -> {
              doors.acquire();
              try {
                return new RawClient(url, 65_536);
              } finally {
                doors.release();
              }
            }));
      }
      for (Future<RawClient> client : all) {
        opened.add(client.get());
      }
    }
    return opened;
  }

  /** How many got which status and code. */
  private static Map<String, Integer> answers(List<RawClient> clients) {
    Map<String, Integer> answers = new HashMap<>();
    for (RawClient client : clients) {
      String status = client.answer.isEmpty() ? "none" : client.answer.substring(9, 12);
      int code = client.answer.indexOf("\"code\":\"");
      String why =
          code < 0
              ? ""
              : " " + client.answer.substring(code + 8, client.answer.indexOf('"', code + 8));
      answers.merge(status + why, 1, Integer::sum);
    }
    return answers;
  }

  private static void close(List<RawClient> clients) throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
  }
}
