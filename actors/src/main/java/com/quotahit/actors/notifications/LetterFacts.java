package com.quotahit.actors.notifications;

import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.shared.mail.Template;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a template tells, as words for its gaps and the place within the product that its button
 * opens.
 */
record LetterFacts(Map<String, String> words, String path, List<Template.Line> lines) {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

  private static final String ACCOUNT = "/account/security";
  private static final String BILLING = "/settings/billing";

  LetterFacts {
    words = Map.copyOf(words);
    lines = List.copyOf(lines);
  }

  static LetterFacts of(Template template) {
    return switch (template) {
      case Template.VerifyAddress(String person, LinkToken token) ->
          at("/verify-email?token=" + token.value(), Map.of("person", person));
      case Template.ResetPassword(String person, LinkToken token, Duration validFor) ->
          at(
              "/reset-password?token=" + token.value(),
              Map.of("person", person, "validFor", span(validFor)));
      case Template.PasswordChanged(String person, Instant at) ->
          at("/forgot-password", Map.of("person", person, "at", moment(at)));
      case Template.NewDevice(String person, String device, String network, Instant at) ->
          at(
              ACCOUNT,
              Map.of("person", person, "device", device, "network", network, "at", moment(at)));
      case Template.TooManyFailedAttempts(String person, int attempts, Instant at) ->
          at(
              ACCOUNT,
              Map.of("person", person, "attempts", String.valueOf(attempts), "at", moment(at)));
      case Template.SignInChanged(String person, String change, Instant at) ->
          at(ACCOUNT, Map.of("person", person, "change", change, "at", moment(at)));
      case Template.Invitation invitation -> invitation(invitation);
      case Template.OwnershipTransferred(String workspace, String from, String to, Instant at) ->
          at(
              "/settings/members",
              Map.of("workspace", workspace, "from", from, "to", to, "at", moment(at)));
      case Template.MemberRemoved(String person, String workspace) ->
          at("/", Map.of("person", person, "workspace", workspace));
      case Template.ImpersonationNotice notice -> impersonation(notice);
      case Template.KeyStatusChanged(
              String workspace,
              String provider,
              String last4,
              String status) ->
          at(
              "/settings/keys",
              Map.of(
                  "workspace", workspace, "provider", provider, "last4", last4, "status", status));
      case Template.TrialEnding(String workspace, String module, Instant endsAt) ->
          at(BILLING, Map.of("workspace", workspace, "module", module, "endsAt", day(endsAt)));
      case Template.PaymentFailed(String workspace, Template.Amount amount, Instant graceUntil) ->
          at(
              BILLING,
              Map.of(
                  "workspace", workspace, "amount", money(amount), "graceUntil", day(graceUntil)));
      case Template.InvoiceReceipt(
              String workspace,
              String number,
              Template.Amount amount,
              Instant paidAt) ->
          at(
              BILLING,
              Map.of(
                  "workspace",
                  workspace,
                  "number",
                  number,
                  "amount",
                  money(amount),
                  "paidAt",
                  day(paidAt)));
      case Template.BudgetWarning warning -> budget(warning);
      case Template.Notice(String title, String body, String path) ->
          at(path, Map.of("title", title, "body", body));
      case Template.Digest digest -> digest(digest);
      case Template.MailTest(String person, Instant at) ->
          at("/", Map.of("person", person, "at", moment(at)));
    };
  }

  private static LetterFacts invitation(Template.Invitation invitation) {
    return at(
        "/invitations/" + invitation.token().value(),
        Map.of(
            "invitedBy", invitation.invitedBy(),
            "workspace", invitation.workspace(),
            "role", invitation.role(),
            "expiresAt", day(invitation.expiresAt())));
  }

  private static LetterFacts impersonation(Template.ImpersonationNotice notice) {
    return at(
        "/settings/audit",
        Map.of(
            "workspace", notice.workspace(),
            "admin", notice.admin(),
            "person", notice.person(),
            "reason", notice.reason(),
            "from", moment(notice.from()),
            "until", moment(notice.until())));
  }

  private static LetterFacts budget(Template.BudgetWarning warning) {
    String consequence =
        warning.percent() >= 100
            ? "Nothing more is paid for from it until next month or until it is raised."
            : "When all of it is used, nothing more is paid for from it this month.";
    return at(
        "/settings/budgets",
        Map.of(
            "workspace", warning.workspace(),
            "budget", warning.budget(),
            "percent", String.valueOf(warning.percent()),
            "limit", money(warning.limit()),
            "consequence", consequence));
  }

  private static LetterFacts digest(Template.Digest digest) {
    int count = digest.lines().size();
    return new LetterFacts(
        Map.of(
            "person", digest.person(),
            "workspace", digest.workspace(),
            "day", day(digest.day()),
            "count", count == 1 ? "one thing" : count + " things"),
        "/notifications",
        digest.lines());
  }

  private static LetterFacts at(String path, Map<String, String> words) {
    return new LetterFacts(words, path, List.of());
  }

  private static String moment(Instant at) {
    return MOMENT.format(at);
  }

  private static String day(Instant at) {
    return DAY.format(at);
  }

  private static String day(LocalDate day) {
    return DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).format(day);
  }

  private static String span(Duration span) {
    long minutes = span.toMinutes();
    if (minutes >= 120) {
      return minutes / 60 + " hours";
    }
    return minutes == 1 ? "one minute" : minutes + " minutes";
  }

  /** Such as {@code EUR 1,299.00}; a currency that is not known is told in its smallest unit. */
  private static String money(Template.Amount amount) {
    String code = amount.currency().toUpperCase(Locale.ROOT);
    int digits;
    try {
      digits = Math.max(0, Currency.getInstance(code).getDefaultFractionDigits());
    } catch (IllegalArgumentException unknown) {
      digits = 0;
    }
    return code
        + " "
        + String.format(
            Locale.ENGLISH, "%,." + digits + "f", BigDecimal.valueOf(amount.minor(), digits));
  }
}
