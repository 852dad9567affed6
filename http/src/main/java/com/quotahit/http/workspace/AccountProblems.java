package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.Accounts.Entrance;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.Factors;
import com.quotahit.http.edge.Problem;
import java.time.Duration;
import java.util.List;

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
      case Entrance.WrongCode _ -> wrongCode();
      case Entrance.SecondFactorNeeded(Factors held) -> secondFactorNeeded(held);
      case Entrance.CompanySignInNeeded _ -> companySignInNeeded();
      case Entrance.TooManyAttempts(Duration retryAfter) -> tooManyAttempts(retryAfter);
      case Entrance.In _ -> throw new IllegalArgumentException("getting in is no problem");
    };
  }

  static Problem companySignInNeeded() {
    return Problem.of(
        403,
        "workspace.company-sign-in-required",
        "Your company signs you in",
        "That workspace asks you to sign in by your company. Choose company sign-in.");
  }

  static Problem tooManyAttempts(Duration retryAfter) {
    return Problem.of(
            429,
            "workspace.too-many-attempts",
            "Too many attempts",
            "Wait a moment before you try again.")
        .retryAfter(retryAfter);
  }

  static Problem secondFactorNeeded(Factors held) {
    return Problem.of(
            401,
            "second-factor-required",
            "One more step",
            "Enter a code from your app, use a passkey, or use a recovery code.")
        .goingOnBy(SecondFactorWire.methods(held));
  }

  static Problem wrongCode() {
    return Problem.of(
        401,
        "workspace.wrong-code",
        "The code is wrong",
        "Enter the code that your app shows now. Each code works once.");
  }

  static Problem wrongPassword() {
    return Problem.invalid(
        List.of(new FieldProblem("current", "wrong", "This is not your password.")));
  }

  static Problem notConfirmed() {
    return Problem.of(
        401,
        "workspace.not-confirmed",
        "Not confirmed",
        "That was not right. Try again, or use another way.");
  }

  static Problem signedInByCompany() {
    return Problem.of(
        403,
        "workspace.signed-in-by-company",
        "Your company signs you in",
        "Confirm with your own password or passkey first, or ask your company's admin.");
  }
}
