package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Accounts.Entrance;
import com.quotahit.http.edge.Problem;
import java.time.Duration;

/** Why somebody did not get in, and what to do about it. */
final class AccountProblems {

  private AccountProblems() {}

  static Problem of(Entrance entrance) {
    return switch (entrance) {
      case Entrance.EmailTaken _ ->
          Problem.of(
              409,
              "workspace.email-taken",
              "Address already in use",
              "There is an account with this e-mail address. Sign in instead.");
      case Entrance.WrongCredentials _ ->
          Problem.of(
              401,
              "workspace.wrong-credentials",
              "Not signed in",
              "E-mail address or password is wrong.");
      case Entrance.TooManyAttempts(Duration retryAfter) ->
          Problem.of(
                  429,
                  "workspace.too-many-attempts",
                  "Too many attempts",
                  "Wait a moment before you try again.")
              .retryAfter(retryAfter);
      case Entrance.In _ -> throw new IllegalArgumentException("getting in is no problem");
    };
  }
}
