package com.quotahit.actors.providers.embedded.kokoro;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.PracticeCatalog;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class WordsAreSaidAsTheyAreMeant {

  private static final String WIND_AIR = "W IH1 N D";
  private static final String WIND_UP = "W AY1 N D";

  private final Pronunciation plain =
      new Pronunciation(new PronouncingDictionary(Map.of("wind", WIND_UP)), Map.of());

  @Test
  void the_wind_blows_and_things_wind_down() {
    says("We are North Wind.", WIND_AIR);
    says("the wind", WIND_AIR);
    says("Let's wind up here.", WIND_UP);
    says("to wind down the contract", WIND_UP);
  }

  @Test
  void verbs_are_told_from_nouns_by_what_stands_beside_them() {
    says("Can we close this?", "K L OW1 Z");
    says("Close the deal.", "K L OW1 Z");
    says("That was a close call.", "K L OW1 S");
    says("How do you use it?", "Y UW1 Z");
    says("It is of no use.", "Y UW1 S");
    says("a use case", "Y UW1 S");
    says("May I record the call?", "R IH0 K AO1 R D");
    says("the record", "R EH1 K ER0 D");
    says("We go live on Monday.", "L AY1 V");
    says("They live in Leeds.", "L IH1 V");
    says("Could you present it?", "P R IY0 Z EH1 N T");
    says("the present contract", "P R EH1 Z AH0 N T");
    says("We increase it.", "IH0 N K R IY1 S");
    says("an increase of ten percent", "IH1 N K R IY2 S");
  }

  @Test
  void a_lead_is_no_metal_and_reading_has_a_time() {
    says("We lost a lead.", "L IY1 D");
    says("I have read it.", "R EH1 D");
    says("I will read it.", "R IY1 D");
    says("We used to plan by hand.", "Y UW1 S T");
    says("It is used to plan.", "Y UW1 Z D");
  }

  @Test
  void words_beyond_a_mark_are_no_neighbours() {
    says("I can, close enough.", "K L OW1 S");
  }

  @Test
  void a_persona_brings_the_sound_of_their_names() {
    PracticeCatalog catalog = PracticeContent.shipped();
    Persona hannah = catalog.persona("hannah-okoye").orElseThrow();
    Pronunciation named =
        new Pronunciation(new PronouncingDictionary(Map.of()), catalog.pronunciations());
    String sounds = Pronunciation.kokoro(hannah.pronunciations().get("okoye"));
    assertThat(named.phonemes("Okoye speaking.")).startsWith(sounds);
    assertThat(named.phonemes("Okoye's office.")).startsWith(sounds + "z");
    assertThat(plain.phonemes("Okoye speaking.")).doesNotContain(sounds);
  }

  private void says(String text, String sounds) {
    assertThat(" " + plain.phonemes(text).replaceAll("[.,!?]", "") + " ")
        .as(text)
        .contains(" " + Pronunciation.kokoro(sounds) + " ");
  }
}
