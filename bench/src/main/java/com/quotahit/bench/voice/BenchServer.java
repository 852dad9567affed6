package com.quotahit.bench.voice;

import com.quotahit.actors.providers.openai.OpenAiEndpoint;
import com.quotahit.actors.providers.openai.OpenAiRealtimeEngine;
import com.quotahit.actors.providers.openai.OpenAiSettings;
import com.quotahit.actors.voice.CallDesk;
import com.quotahit.actors.voice.CallPlan;
import com.quotahit.actors.voice.Calls;
import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.actors.voice.VoiceMeters;
import com.quotahit.actors.voice.VoicePipeline;
import com.quotahit.actors.voice.VoiceSettings;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.Admission;
import com.quotahit.core.voice.CallListenerPort;
import com.quotahit.core.voice.EndReason;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.FinishedTurn;
import com.quotahit.core.voice.TicketPort;
import com.quotahit.core.voice.TurnSettings;
import com.quotahit.http.media.MediaServer;
import com.quotahit.http.media.MediaSettings;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * The process under test: prints its port, then a number for every line it reads, its heap after a
 * collection unless the line begins or ends a flood of log-ins, until there is nothing to read.
 */
public final class BenchServer {

  private static final WorkspaceId WORKSPACE;
  private static final UserId USER;

  static {
    IdSource ids = IdSource.uuidV7(InstantSource.system(), new Random(1));
    WORKSPACE = new WorkspaceId(ids.next("wsp"));
    USER = new UserId(ids.next("usr"));
  }

  private BenchServer() {}

  public static void main(String[] arguments) throws IOException {
    int model = Integer.parseInt(arguments[1]);
    int loops = Integer.parseInt(arguments[2]);
    int port =
        ServerProcess.Kind.valueOf(arguments[0]) == ServerProcess.Kind.RELAY
            ? new BareRelay(model, loops).port()
            : product(model, loops);
    System.out.println(port);
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    LoginFlood flood = new LoginFlood();
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      System.out.println(
          switch (line) {
            case LoginFlood.BEGIN -> flood.begin();
            case LoginFlood.END -> flood.end();
            default -> heap();
          });
    }
    System.exit(0);
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static int product(int model, int threads) {
    Config config =
        ConfigFactory.parseString(
                "pekko.actor.provider = local, pekko.loglevel = ERROR,"
                    + " pekko.stdout-loglevel = OFF")
            .withFallback(ConfigFactory.defaultReference());
    ActorSystem<Void> system = ActorSystem.create(Behaviors.empty(), "bench", config);
    MediaLoops loops = new MediaLoops(threads);
    if (!"1".equals(System.getenv("QUOTAHIT_BENCH_APART"))) {
      loops.servingAsDispatchersOf(system);
    }
    Calls calls = new Calls();
    VoicePipeline pipeline =
        new VoicePipeline(
            system,
            calls,
            new VoiceMeters(new SimpleMeterRegistry(), calls),
            VoiceSettings.read(config),
            Optional.empty());
    OpenAiEndpoint endpoint =
        new OpenAiEndpoint(
            URI.create("http://127.0.0.1:" + model + "/v1"), new Secret("bench"), true);
    ConversationEngine engine =
        new OpenAiRealtimeEngine(endpoint, OpenAiSettings.read(config), loops, new Random());
    return new MediaServer(
            new MediaSettings(
                "127.0.0.1",
                0,
                Set.of(),
                10_000,
                5_000,
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofSeconds(45),
                Duration.ofSeconds(10),
                50),
            new EveryTicket(),
            Map.of("bench", new EveryCall(engine)),
            pipeline,
            loops)
        .port();
  }

  /**
   * Lets everybody in; the call is the one in the ticket, so the ticket must not be checked here.
   */
  private static final class EveryTicket implements TicketPort {
    @Override
    public CompletionStage<String> issue(Admission admission) {
      return CompletableFuture.completedStage("any");
    }

    @Override
    public CompletionStage<Optional<Admission>> redeem(String ticket) {
      return CompletableFuture.completedStage(
          Optional.of(new Admission(WORKSPACE, USER, "bench", ticket)));
    }
  }

  private record EveryCall(ConversationEngine engine) implements CallDesk, CallListenerPort {

    private static final TurnSettings TURNS =
        TurnSettings.plain(new TurnSettings.Stage("[open]", "", "", ""));

    @Override
    public CompletionStage<Welcome> attach(Admission who, Claim claim) {
      EngineBrief brief =
          new EngineBrief(who.session(), "Echo.", "af_heart", 1, "en", List.of(), false);
      return CompletableFuture.completedStage(
          new Welcome.Granted(
              new CallPlan(
                  who,
                  1,
                  "token",
                  false,
                  0,
                  engine,
                  brief,
                  TURNS,
                  CallPlan.RecordingPolicy.NONE,
                  this)));
    }

    @Override
    public CompletionStage<Void> live(long epoch) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> turnFinished(long epoch, FinishedTurn turn) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> suspended(long epoch, EndReason reason) {
      return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Void> ended(long epoch, EndReason reason) {
      return CompletableFuture.completedStage(null);
    }
  }
}
