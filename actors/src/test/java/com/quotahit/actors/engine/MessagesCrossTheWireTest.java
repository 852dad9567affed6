package com.quotahit.actors.engine;

import static com.quotahit.actors.engine.CommandsAreRememberedTest.NOW;
import static com.quotahit.actors.engine.CommandsAreRememberedTest.TALLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Tally;
import com.quotahit.core.shared.Tally.TallyCommand;
import com.quotahit.core.shared.Tally.TallyRejection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.SerializationTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.serialization.SerializationExtension;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class MessagesCrossTheWireTest {

  private static ActorTestKit kit;

  @BeforeAll
  static void start() {
    kit = LocalNode.withMemoryJournal();
    EngineKinds.of(kit.system().classicSystem()).add(TALLY);
  }

  @AfterAll
  static void stop() {
    kit.shutdownTestKit();
  }

  @Test
  void every_message_and_answer_comes_back_equal() {
    ActorRef<Answer> replyTo = kit.<Answer>createTestProbe().getRef();
    Directive directive = new Directive("c", NOW, new By.Platform("test"), "cor");
    RecentCommands recent = RecentCommands.NONE.with("a", 1, NOW).with("b", 4, NOW);
    SerializationTestKit wire = kit.serializationTestKit();
    for (Object message :
        List.of(
            new EntityMessage.Execute(
                "tally", new TallyCommand.AddEach(List.of(1, 2)), directive, replyTo),
            new EntityMessage.Execute("tally", new TallyCommand.Close(), directive, replyTo),
            new EntityMessage.Read("tally", replyTo),
            new EntityMessage.Leave(),
            new Answer.Replied("tally", new Reply.Done<>(new Tally.Open("t", 3), 5)),
            new Answer.Replied("tally", new Reply.Done<>(new Tally.Absent(), 0)),
            new Answer.Replied("tally", new Reply.Refused<>(new TallyRejection.AlreadyClosed(NOW))),
            new Answer.Replied("tally", new Reply.TooLate<>()),
            new Answer.Quarantined("e", "p"),
            new Answer.Broken("e", "cor"),
            new EntitySnapshot(
                "tally", new Remembered<>(new Tally.Open("t", 3), 9, recent, Optional.empty())))) {
      wire.verifySerialization(message, true);
    }
  }

  @Test
  void a_snapshot_of_another_shape_is_not_read() throws Exception {
    WireSerializer serializer =
        (WireSerializer)
            SerializationExtension.get(kit.system().classicSystem())
                .serializerFor(EntitySnapshot.class);
    assertThatThrownBy(() ->
            serializer.fromBinary(
                "{}".getBytes(StandardCharsets.UTF_8), "snapshot:tally/0123456789ab"))
        .hasMessageContaining("another shape");
  }

  @Test
  void class_names_do_not_travel() throws Exception {
    WireSerializer serializer =
        (WireSerializer)
            SerializationExtension.get(kit.system().classicSystem()).serializerFor(Answer.class);
    Answer answer = new Answer.Replied("tally", new Reply.Done<>(new Tally.Open("t", 3), 5));
    assertThat(new String(serializer.toBinary(answer), StandardCharsets.UTF_8))
        .isEqualTo("{\"state\":{\"type\":\"Open\",\"title\":\"t\",\"count\":3},\"revision\":5}");
    assertThat(serializer.manifest(answer)).isEqualTo("done:tally");
  }
}
