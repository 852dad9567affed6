package com.quotahit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.ImpersonationsPort;
import com.quotahit.core.workspace.ImpersonationsPort.Opened;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.NotifyPort.Audience;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.core.workspace.Permission;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.workspace.AccountTable;
import com.quotahit.persistence.workspace.MembershipTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class TenantsHearOfEachImpersonationTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
  private static final String DIGITS = "0".repeat(25);
  private static final UserId REP = new UserId("usr_" + DIGITS + "1");
  private static final UserId ADMIN = new UserId("usr_" + DIGITS + "2");
  private static final WorkspaceId NORTH = new WorkspaceId("wsp_" + DIGITS + "1");

  /** What was said to whom. */
  private record Told(Audience audience, News news, String once) {}

  private final List<Told> told = new ArrayList<>();

  @BeforeAll
  static void account() {
    AccountTable accounts = new AccountTable(DB.database());
    Account account =
        new Account(
            new EmailAddress("rob@example.com"),
            REP,
            NORTH,
            "Rob Rep",
            "North Wind",
            new PasswordHash("x"),
            Account.Stage.PENDING,
            NOW);
    accounts.reserve(account, Optional.empty());
    accounts.activate(account);
  }

  @AfterAll
  static void close() {
    DB.close();
  }

  private final NotifyPort people =
      new NotifyPort() {
        @Override
        public void tell(WorkspaceId workspace, Audience audience, News news, String dedupeKey) {
          assertThat(workspace).isEqualTo(NORTH);
          told.add(new Told(audience, news, dedupeKey));
        }

        @Override
        public void tellPlatformAdmins(News news, String dedupeKey) {
          throw new AssertionError("told to admins");
        }
      };

  private Opened begin(Opened outcome, NotifyPort listener) {
    return new ToldImpersonations(
            new AlwaysOpening(outcome), new MembershipTable(DB.database()), listener)
        .begin(
            new ImpersonationsPort.Opening(
                new Impersonation(
                    "imp_" + DIGITS + "1",
                    ADMIN,
                    "Ada Admin",
                    "The customer asked us to look",
                    Impersonation.Mode.READ_ONLY,
                    NOW.plusSeconds(600)),
                "ses_1",
                NORTH,
                REP,
                new byte[32],
                NOW,
                "127.0.0.1",
                "req"),
            "con_1");
  }

  @Test
  void owners_and_the_one_in_whose_name_it_is_hear_who_why_and_until_when() {
    begin(new Opened.Begun(new byte[0]), people);
    assertThat(told)
        .extracting(Told::audience)
        .containsExactly(
            new Audience.Holding(Permission.OWNERSHIP_TRANSFER), new Audience.One(REP));
    assertThat(told)
        .extracting(Told::news)
        .containsOnly(
            new News.Impersonation(
                "Ada Admin",
                "Rob Rep",
                "The customer asked us to look",
                NOW,
                NOW.plusSeconds(600)));
    assertThat(told).extracting(Told::once).containsOnly("impersonation:imp_" + DIGITS + "1");
  }

  @Test
  void what_does_not_begin_is_no_news() {
    for (Opened no :
        List.of(
            new Opened.NotAllowed(),
            new Opened.NoSuchMember(),
            new Opened.OfAnAdmin(),
            new Opened.ConsentNeeded("con_1"))) {
      assertThat(begin(no, people)).isEqualTo(no);
    }
    assertThat(told).isEmpty();
  }

  @Test
  void that_nobody_could_be_told_does_not_keep_it_from_beginning() {
    NotifyPort broken =
        new NotifyPort() {
          @Override
          public void tell(WorkspaceId workspace, Audience audience, News news, String once) {
            throw new IllegalStateException("the database is away");
          }

          @Override
          public void tellPlatformAdmins(News news, String once) {
            throw new AssertionError("told to admins");
          }
        };
    assertThat(begin(new Opened.Begun(new byte[0]), broken)).isInstanceOf(Opened.Begun.class);
  }
}
