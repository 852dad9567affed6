package com.quotahit.actors.practice;

import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.voice.ReadySpeechPort;

/**
 * Uses the moment between the ticket and the client: the engine does what takes long, and the words
 * with which this buyer picks up are made before all others.
 */
public final class CallAnnouncement {

  private final PracticeEngines engines;
  private final PracticeCatalog catalog;
  private final ReadySpeechPort speech;

  public CallAnnouncement(
      PracticeEngines engines, PracticeCatalog catalog, ReadySpeechPort speech) {
    this.engines = engines;
    this.catalog = catalog;
    this.speech = speech;
  }

  /** Somebody was given a ticket for such a call; whether it is used is not known. */
  public void of(SessionSetup setup) {
    engines.of(setup.engine()).announced();
    if (engines.meant(setup.engine()) == EngineChoice.CASCADE) {
      catalog
          .persona(setup.personaId())
          .ifPresent(persona ->
              speech.prepareFirst(
                  VoicePreparation.phrases(persona), persona.voice(), persona.speed()));
    }
  }
}
