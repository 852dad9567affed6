package com.quotahit.core.notifications;

import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.News;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * News in words: a title that says it, one sentence on what to do, and the place that shows more.
 * Names that people chose are shortened and lose their control characters, because these words also
 * go to screens and programs of others.
 */
public record NewsWords(String title, String body, String path) {

  private static final int NAME_MAX = 80;
  private static final int REASON_MAX = 300;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMMM uuuu 'at' HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  public static NewsWords of(News news) {
    return switch (news) {
      case News.SessionScored scored -> scored(scored);
      case News.InvitationAccepted(String person, String role) ->
          new NewsWords(
              name(person) + " joined the workspace",
              name(person) + " accepted the invitation and works here as " + name(role) + ".",
              "/settings/members");
      case News.KeyStatusChanged(String provider, String last4, String status) ->
          new NewsWords(
              "The " + name(provider) + " key is " + name(status),
              "The key that ends in "
                  + name(last4)
                  + " is "
                  + name(status)
                  + ". Under Settings, Keys, you can check it again or put another in its place.",
              "/settings/keys");
      case News.BudgetReached(String budget, int percent, long _, String _) ->
          new NewsWords(
              percent + " % of a budget is used",
              sentence(name(budget))
                  + " has used "
                  + percent
                  + " % of this month's budget."
                  + (percent >= 100 ? " Nothing more is paid for from it this month." : ""),
              "/settings/budgets");
      case News.TrialEnding(String module, Instant endsAt) ->
          new NewsWords(
              "The trial of " + name(module) + " ends on " + DAY.format(endsAt),
              "What was made with it stays readable. Choose a plan to go on.",
              "/settings/billing");
      case News.PaymentFailed(long _, String _, Instant graceUntil) ->
          new NewsWords(
              "A payment did not go through",
              "Everything keeps working until "
                  + DAY.format(graceUntil)
                  + ". Update the payment before that.",
              "/settings/billing");
      case News.ModuleExpired(String module) ->
          new NewsWords(
              name(module) + " has ended",
              "What was made with it can be read and exported. Choose a plan to make more.",
              "/settings/billing");
      case News.SeatGiven _ ->
          new NewsWords(
              "You have a seat", "You can use all that your workspace has bought.", "/practice");
      case News.SeatTaken _ ->
          new NewsWords(
              "Your seat went to somebody else",
              "You can still read and export what you made. Ask an owner for a seat to make more.",
              "/practice");
      case News.SubscriptionNotRestored(Optional<Instant> paidUntil) ->
          new NewsWords(
              "The workspace is back, its subscription is cancelled",
              paidUntil
                  .map(end ->
                      "What is paid stays open until "
                          + DAY.format(end)
                          + ". Resume the subscription before that to go on.")
                  .orElse("It has ended. Choose a plan to go on as before."),
              "/settings/billing");
      case News.FreeActionsUsed(String what, int used, int most, Instant resetsAt) ->
          new NewsWords(
              used + " of " + most + " free " + name(what) + " used",
              used < most
                  ? "The others are free until they are counted anew on "
                      + DAY.format(resetsAt)
                      + "."
                  : "They are counted anew on "
                      + DAY.format(resetsAt)
                      + ". A plan has no such limit.",
              "/settings/billing");
      case News.NewDevice(String device, String network, Instant at) ->
          new NewsWords(
              "New sign-in from " + name(device),
              "From "
                  + name(network)
                  + ", on "
                  + MOMENT.format(at)
                  + ". If it was not you, sign that device out and change your password.",
              "/account/security");
      case News.Impersonation impersonation -> impersonation(impersonation);
      case News.ChannelDisabled(String host, int days) ->
          new NewsWords(
              "Posting to " + name(host) + " was switched off",
              "Nothing arrived there for " + days + " days. Add the channel again when it works.",
              "/account/notifications");
      case News.MailStopped(String code) ->
          new NewsWords(
              "Mail is not sent",
              "The mail server does not let us in (" + name(code) + "). Check its settings.",
              "/admin/mail");
    };
  }

  private static NewsWords scored(News.SessionScored scored) {
    String score = scored.score().stripTrailingZeros().toPlainString();
    return new NewsWords(
        "Your practice call scored " + score,
        "“"
            + name(scored.scenario())
            + "” is graded: "
            + score
            + " of 100"
            + (scored.simulated() ? ", by the simulated grader" : "")
            + ". See what it rests on.",
        "/practice/sessions/" + scored.sessionId());
  }

  private static NewsWords impersonation(News.Impersonation news) {
    return new NewsWords(
        name(news.admin()) + " worked in the name of " + name(news.person()),
        "From "
            + MOMENT.format(news.from())
            + " until "
            + MOMENT.format(news.until())
            + " at the latest. Reason: "
            + line(news.reason(), REASON_MAX),
        "/settings/audit");
  }

  /** The letter about it; some news have one of their own. */
  public static Template letter(News news, String workspace) {
    return switch (news) {
      case News.KeyStatusChanged(String provider, String last4, String status) ->
          new Template.KeyStatusChanged(workspace, provider, last4, status);
      case News.BudgetReached(String budget, int percent, long limitMinor, String currency) ->
          new Template.BudgetWarning(
              workspace, sentence(budget), percent, new Template.Amount(limitMinor, currency));
      case News.TrialEnding(String module, Instant endsAt) ->
          new Template.TrialEnding(workspace, module, endsAt);
      case News.PaymentFailed(long minor, String currency, Instant graceUntil) ->
          new Template.PaymentFailed(workspace, new Template.Amount(minor, currency), graceUntil);
      case News.Impersonation(
              String admin,
              String person,
              String reason,
              Instant from,
              Instant until) ->
          new Template.ImpersonationNotice(workspace, admin, person, reason, from, until);
      case News.SessionScored _,
          News.InvitationAccepted _,
          News.ModuleExpired _,
          News.SeatGiven _,
          News.SeatTaken _,
          News.SubscriptionNotRestored _,
          News.FreeActionsUsed _,
          News.NewDevice _,
          News.ChannelDisabled _,
          News.MailStopped _ -> {
        NewsWords words = of(news);
        yield new Template.Notice(words.title(), words.body(), words.path());
      }
    };
  }

  private static String name(String typed) {
    return line(typed, NAME_MAX);
  }

  private static String sentence(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static String line(String typed, int most) {
    String plain =
        typed
            .replaceAll("[\\s\\p{Z}]+", " ")
            .replaceAll("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Cn}]", "")
            .strip();
    return plain.codePointCount(0, plain.length()) <= most
        ? plain
        : plain.substring(0, plain.offsetByCodePoints(0, most - 1)) + "…";
  }
}
