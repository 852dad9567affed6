package com.quotahit.http.billing;

import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.UserId;
import com.quotahit.http.edge.FieldChecks;
import java.util.ArrayList;
import java.util.List;

/**
 * Who sits on the seats.
 *
 * @param seats how many there are
 */
public record SeatsWire(List<UserId> assigned, int seats) {

  /** Exactly these people from now on. */
  public record Assigning(List<String> assigned) {

    private static final int MOST = 10_000;

    Parsed<List<UserId>> parse() {
      FieldChecks checks = new FieldChecks();
      List<UserId> users = new ArrayList<>();
      List<String> some = checks.atMost("assigned", assigned, MOST);
      for (int i = 0; i < some.size(); i++) {
        if (Ids.valid(UserId.PREFIX, some.get(i))) {
          users.add(new UserId(some.get(i)));
        } else {
          checks.problem("assigned[" + i + "]", "unknown", "This is nobody's id.");
        }
      }
      return checks.parsed(() -> users);
    }
  }
}
