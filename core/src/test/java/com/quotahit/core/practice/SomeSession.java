package com.quotahit.core.practice;

import com.quotahit.core.shared.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Practice sessions and turns to test with. */
public final class SomeSession {

  public static final UserId LEARNER = new UserId("usr_00000000000000000000000001");

  public static final Partner PARTNER = new Partner("cascade", true);

  private SomeSession() {}

  public static SessionSetup setup(PracticeMode mode) {
    return new SessionSetup(
        LEARNER,
        mode,
        "prs_1",
        "scn_1",
        Focus.DISCOVERY,
        Difficulty.MEDIUM,
        EngineChoice.AUTO,
        Duration.ofSeconds(600),
        SessionSetup.Hints.SHOWN,
        mode == PracticeMode.SCRIPT ? Optional.of("Say hello.") : Optional.empty(),
        List.of(),
        7,
        "en");
  }

  public static FinishedTurn said(int n, long forMs) {
    return new FinishedTurn(
        "u" + n, Turn.Speaker.USER, "word " + n, n * 1_000L, n * 1_000L + forMs, false);
  }

  public static FinishedTurn answered(int n, long forMs) {
    return new FinishedTurn(
        "p" + n, Turn.Speaker.PERSONA, "word " + n, n * 1_000L, n * 1_000L + forMs, false);
  }

  public static ScorecardResult result(String total) {
    return new ScorecardResult(
        "crd_1",
        1,
        "Discovery",
        Optional.of(new java.math.BigDecimal(total)),
        true,
        false,
        true,
        List.of(
            new ScorecardResult.Section(
                "Opening",
                1,
                Optional.of(new java.math.BigDecimal(total)),
                List.of(
                    new ScorecardResult.Line(
                        "c1",
                        "Says who calls",
                        "check",
                        1,
                        Optional.of(new java.math.BigDecimal("100.0")),
                        Verdict.MET,
                        List.of(new Evidence("u1", "word 1")),
                        "You said it at once.")))));
  }
}
