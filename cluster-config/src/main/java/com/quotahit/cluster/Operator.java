package com.quotahit.cluster;

import com.quotahit.actors.workspace.AuditSettings;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditCheck.Verdict;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PlatformAdminsPort.Act;
import com.quotahit.core.workspace.PlatformAdminsPort.Outcome;
import com.quotahit.core.workspace.PlatformAdminsPort.Person;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.DatabaseSettings;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.AuditVerification;
import com.quotahit.persistence.workspace.CheckpointFiles;
import com.quotahit.persistence.workspace.PlatformAdminTable;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What whoever runs the machine can do without signing in: name and make platform admins, and check
 * the audit logs. Works on the database itself; with the embedded one, while no node runs.
 */
public final class Operator {

  static final int FINE = 0;
  static final int BROKEN = 1;
  static final int MISUSED = 2;

  private static final String USAGE =
      "usage: quotahit admin list | admin grant <e-mail address> | audit verify";

  private final Database database;
  private final AuditSettings audit;
  private final PrintStream out;

  Operator(Database database, AuditSettings audit, PrintStream out) {
    this.database = database;
    this.audit = audit;
    this.out = out;
  }

  public static void main(String[] arguments) {
    Config config = ConfigFactory.load();
    int code;
    try (Database database = Database.open(DatabaseSettings.from(config))) {
      code =
          new Operator(database, AuditSettings.from(config), System.out)
              .run(List.of(arguments), Instant.now());
    } catch (IOException | RuntimeException failure) {
      System.err.println("quotahit: " + failure.getMessage());
      code = BROKEN;
    }
    System.exit(code);
  }

  /** Gives the code with which the process ends. */
  int run(List<String> words, Instant now) throws IOException {
    if (words.equals(List.of("admin", "list"))) {
      return list();
    }
    if (words.size() == 3 && words.subList(0, 2).equals(List.of("admin", "grant"))) {
      return grant(words.get(2), now);
    }
    if (words.equals(List.of("audit", "verify"))) {
      return verify();
    }
    out.println(USAGE);
    return MISUSED;
  }

  private int list() {
    for (Person person : new PlatformAdminTable(database).admins()) {
      out.println(person.email() + "  " + person.name() + "  " + person.status());
    }
    return FINE;
  }

  private int grant(String text, Instant now) {
    return switch (EmailAddress.parse("address", text)) {
      case Parsed.Invalid<EmailAddress>(List<FieldProblem> problems) ->
          said(problems.getFirst().message(), MISUSED);
      case Parsed.Valid<EmailAddress>(EmailAddress email) -> {
        Optional<Account> account = new AccountTable(database).byEmail(email);
        yield account.isEmpty()
            ? said("Nobody has an account with " + email + " that is not suspended.", BROKEN)
            : granted(account.get(), now);
      }
    };
  }

  private int granted(Account account, Instant now) {
    Outcome outcome =
        new PlatformAdminTable(database)
            .act(
                account.user(),
                new Act.Grant(),
                new AuditEntry(
                    "user.platform-admin-granted",
                    "user:" + account.user(),
                    Map.of(),
                    Map.of(),
                    new By.Platform("operator"),
                    "",
                    "",
                    now));
    return switch (outcome) {
      case Outcome.Done done ->
          said(
              account.email()
                  + (done.changed()
                      ? " is a platform admin from the next sign-in on, and within 30 s where"
                          + " signed in already."
                      : " was a platform admin already."),
              FINE);
      case Outcome.NotActive _ ->
          said(account.email() + " is suspended or has not finished signing up.", BROKEN);
      case Outcome.NoSuchUser _, Outcome.LastAdmin _ ->
          said("Nobody has an account with " + account.email() + ".", BROKEN);
    };
  }

  private int verify() throws IOException {
    AuditVerification verification =
        new AuditVerification(database, CheckpointFiles.reading(audit.directory()));
    int broken = 0;
    long checked = 0;
    for (AuditChain chain : verification.chains()) {
      Verdict verdict = verification.verify(chain);
      checked += verdict.checked();
      if (verdict instanceof Verdict.Broken wrong) {
        broken++;
        out.println(chain.key() + ": entry " + wrong.at() + ": " + wrong.why().text());
      }
    }
    return broken == 0
        ? said("All " + checked + " entries are as they were written.", FINE)
        : said(broken + " audit logs are not as they were written.", BROKEN);
  }

  private int said(String text, int code) {
    out.println(text);
    return code;
  }
}
