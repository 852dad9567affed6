package com.quotahit.http.notifications;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.notifications.MailDesk;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailPort;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.AccountsPort;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Which mail server the installation uses, and whether letters arrive. */
public final class MailSettingsEndpoints {

  private static final long TESTS_EVERY_SECONDS = 10;

  private final MailDesk desk;
  private final MailPort mail;
  private final AccountsPort accounts;
  private final AuditPort audit;
  private final Blocking blocking;

  public MailSettingsEndpoints(
      MailDesk desk, MailPort mail, AccountsPort accounts, AuditPort audit, Blocking blocking) {
    this.desk = desk;
    this.mail = mail;
    this.accounts = accounts;
    this.audit = audit;
    this.blocking = blocking;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/admin/mail", "Which way letters go")
            .platformAdmin()
            .answers(MailSettingsWire.class)
            .by((_, _) -> blocking.run("database", () -> Answer.of(shown()))),
        Endpoint.put("/admin/mail", "Choose the mail server")
            .platformAdmin()
            .body(SetMailWire.class, SetMailWire::parse)
            .answers(MailSettingsWire.class)
            .recentSignIn()
            .notWhileImpersonating()
            .by((call, wish) -> blocking.run("database", () -> set(call, wish))),
        Endpoint.delete("/admin/mail", "Keep letters in the sandbox again")
            .platformAdmin()
            .answersNothing()
            .recentSignIn()
            .notWhileImpersonating()
            .by((call, _) -> blocking.run("database", () -> remove(call))),
        Endpoint.post("/admin/mail/test", "Send a letter to yourself")
            .platformAdmin()
            .answers(202, TestLetterWire.class)
            .notWhileImpersonating()
            .by((call, _) -> test(call)));
  }

  private MailSettingsWire shown() {
    return MailSettingsWire.of(desk.route(), desk.stopped());
  }

  private Answer<MailSettingsWire> set(Call call, MailDesk.Wish wish) {
    return switch (desk.set(wish)) {
      case SET -> {
        audit.appendToPlatform(call.audit("mail.settings-changed", "mail:" + wish.host()));
        yield Answer.of(shown());
      }
      case NOT_YOURS -> Answer.refused(environmentDecides());
      case PASSWORD_NEEDED ->
          Answer.refused(
              Problem.invalid(
                  List.of(
                      new FieldProblem(
                          "password",
                          "required",
                          "Write the password: it is kept for one server and user only."))));
    };
  }

  private Answer<Nothing> remove(Call call) {
    if (desk.remove()) {
      audit.appendToPlatform(call.audit("mail.settings-removed", "mail:server"));
    }
    return Answer.done();
  }

  private static Problem environmentDecides() {
    return Problem.of(
        409,
        "mail.set-by-environment",
        "Set by the environment",
        "QUOTAHIT_SMTP_URL decides. Change it there, or take it away to decide here.");
  }

  private CompletionStage<Answer<TestLetterWire>> test(Call call) {
    return blocking.run(
        "database",
        () -> {
          Optional<AccountsPort.Profile> me = accounts.profile(call.user(), call.workspace());
          if (me.isEmpty()) {
            return Answer.refused(Problem.notFound());
          }
          String to = me.get().email().value();
          // Whoever asks has looked: what was stopped is tried again, now and then.
          desk.resume();
          mail.send(
              call.workspace(),
              new Letter(
                  to,
                  new Template.MailTest(me.get().name(), call.now()),
                  "mail-test:"
                      + call.user()
                      + ":"
                      + call.now().getEpochSecond() / TESTS_EVERY_SECONDS));
          return Answer.of(new TestLetterWire(to));
        });
  }
}
