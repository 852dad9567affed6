package com.quotahit.http.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.practice.CallEngines;
import com.quotahit.actors.voice.MediaLoops;
import com.quotahit.actors.voice.VoiceMeters;
import com.quotahit.actors.voice.VoicePipeline;
import com.quotahit.actors.voice.VoiceSettings;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.http.media.MediaServer;
import com.quotahit.http.media.MediaSettings;
import com.quotahit.http.media.PlainCaller;
import com.quotahit.http.models.ModelsUnderTest;
import com.quotahit.http.practice.PracticeUnderTest.Neighbours;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.actor.typed.ActorSystem;

/**
 * Keys, gateway, practice and media sockets put together as in the product, behind one edge and one
 * media server on loopback ports. The provider's stand-in is in the provider's place, so that its
 * answers count as paid for.
 */
final class KeyedCallsUnderTest implements AutoCloseable {

  final ModelsUnderTest models = ModelsUnderTest.paid("quotahit.models.first-token-timeout=15s");
  final PracticeUnderTest practice;
  private final MediaLoops loops = new MediaLoops(2);
  private final MediaServer media;

  KeyedCallsUnderTest(Path directory) throws Exception {
    CallEngines engines = EnginesUnderTest.alwaysSpeaking(models, loops);
    practice =
        new PracticeUnderTest(
            directory,
            _ -> new Neighbours(models.endpoints, Optional.empty()),
            Optional.of(engines));
    ActorSystem<?> system = practice.edge.kit().system();
    loops.servingAsDispatchersOf(system);
    media =
        new MediaServer(
            new MediaSettings(
                "127.0.0.1",
                0,
                Set.of("https://sales.example.com"),
                100,
                64,
                Duration.ofSeconds(2),
                Duration.ofSeconds(20),
                Duration.ofSeconds(45),
                Duration.ofSeconds(10),
                50),
            practice.tickets(),
            Map.of("practice", practice.desk(engines)),
            new VoicePipeline(
                system,
                practice.calls,
                new VoiceMeters(new SimpleMeterRegistry(), practice.calls),
                VoiceSettings.read(system.settings().config()),
                Optional.empty()),
            loops);
  }

  /** Somebody new, in a session that voice tickets can stand on. */
  Client signedIn(WorkspaceId workspace, Role role, boolean platformAdmin) {
    EdgeUnderTest edge = practice.edge;
    String token = edge.signedIn(workspace, role, platformAdmin);
    Principal who = edge.principal(token);
    practice
        .database()
        .database()
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO session (session_id, token_hash, workspace_id, user_id, created_at,
                          last_seen_at, expires_at, user_agent, ip, proved_at, proved_by)
                        VALUES (:id, :hash, :ws, :user, now(), now(), now() + interval '1 day', '', '',
                          now(), 'password')
                        """)
                    .bind("id", who.sessionId())
                    .bind("hash", token.getBytes(StandardCharsets.UTF_8))
                    .bind("ws", workspace.value())
                    .bind("user", who.user().value())
                    .execute());
    return edge.as(token);
  }

  /** Asks for a spoken session with whichever engine is best. */
  Reply open(Client learner) {
    JsonNode scenario =
        learner
            .get("/api/v1/practice/scenarios?limit=100")
            .json()
            .path("items")
            .valueStream()
            .filter(
                each -> each.path("gatekeeper").isMissingNode() || each.path("gatekeeper").isNull())
            .findFirst()
            .orElseThrow();
    return learner.post(
        "/api/v1/practice/sessions",
        """
        {"mode":"voice","engine":"auto","personaId":"%s","scenarioId":"%s","focus":"discovery",
         "difficulty":"easy","seed":7}
        """
            .formatted(scenario.at("/personaIds/0").asText(), scenario.path("id").asText()));
  }

  /** Uses the ticket of a session that was opened. */
  PlainCaller dial(Reply opened) {
    String url = opened.json().at("/voice/url").asText();
    return PlainCaller.dial(url.replaceFirst(":\\d+/", ":" + media.port() + "/"));
  }

  @Override
  public void close() {
    media.close();
    loops.close();
    practice.close();
    models.close();
  }
}
