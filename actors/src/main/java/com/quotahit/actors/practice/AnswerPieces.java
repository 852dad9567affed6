package com.quotahit.actors.practice;

import com.quotahit.actors.practice.TypedConversation.Piece;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Source;

/**
 * What of an answer its reader has not read yet. To a reader who is too far behind no more of the
 * text is told as it is written; the end, which has all of it, always finds a place.
 */
final class AnswerPieces {

  static final int PIECES_MAX = 4_096;

  /** An exchange has at most two answers, the gatekeeper's and the buyer's. */
  private static final int ENDS_MAX = 2;

  private final BoundedSourceQueue<Piece> queue;
  private final Source<Piece, NotUsed> source;

  AnswerPieces(ActorSystem<?> system) {
    Pair<BoundedSourceQueue<Piece>, Source<Piece, NotUsed>> made =
        Source.<Piece>queue(PIECES_MAX).preMaterialize(system);
    this.queue = made.first();
    this.source = made.second();
  }

  Source<Piece, NotUsed> source() {
    return source;
  }

  void delta(String text) {
    if (queue.size() < PIECES_MAX - ENDS_MAX) {
      queue.offer(new Piece.Delta(text));
    }
  }

  void end(Piece piece) {
    queue.offer(piece);
  }

  void complete() {
    queue.complete();
  }
}
