package com.quotahit.actors.practice;

import com.quotahit.actors.engine.Kind;
import com.quotahit.core.practice.PracticeCommand;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.PracticeRejection;
import com.quotahit.core.practice.PracticeRules;
import com.quotahit.core.practice.PracticeSession;

/** Practice sessions as a kind of entity. */
public final class PracticeKind {

  public static final Kind<PracticeSession, PracticeCommand, PracticeEvent, PracticeRejection>
      SESSION =
          new Kind<>(
              "practice-session",
              PracticeSession.class,
              PracticeCommand.class,
              PracticeEvent.class,
              PracticeRejection.class,
              new PracticeRules());

  private PracticeKind() {}
}
