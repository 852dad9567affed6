package com.quotahit.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.quotahit.actors.voice.ScriptedEngine;
import com.quotahit.actors.voice.TestDesk;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class HostileClientsHurtNobodyElse {

  private final TestDesk desk =
      new TestDesk(new ScriptedEngine(60_000), TestDesk.opening("[open]"));
  private final VoiceHouse house =
      new VoiceHouse(desk, VoiceHouse.settings(Duration.ofSeconds(2)), Optional.empty());
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
  void frames_of_the_wrong_size_are_named_and_then_cut() {
    try (PlainCaller caller = PlainCaller.dialQuietly(house.url("s1"))) {
      caller.await("session.ready");
      caller.sendFrame(0, 0, new byte[10]);
      assertThat(caller.await("problem").path("code").asText()).isEqualTo("voice.bad-frame");
      for (int i = 0; i < 60; i++) {
        caller.sendFrame(i, i * 20, new byte[961]);
      }
      assertThat(caller.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void a_message_larger_than_any_is_cut_off_with_1009() {
    try (PlainCaller caller = PlainCaller.dialQuietly(house.url("s1"))) {
      caller.await("session.ready");
      caller.sendFrame(0, 0, new byte[64_000]);
      assertThat(caller.awaitClose()).isEqualTo(1009);
    }
  }

  @Test
  void what_is_no_frame_is_cut_off_with_1002() throws IOException {
    try (RawClient client = new RawClient(house.url("s1"), 65_536)) {
      client.write(new byte[] {(byte) 0xff, (byte) 0x80, 0, 0, 0, 0});
      StringBuilder last = new StringBuilder();
      for (int next = client.read(); next >= 0; next = client.read()) {
        last.append((char) next);
      }
      assertThat(last.toString()).contains("voice.protocol").contains("\u0003\u00ea");
    }
  }

  @Test
  void repeated_and_backward_numbers_are_dropped_and_said_once() {
    try (PlainCaller caller = PlainCaller.dialQuietly(house.url("s1"))) {
      caller.await("session.ready");
      for (int number : new int[] {5, 6, 6, 4, 7}) {
        caller.sendFrame(number, number * 20, new byte[960]);
      }
      assertThat(caller.await("problem").path("code").asText()).isEqualTo("voice.out-of-order");
      assertThat(caller.words().stream().filter(w -> w.path("type").asText().equals("problem")))
          .hasSize(1);
    }
  }

  @Test
  void broken_json_and_unknown_types_are_answered() {
    try (PlainCaller caller = PlainCaller.dialQuietly(house.url("s1"))) {
      caller.await("session.ready");
      for (String json :
          List.of(
              "{",
              "[]",
              "{\"type\":\"dance\"}",
              "{\"type\":\"mute\",\"on\":3}",
              "{}{}",
              "\"x\"",
              "{\"type\":\"text\",\"text\":\"\"}",
              "{\"a\":".repeat(20) + "1" + "}".repeat(20))) {
        int before = caller.said();
        caller.send(json);
        assertThat(caller.await("problem", before).path("code").asText())
            .as(json)
            .isEqualTo("voice.malformed");
      }
      caller.send("{\"type\":\"end\"}");
      caller.await("session.ended");
    }
  }

  @Test
  void a_flood_of_words_is_cut() {
    try (PlainCaller caller = PlainCaller.dialQuietly(house.url("s1"))) {
      caller.await("session.ready");
      for (int i = 0; i < 400; i++) {
        caller.send("{\"type\":\"playback.position\",\"reply\":\"x\",\"ms\":1}");
      }
      // Whoever still writes when the line is cut may meet the reset before the reason.
      assertThat(caller.awaitClose()).isIn(1008, 1006);
    }
  }

  @Test
  void a_flood_of_pings_is_cut() throws IOException {
    byte[] ping = RawClient.frame(RawClient.PING, new byte[125]);
    try (RawClient client = new RawClient(house.url("s1"), 4_096)) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 100_000_000; i++) {
                  client.write(ping);
                }
              })
          .isInstanceOf(IOException.class);
    }
    await().until(() -> house.server.sockets() == 1);
  }

  @Test
  void tickets_of_others_used_or_invented_open_nothing() throws IOException {
    String used = house.ticketFor("s1");
    try (PlainCaller caller = PlainCaller.dialQuietly(house.url("s1", used))) {
      caller.await("session.ready");
      assertThat(answer(house.url("s1", used), ""))
          .startsWith("HTTP/1.1 401")
          .contains("voice.ticket-invalid");
    }
    assertThat(answer(house.url("s2", house.ticketFor("s3")), ""))
        .startsWith("HTTP/1.1 403")
        .contains("voice.ticket-foreign");
    assertThat(answer(house.url("s2", "invented"), "")).startsWith("HTTP/1.1 401");
    assertThat(answer(house.url("s2", ""), ""))
        .startsWith("HTTP/1.1 401")
        .contains("voice.ticket-missing");
  }

  @Test
  void who_is_signed_out_is_off_the_line_and_nobody_else() {
    try (PlainCaller out = PlainCaller.dialQuietly(house.urlUnder("ses_1", "s1"));
        PlainCaller in = PlainCaller.dialQuietly(house.urlUnder("ses_2", "s2"))) {
      out.await("session.ready");
      in.await("session.ready");
      house.calls.cutOff("ses_1");
      assertThat(out.awaitClose()).isEqualTo(1001);
      assertThat(desk.log()).anyMatch(line -> line.startsWith("suspended"));
      assertThat(house.calls.find("s2")).isPresent();
    }
  }

  @Test
  void pages_of_other_houses_may_not_open_sockets() throws IOException {
    assertThat(answer(house.url("s1"), "Origin: https://evil.example\r\n"))
        .startsWith("HTTP/1.1 403")
        .contains("voice.origin-refused");
    assertThat(answer(house.url("s1"), "Origin: https://sales.example.com\r\n"))
        .startsWith("HTTP/1.1 101");
    assertThat(answer(house.url("s2"), "Origin: http://127.0.0.1:8080\r\n"))
        .startsWith("HTTP/1.1 101");
    assertThat(answer(house.url("s3"), "Origin: null\r\n")).startsWith("HTTP/1.1 403");
  }

  @Test
  void what_is_no_upgrade_gets_a_typed_answer() throws IOException {
    String base = "ws://127.0.0.1:" + house.server.port();
    assertThat(raw(base, "GET /elsewhere HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 404")
        .contains("application/problem+json");
    assertThat(raw(base, "POST /api/v1/voice/s1 HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n"))
        .startsWith("HTTP/1.1 426");
    assertThat(raw(base, "\u0001\u0002 nonsense\r\n\r\n")).startsWith("HTTP/1.1 4");
    assertThat(raw(base, "GET /api/v1/voice/%zz HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400")
        .contains("voice.bad-request");
  }

  @Test
  void half_a_handshake_gets_an_answer_and_leaves_the_ticket_good() throws IOException {
    String url = house.url("s1");
    String target = url.substring(url.indexOf("/api/"));
    for (String half :
        List.of(
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n",
            "Upgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                + "Sec-WebSocket-Version: 13\r\n",
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")) {
      assertThat(
              raw(
                  "ws://127.0.0.1:" + house.server.port(),
                  "GET "
                      + target
                      + " HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                      + half
                      + "Sec-WebSocket-Protocol: quotahit.voice.v1\r\n\r\n"))
          .startsWith("HTTP/1.1 426");
    }
    assertThat(answer(url, "")).startsWith("HTTP/1.1 101");
  }

  @Test
  void a_request_that_never_ends_is_timed_out() throws IOException {
    String base = "ws://127.0.0.1:" + house.server.port();
    assertThat(raw(base, "GET /api/v1/voice/s1 HTTP/1.1\r\nHost: x\r\n"))
        .startsWith("HTTP/1.1 408");
  }

  @Test
  void a_thousand_connections_that_say_nothing_are_turned_away() throws IOException {
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 1_000; i++) {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress("127.0.0.1", house.server.port()), 2_000);
        idle.add(socket);
      }
      await()
          .ignoreExceptions()
          .atMost(Duration.ofSeconds(10))
          .until(() -> answer(house.url("late"), "").startsWith("HTTP/1.1 101"));
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  @Test
  void a_client_that_does_not_read_is_cut_and_costs_little() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", house.server.port()), 2_000);
        socket
            .getOutputStream()
            .write(request(house.url("slow" + i), "").getBytes(StandardCharsets.US_ASCII));
        slow.add(socket);
      }
      await().until(() -> house.server.sockets() == 6);
      await().atMost(Duration.ofSeconds(25)).until(() -> house.server.sockets() == 1);
      assertThat(house.calls.count()).isEqualTo(1);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private static String answer(String url, String more) throws IOException {
    return raw(url, request(url, more));
  }

  private static String request(String url, String more) {
    String path = url.substring(url.indexOf('/', 5));
    return "GET "
        + path.substring(path.indexOf("/api"))
        + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
        + "Sec-WebSocket-Protocol: quotahit.voice.v1\r\n"
        + more
        + "\r\n";
  }

  private static String raw(String url, String request) throws IOException {
    String authority = url.substring(5).split("/")[0];
    try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(authority.split(":")[1]))) {
      socket.setSoTimeout(6_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      byte[] first = new byte[2_000];
      int length = 0;
      while (length < first.length) {
        int more = in.read(first, length, first.length - length);
        length += Math.max(0, more);
        String text = new String(first, 0, length, StandardCharsets.ISO_8859_1);
        if (more < 0 || text.startsWith("HTTP/1.1 101") && text.contains("\r\n\r\n")) {
          return text;
        }
      }
      return new String(first, 0, length, StandardCharsets.ISO_8859_1);
    }
  }
}
