package com.quotahit.http.media;

import com.quotahit.actors.voice.CallDesk;
import com.quotahit.actors.voice.Calls;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.actors.voice.VoiceMeters;
import com.quotahit.actors.voice.VoicePipeline;
import com.quotahit.actors.voice.VoiceSettings;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.voice.TicketPort;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** The real media server and pipeline on a loopback port of their own, with tickets in memory. */
final class VoiceHouse implements AutoCloseable, TicketPort {

  static final String PRACTICE = "practice";
  static final IdSource IDS = IdSource.uuidV7(InstantSource.system(), new Random(7));

  private final ActorTestKit kit =
      ActorTestKit.create(
          ConfigFactory.parseString("pekko.actor.provider = local\npekko.loglevel = WARNING")
              .withFallback(ConfigFactory.load()));
  private final Map<String, Admission> tickets = new ConcurrentHashMap<>();
  private final AtomicInteger issued = new AtomicInteger();
  private final WorkspaceId workspace = new WorkspaceId(IDS.next("wsp"));
  private final UserId user = new UserId(IDS.next("usr"));
  private final MediaLoops loops = new MediaLoops(2).servingAsDispatchersOf(kit.system());
  final Calls calls = new Calls();
  final MediaServer server;

  VoiceHouse(CallDesk desk) {
    this(desk, settings(Duration.ofSeconds(10)), Optional.empty());
  }

  VoiceHouse(CallDesk desk, MediaSettings settings, Optional<RecordingStorePort> recordings) {
    this(Map.of(PRACTICE, desk), settings, recordings);
  }

  VoiceHouse(
      Map<String, CallDesk> desks,
      MediaSettings settings,
      Optional<RecordingStorePort> recordings) {
    VoicePipeline pipeline =
        new VoicePipeline(
            kit.system(),
            calls,
            new VoiceMeters(new SimpleMeterRegistry(), calls),
            VoiceSettings.read(kit.system().settings().config()),
            recordings);
    server = new MediaServer(settings, this, desks, pipeline, loops);
  }

  static MediaSettings settings(Duration slow) {
    return settings(slow, 2_000, 64);
  }

  static MediaSettings settings(Duration slow, int socketsMax, int handshakesMax) {
    return new MediaSettings(
        "127.0.0.1",
        0,
        Set.of("https://sales.example.com"),
        socketsMax,
        handshakesMax,
        Duration.ofSeconds(2),
        Duration.ofSeconds(20),
        Duration.ofSeconds(45),
        slow,
        50);
  }

  WorkspaceId workspace() {
    return workspace;
  }

  String ticketFor(String session) {
    return ticketFor(PRACTICE, session);
  }

  /** For the desk of this kind. */
  String ticketFor(String kind, String session) {
    return issue(new Admission(workspace, user, kind, session)).toCompletableFuture().join();
  }

  /** A call's address that is bound to a sign-in. */
  String urlUnder(String signIn, String session) {
    Admission admission = new Admission(workspace, user, PRACTICE, session, signIn);
    return url(session, issue(admission).toCompletableFuture().join());
  }

  String url(String session) {
    return url(session, ticketFor(session));
  }

  String url(String session, String ticket) {
    return "ws://127.0.0.1:" + server.port() + "/api/v1/voice/" + session + "?ticket=" + ticket;
  }

  @Override
  public CompletionStage<String> issue(Admission admission) {
    String ticket = "ticket-" + issued.incrementAndGet();
    tickets.put(ticket, admission);
    return CompletableFuture.completedStage(ticket);
  }

  @Override
  public CompletionStage<Optional<Admission>> redeem(String ticket) {
    return CompletableFuture.completedStage(Optional.ofNullable(tickets.remove(ticket)));
  }

  @Override
  public void close() {
    server.close();
    loops.close();
    kit.shutdownTestKit();
  }
}
