package com.quotahit.http.edge;

import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.AllowancePort.Allowance;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What is said when a month's free actions are used up. */
public final class UsedUpProblem {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private UsedUpProblem() {}

  public static Problem of(Allowance.UsedUp usedUp) {
    String module = usedUp.limit().module().code();
    return Problem.of(
            402,
            "free_limit_reached",
            "This month's free ones are used up",
            "All "
                + usedUp.most()
                + " free "
                + usedUp.limit().code().replace('_', ' ')
                + " of this month are used. They are counted anew from "
                + DAY.format(usedUp.resetsAt())
                + "; the module "
                + module
                + " has no such limit.")
        .with(List.of(new FieldProblem("module", "required", module)));
  }
}
