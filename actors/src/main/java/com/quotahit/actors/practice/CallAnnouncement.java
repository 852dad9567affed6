package com.quotahit.actors.practice;

import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.ReadySpeechPort;
import java.util.concurrent.CompletionStage;

/**
 * Uses the moment between the ticket and the client: the engine does what takes long, and the words
 * with which this buyer picks up are made before all others.
 */
public final class CallAnnouncement {

  private final CallEngines engines;
  private final PracticeCatalog catalog;
  private final ReadySpeechPort speech;

  public CallAnnouncement(CallEngines engines, PracticeCatalog catalog, ReadySpeechPort speech) {
    this.engines = engines;
    this.catalog = catalog;
    this.speech = speech;
  }

  /** What such a call would be now. */
  public CompletionStage<CallEngines.Prospect> prospect(
      WorkspaceId workspace, SessionSetup setup, Caller.Admission admission) {
    return engines.prospect(
        new CallEngines.Wanted(
            workspace, setup.learner(), setup.engine(), setup.timeLimit(), admission));
  }

  /** Somebody was given a ticket for such a call; whether it is used is not known. */
  public void of(SessionSetup setup, CallEngines.Prospect.Possible call) {
    call.announce().run();
    if (call.meant() == EngineChoice.CASCADE) {
      catalog
          .persona(setup.personaId())
          .ifPresent(persona ->
              speech.prepareFirst(
                  VoicePreparation.phrases(persona), persona.voice(), persona.speed()));
    }
  }
}
