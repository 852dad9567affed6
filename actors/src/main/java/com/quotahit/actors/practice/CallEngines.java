package com.quotahit.actors.practice;

import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.models.LanguageModelsPort.Caller.Admission;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Who holds the other side of calls, and with whose key. */
public interface CallEngines {

  /**
   * A call that somebody wants.
   *
   * @param longest how long it may last
   */
  record Wanted(
      WorkspaceId workspace,
      UserId learner,
      EngineChoice engine,
      Duration longest,
      Admission admission) {}

  /** Whose models hear and speak. */
  enum Hearing {
    /** This node's own, which carry only so many calls. */
    NODE,
    PROVIDER
  }

  /** What a call would be, should it come now. */
  sealed interface Prospect {

    /**
     * @param meant the engine, never "auto"
     * @param announce lets the engine begin what takes long; returns at once
     */
    record Possible(EngineChoice meant, Hearing hearing, Runnable announce) implements Prospect {}

    record Refused(Refusal why) implements Prospect {}
  }

  /** What became of opening a call. */
  sealed interface Opening {

    /**
     * @param unused to be run when no conversation is held after all
     */
    record Opened(ConversationEngine engine, Hearing hearing, Runnable unused) implements Opening {}

    record Refused(Refusal why) implements Opening {}
  }

  /** Counts nothing and opens no key. */
  CompletionStage<Prospect> prospect(Wanted call);

  CompletionStage<Opening> open(Wanted call);
}
