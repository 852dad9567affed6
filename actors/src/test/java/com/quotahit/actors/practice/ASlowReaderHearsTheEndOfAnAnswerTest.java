package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.practice.TypedConversation.Piece;
import com.quotahit.core.models.ModelFailure;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Sink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ASlowReaderHearsTheEndOfAnAnswerTest {

  /** What the stream takes out of the queue before anybody reads. */
  private static final int IN_THE_STREAM = 64;

  private static final ActorTestKit KIT = ActorTestKit.create();

  @AfterAll
  static void close() {
    KIT.shutdownTestKit();
  }

  @Test
  void both_ends_are_there_however_much_was_written_before_anybody_read() throws Exception {
    AnswerPieces pieces = new AnswerPieces(KIT.system());
    Piece gatekeeper = new Piece.Trouble(ModelFailure.Kind.TRANSIENT);
    Piece buyer = new Piece.Trouble(ModelFailure.Kind.PERMANENT);
    write(pieces);
    pieces.end(gatekeeper);
    write(pieces);
    pieces.end(buyer);
    pieces.complete();
    List<Piece> read =
        pieces
            .source()
            .runWith(Sink.seq(), KIT.system())
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    assertThat(read).hasSizeLessThanOrEqualTo(AnswerPieces.PIECES_MAX + IN_THE_STREAM);
    assertThat(read).filteredOn(p -> p instanceof Piece.Trouble).containsExactly(gatekeeper, buyer);
    assertThat(read.getLast()).isEqualTo(buyer);
  }

  private static void write(AnswerPieces pieces) {
    for (int i = 0; i < 2 * AnswerPieces.PIECES_MAX; i++) {
      pieces.delta("word ");
    }
  }
}
