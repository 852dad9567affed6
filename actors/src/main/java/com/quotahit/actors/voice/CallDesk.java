package com.quotahit.actors.voice;

import com.quotahit.core.voice.Admission;
import java.util.concurrent.CompletionStage;

/**
 * Who answers for calls of one kind. Decides whether a client may join, raises the epoch when it
 * does, and says what to run.
 */
public interface CallDesk {

  CompletionStage<Welcome> attach(Admission who, Claim claim);

  /** On what grounds a client wants the call. */
  sealed interface Claim {

    /** Nobody should be on the line; if somebody is, refuse with an offer to take over. */
    record Fresh() implements Claim {}

    /** Said by a person: the other client has to go. */
    record TakeOver() implements Claim {}

    /** The client that held the call comes back; {@code token} is the one it was given last. */
    record Resume(String token) implements Claim {}
  }

  sealed interface Welcome {

    record Granted(CallPlan plan) implements Welcome {}

    /**
     * @param code stable, such as {@code voice.already-open}
     * @param closeCode for the socket, 4000 to 4999
     */
    record Refused(String code, String detail, int closeCode) implements Welcome {

      public static final String ALREADY_OPEN = "voice.already-open";

      public static Refused alreadyOpen() {
        return new Refused(
            ALREADY_OPEN, "This call is open in another window. You can take it over.", 4409);
      }

      public static Refused over() {
        return new Refused("voice.call-over", "This call has ended.", 4410);
      }

      public static Refused unknown() {
        return new Refused("voice.no-such-call", "There is no such call.", 4404);
      }
    }
  }
}
