package com.quotahit.actors.practice;

import com.quotahit.actors.voice.CallDesk.Welcome;
import com.quotahit.core.models.Refusal;

/** Why nobody can be paid to hold the other side of a call, as its client hears it. */
final class CallRefusals {

  private static final int NOT_PAID_FOR = 4402;

  private CallRefusals() {}

  static Welcome welcome(Refusal why) {
    return switch (why) {
      case Refusal.BudgetExceeded _ ->
          refused("budget_exceeded", "This month's budget for models is spent.");
      case Refusal.NoKey _ -> refused("no_key", "There is no key that this call could use.");
      case Refusal.NoSuchModel _ ->
          refused("models.no-such-model", "The model chosen for calls cannot hold one.");
      case Refusal.ModelGone _ ->
          refused("models.unavailable-model", "The model chosen for calls is gone.");
    };
  }

  private static Welcome refused(String code, String detail) {
    return new Welcome.Refused(code, detail, NOT_PAID_FOR);
  }
}
