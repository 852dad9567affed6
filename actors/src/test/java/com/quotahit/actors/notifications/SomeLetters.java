package com.quotahit.actors.notifications;

import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.shared.mail.Template;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One of every template, with the given text wherever somebody may write something. */
final class SomeLetters {

  static final LinkToken TOKEN = new LinkToken("Tk0123456789abcdef_-Tk");
  private static final Instant AT = Instant.parse("2026-11-23T12:30:00Z");

  private SomeLetters() {}

  static List<Template> saying(String text) {
    Template.Amount amount = new Template.Amount(129_900, "EUR");
    return List.of(
        new Template.VerifyAddress(text, TOKEN),
        new Template.ResetPassword(text, TOKEN, Duration.ofMinutes(30)),
        new Template.PasswordChanged(text, AT),
        new Template.NewDevice(text, text, text, AT),
        new Template.TooManyFailedAttempts(text, 12, AT),
        new Template.SignInChanged(text, text, AT),
        new Template.Invitation(text, text, text, TOKEN, AT),
        new Template.OwnershipTransferred(text, text, text, AT),
        new Template.MemberRemoved(text, text),
        new Template.ImpersonationNotice(text, text, text, text, AT, AT.plusSeconds(1800)),
        new Template.KeyStatusChanged(text, text, text, text),
        new Template.TrialEnding(text, text, AT),
        new Template.PaymentFailed(text, amount, AT),
        new Template.InvoiceReceipt(text, text, amount, AT),
        new Template.BudgetWarning(text, text, 80, amount),
        new Template.Notice(text, text, "/practice/sessions/rp_1"),
        new Template.Digest(
            text,
            text,
            LocalDate.of(2026, 11, 23),
            List.of(
                new Template.Line(text, text, "/practice/sessions/rp_1"),
                new Template.Line("Keys", text, "/settings/keys"))),
        new Template.MailTest(text, AT));
  }
}
