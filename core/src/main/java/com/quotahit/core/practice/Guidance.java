package com.quotahit.core.practice;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Stage directions for one single answer of the buyer, passed beside the conversation and never
 * spoken. Both a language model and the simulated buyer understand them.
 */
public final class Guidance {

  /** The line has just been connected and the buyer speaks first. */
  public static final String OPEN = "[open the call]";

  /** The front desk has put the caller through and the buyer picks up. */
  public static final String PICK_UP = "[a caller was put through to you: pick up the phone]";

  /** The learner has said nothing for a while. */
  public static final String SILENCE = "[the caller has been silent: check in]";

  /** The time limit is reached; the buyer ends the call in this answer. */
  public static final String TIME_UP = "[time is up: close politely]";

  /** The buyer cuts into a long turn. */
  public static final String INTERRUPT = "[cut in: the caller has talked for too long]";

  /** The line came back after a break. */
  public static final String RESUMED = "[the line is back: carry on]";

  /** The previous answer was cut short by a noise, not by the caller. */
  public static final String CONTINUE = "[you were cut off: finish your thought]";

  private static final Pattern FAREWELL =
      Pattern.compile("(^|[.!?,;]\\s+|\\s)(good ?bye|bye|bye now|bye-bye)[.!]?$");

  private Guidance() {}

  /** True when this answer of the buyer ends the call: its last word is a farewell. */
  public static boolean endsTheCall(String answer) {
    return FAREWELL.matcher(answer.strip().toLowerCase(Locale.ROOT)).find();
  }
}
