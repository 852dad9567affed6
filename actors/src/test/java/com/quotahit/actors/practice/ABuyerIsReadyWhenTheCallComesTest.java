package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.voice.ConversationEngine;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.models.LanguageModelsPort.Caller;
import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.PracticeMode;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.practice.SomeSession;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.EngineBrief;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import com.quotahit.core.voice.ReadySpeechPort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Flow;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ABuyerIsReadyWhenTheCallComesTest {

  private final PracticeCatalog catalog = PracticeContent.shipped();
  private final Engine cascade = new Engine();
  private final Engine speechToSpeech = new Engine();
  private final List<String> first = new ArrayList<>();

  @Test
  void the_provider_is_called_when_speech_to_speech_is_announced() {
    announce(EngineChoice.CASCADE, EngineChoice.SPEECH_TO_SPEECH);
    assertThat(speechToSpeech.announced).isEqualTo(1);
    assertThat(cascade.announced).isZero();
    assertThat(first).as("the provider speaks with its own voice").isEmpty();
  }

  @Test
  void what_the_buyer_picks_up_with_is_made_before_all_else() {
    SessionSetup setup = announce(EngineChoice.CASCADE, EngineChoice.AUTO);
    Persona persona = catalog.persona(setup.personaId()).orElseThrow();
    assertThat(cascade.announced).isEqualTo(1);
    assertThat(speechToSpeech.announced).isZero();
    assertThat(first).containsAll(VoicePreparation.phrases(persona)).hasSizeGreaterThan(3);
  }

  private SessionSetup announce(EngineChoice auto, EngineChoice chosen) {
    SessionSetup setup = calling(catalog.personas().getFirst(), chosen);
    CallAnnouncement announcement =
        new CallAnnouncement(
            new PracticeEngines(cascade, speechToSpeech, auto), catalog, new Speech());
    CallEngines.Prospect prospect =
        announcement
            .prospect(new WorkspaceId("wsp_" + "0".repeat(26)), setup, Caller.Admission.NEW)
            .toCompletableFuture()
            .join();
    announcement.of(setup, (CallEngines.Prospect.Possible) prospect);
    return setup;
  }

  private static SessionSetup calling(Persona persona, EngineChoice engine) {
    SessionSetup any = SomeSession.setup(PracticeMode.VOICE);
    return new SessionSetup(
        any.learner(),
        any.mode(),
        persona.id(),
        any.scenarioId(),
        any.focus(),
        any.difficulty(),
        engine,
        any.timeLimit(),
        any.hints(),
        any.script(),
        any.contextIds(),
        any.seed(),
        any.language());
  }

  private final class Speech implements ReadySpeechPort {
    @Override
    public Optional<byte[]> ready(String text, String voice, double speed) {
      return Optional.empty();
    }

    @Override
    public void prepare(Collection<String> texts, String voice, double speed) {}

    @Override
    public void prepareFirst(Collection<String> texts, String voice, double speed) {
      first.addAll(texts);
    }
  }

  private static final class Engine implements ConversationEngine {

    private int announced;

    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public boolean simulated() {
      return true;
    }

    @Override
    public void announced() {
      announced++;
    }

    @Override
    public Flow<EngineOrder, EngineSignal, NotUsed> converse(EngineBrief brief) {
      throw new IllegalStateException("nobody called");
    }
  }
}
