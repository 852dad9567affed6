package com.quotahit.actors.practice;

import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.voice.ClauseSplitter;
import com.quotahit.core.voice.Openers;
import com.quotahit.core.voice.ReadySpeechPort;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Has the words with which each persona picks up and takes the floor spoken ahead, so that a call
 * begins without a pause. Costs a minute of idle time once; the sound is kept.
 */
public final class VoicePreparation {

  private VoicePreparation() {}

  public static void of(PracticeCatalog catalog, ReadySpeechPort speech) {
    for (Persona persona : catalog.personas()) {
      speech.prepare(phrases(persona), persona.voice(), persona.speed());
    }
  }

  static Set<String> phrases(Persona persona) {
    Set<String> pieces = new LinkedHashSet<>();
    Persona.Phrases phrases = persona.phrases();
    Stream.of(phrases.pickUp(), phrases.welcome(), phrases.acknowledge())
        .flatMap(List::stream)
        .map(VoicePreparation::asSpoken)
        .forEach(pieces::addAll);
    pieces.addAll(Openers.NEUTRAL);
    return pieces;
  }

  /**
   * A reply is spoken piece by piece, so its pieces are what must be there; two give time to make
   * the rest.
   */
  private static List<String> asSpoken(String phrase) {
    var splitter = new ClauseSplitter();
    List<String> pieces = new ArrayList<>(splitter.accept(phrase));
    pieces.addAll(splitter.finish());
    return pieces.subList(0, Math.min(2, pieces.size()));
  }
}
