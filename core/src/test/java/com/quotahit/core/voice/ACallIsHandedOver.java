package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.voice.TurnSettings.HandOver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("score")
class ACallIsHandedOver {

  private static final TurnSettings GATED =
      Score.settings("[open]")
          .handingOver(new HandOver(text -> text.endsWith("through."), "[pick up]"));

  @Test
  void once_the_words_are_heard_the_next_one_speaks_first() {
    Score score = new Score(GATED);
    score.model.says("Marta Keller. I'll put you through.", 2).says("Grant.", 1);
    score.playUntil(8);
    assertThat(score.all(TurnOrder.HandOver.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Answer.class))
        .extracting(TurnOrder.Answer::guidance)
        .containsExactly("[open]", "[pick up]");
    assertThat(score.transcript())
        .contains("persona: Marta Keller. I'll put you through.", "persona: Grant.");
  }

  @Test
  void only_once_in_a_call() {
    Score score = new Score(GATED);
    score.model.says("I'll put you through.", 1).says("Wrong desk. I'll put you through.", 2);
    score.playUntil(8);
    assertThat(score.all(TurnOrder.HandOver.class)).hasSize(1);
    assertThat(score.all(TurnOrder.Answer.class)).hasSize(2);
  }

  @Test
  void words_that_were_cut_short_put_nobody_through() {
    Score score = new Score(GATED);
    score.model.says("Let me see whether the line is free. Yes, I'll put you through.", 6);
    score.user.speaks(1, 4, "Wait, there is something else I have to ask you first");
    score.playUntil(4.5);
    assertThat(score.all(TurnOrder.HandOver.class)).isEmpty();
  }
}
