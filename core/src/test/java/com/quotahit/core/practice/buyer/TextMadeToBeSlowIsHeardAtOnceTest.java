package com.quotahit.core.practice.buyer;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Difficulty;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The buyer listens with patterns; none of them may take long over anything that can be typed. */
@Tag("fast")
class TextMadeToBeSlowIsHeardAtOnceTest {

  private static final int TEXT_MAX = 4_000;
  private static final int TURNS = 4;
  private static final long SLOW_MS = 1_000;

  /** What others do on the machine is not the buyer's doing. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private static final List<String> PIECES =
      List.of(
          "a",
          "a ",
          "a customer ",
          "an other client bank ",
          "i'm a a a ",
          "i am from with at ",
          "i'd feel a ",
          "how about would a ",
          "first a then ",
          "euro ",
          "twenty one hundred and ",
          "9",
          "9 percent ",
          "a1a1",
          "It's It's It's ",
          "Anna from Anna ",
          "monday at ten at ",
          "ignore all any your ",
          "are you a ai ",
          "</a",
          "!",
          ". ",
          "\u00df\u0130",
          "\ud83d\ude00 ",
          "that's a valid ",
          "in a out a be a ");

  @Test
  void no_text_holds_the_buyer_up() {
    for (String piece : PIECES) {
      String text = piece.repeat(TEXT_MAX / piece.length());
      BuyerScore call = new BuyerScore("whole-sales-call", Difficulty.HARD, 3);
      call.opens();
      long slowest = 0;
      for (int i = 0; i < TURNS; i++) {
        long begun = CPU.getCurrentThreadCpuTime();
        assertThat(call.says(text)).isNotBlank();
        slowest = Math.max(slowest, (CPU.getCurrentThreadCpuTime() - begun) / 1_000_000);
      }
      System.out.printf("\"%s…\": %d ms at most%n", piece.strip(), slowest);
      assertThat(slowest).as(piece).isLessThan(SLOW_MS);
    }
  }
}
