package com.quotahit.persistence.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.notifications.DigestPort;
import com.quotahit.core.notifications.NotificationsPort;
import com.quotahit.core.notifications.Preferences;
import com.quotahit.core.notifications.QuietHours;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NewsType;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Role;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.outbox.MailOutbox;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class PeopleAreToldOnceTest {

  private static final TestDatabase DB = TestDatabase.fresh(12);
  private static final IdSource IDS = IdSource.uuidV7(InstantSource.system(), new Random());

  /** A Monday at 10:00 in Berlin. */
  private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final News FAILED =
      new News.PaymentFailed(129_900, "EUR", NOW.plusSeconds(86_400));

  private final MailOutbox mail = new MailOutbox(DB.database(), () -> NOW);
  private final NotificationTable table = new NotificationTable(DB.database(), mail, IDS);
  private final DigestTable digests = new DigestTable(DB.database(), mail);
  private final PeopleForTests north = new PeopleForTests(DB.database(), IDS);

  @AfterAll
  static void close() {
    DB.close();
  }

  private static News scored(int n) {
    return new News.SessionScored("rp_" + n, "Cold call", BigDecimal.valueOf(70 + n), true);
  }

  private static NotifyPort.Audience one(UserId user) {
    return new NotifyPort.Audience.One(user);
  }

  private void wishes(UserId user, NewsType type, NewsType.ByMail mail, String from, String to) {
    table.prefer(
        north.workspace,
        user,
        new Preferences(
            Map.of(type, new Preferences.Choice(Preferences.Screen.SHOWN, mail)),
            new QuietHours(LocalTime.parse(from), LocalTime.parse(to), BERLIN),
            LocalTime.of(17, 0)));
  }

  @Test
  void each_who_may_do_something_about_it_hears_it_once() {
    UserId owner = north.member("olga", Role.OWNER);
    UserId admin = north.member("ada", Role.ADMIN);
    UserId rep = north.member("rob", Role.REP);
    UserId gone = north.member("gus", Role.OWNER);
    north.leaves(gone);
    NotifyPort.Audience payers = new NotifyPort.Audience.Holding(Permission.BILLING_MANAGE);
    List<NotificationsPort.Told> told =
        table.take(north.workspace, payers, FAILED, "inv_1:failed", NOW);
    assertThat(told)
        .extracting(NotificationsPort.Told::user)
        .containsExactlyInAnyOrder(owner, admin);
    assertThat(told).allMatch(one -> one.unread() == 1);
    assertThat(table.take(north.workspace, payers, FAILED, "inv_1:failed", NOW)).isEmpty();
    assertThat(table.unread(north.workspace, rep)).isZero();
    assertThat(table.unread(north.workspace, gone)).isZero();
    assertThat(north.letters()).hasSize(2);
    assertThat(north.letters().getFirst().letter().template())
        .isEqualTo(
            new Template.PaymentFailed(
                "North Wind", new Template.Amount(129_900, "EUR"), NOW.plusSeconds(86_400)));
    assertThat(table.take(north.workspace, payers, FAILED, "inv_2:failed", NOW)).hasSize(2);
    NotifyPort.Audience others =
        new NotifyPort.Audience.OthersHolding(admin, Permission.MEMBERS_MANAGE);
    assertThat(
            table.take(
                north.workspace, others, new News.InvitationAccepted("ada", "admin"), "j", NOW))
        .extracting(NotificationsPort.Told::user)
        .containsExactly(owner);
  }

  @Test
  void of_many_that_tell_the_same_at_once_one_does() throws Exception {
    UserId ann = north.member("ann", Role.OWNER);
    AtomicInteger told = new AtomicInteger();
    List<Thread> tellers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tellers.add(
          Thread.ofVirtual()
              .start(() ->
                  told.addAndGet(
                      table.take(north.workspace, one(ann), FAILED, "same", NOW).size())));
    }
    for (Thread teller : tellers) {
      assertThat(teller.join(Duration.ofSeconds(30))).isTrue();
    }
    assertThat(told).hasValue(1);
    assertThat(north.letters()).hasSize(1);
  }

  @Test
  void the_list_is_read_page_by_page_and_marked() {
    UserId ann = north.member("ann", Role.REP);
    for (int i = 0; i < 5; i++) {
      table.take(north.workspace, one(ann), scored(i), "k" + i, NOW.plusSeconds(i));
    }
    List<NotificationsPort.Item> first =
        table.list(north.workspace, ann, false, Optional.empty(), 3);
    assertThat(first)
        .extracting(NotificationsPort.Item::title)
        .first()
        .isEqualTo("Your practice call scored 74");
    List<NotificationsPort.Item> rest =
        table.list(north.workspace, ann, false, Optional.of(first.getLast().id()), 3);
    assertThat(rest).hasSize(2);
    assertThat(table.read(north.workspace, ann, List.of(first.getFirst().id()), NOW)).isEqualTo(4);
    assertThat(table.read(north.workspace, ann, List.of(first.getFirst().id()), NOW)).isEqualTo(4);
    assertThat(table.list(north.workspace, ann, true, Optional.empty(), 10)).hasSize(4);
    assertThat(table.readAll(north.workspace, ann, NOW)).isZero();
    assertThat(table.list(north.workspace, ann, false, Optional.empty(), 10))
        .allMatch(item -> item.readAt().isPresent());
  }

  @Test
  void nobody_reads_or_marks_what_another_was_told() {
    UserId ann = north.member("ann", Role.OWNER);
    UserId bob = north.member("bob", Role.OWNER);
    table.take(north.workspace, one(ann), scored(1), "k", NOW);
    String id = table.list(north.workspace, ann, false, Optional.empty(), 1).getFirst().id();
    assertThat(table.list(north.workspace, bob, false, Optional.empty(), 10)).isEmpty();
    table.read(north.workspace, bob, List.of(id), NOW);
    PeopleForTests south = new PeopleForTests(DB.database(), IDS);
    table.read(south.workspace, ann, List.of(id), NOW);
    table.readAll(south.workspace, ann, NOW);
    assertThat(table.unread(north.workspace, ann)).isEqualTo(1);
  }

  @Test
  void a_letter_waits_for_the_end_of_the_quiet_hours() {
    UserId ann = north.member("ann", Role.OWNER);
    wishes(ann, NewsType.PAYMENT_FAILED, NewsType.ByMail.INSTANT, "09:00", "12:30");
    table.take(north.workspace, one(ann), FAILED, "k", NOW);
    assertThat(north.letters().getFirst().notBefore())
        .isEqualTo(Instant.parse("2026-11-23T11:30:00Z"));
    assertThat(table.preferences(north.workspace, ann).quiet().zone()).isEqualTo(BERLIN);
  }

  @Test
  void what_somebody_does_not_want_is_neither_shown_nor_sent() {
    UserId ann = north.member("ann", Role.OWNER);
    table.prefer(
        north.workspace,
        ann,
        new Preferences(
            Map.of(
                NewsType.PAYMENT_FAILED,
                new Preferences.Choice(Preferences.Screen.NOT_SHOWN, NewsType.ByMail.OFF)),
            QuietHours.none(BERLIN),
            LocalTime.NOON));
    table.take(north.workspace, one(ann), FAILED, "k", NOW);
    assertThat(table.unread(north.workspace, ann)).isZero();
    assertThat(table.list(north.workspace, ann, false, Optional.empty(), 9)).isEmpty();
    assertThat(north.letters()).isEmpty();
  }

  @Test
  void a_summary_comes_once_a_day_with_all_that_happened() throws Exception {
    UserId ann = north.member("ann", Role.REP);
    wishes(ann, NewsType.SESSION_SCORED, NewsType.ByMail.DIGEST, "00:00", "00:00");
    for (int i = 0; i < 3; i++) {
      table.take(north.workspace, one(ann), scored(i), "k" + i, NOW.plusSeconds(i));
    }
    Instant five = Instant.parse("2026-11-23T16:00:00Z");
    assertThat(mine(five.minusSeconds(1))).isEmpty();
    assertThat(mine(five)).hasSize(1);
    AtomicInteger written = new AtomicInteger();
    List<Thread> nodes = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      nodes.add(
          Thread.ofVirtual()
              .start(() -> {
                if (digests.write(new DigestPort.Due(north.workspace, ann), five)) {
                  written.incrementAndGet();
                }
              }));
    }
    for (Thread node : nodes) {
      assertThat(node.join(Duration.ofSeconds(30))).isTrue();
    }
    assertThat(written).hasValue(1);
    assertThat(mine(five)).isEmpty();
    assertThat(north.letters()).hasSize(1);
    Template.Digest digest = (Template.Digest) north.letters().getFirst().letter().template();
    assertThat(digest.lines()).hasSize(3);
    assertThat(digest.lines()).allMatch(line -> line.group().equals("Practice"));
  }

  @Test
  void what_comes_after_the_summary_of_a_day_is_in_the_next_days() {
    UserId ann = north.member("ann", Role.REP);
    wishes(ann, NewsType.SESSION_SCORED, NewsType.ByMail.DIGEST, "00:00", "00:00");
    DigestPort.Due due = new DigestPort.Due(north.workspace, ann);
    table.take(north.workspace, one(ann), scored(1), "k1", NOW);
    Instant five = Instant.parse("2026-11-23T16:00:00Z");
    assertThat(digests.write(due, five)).isTrue();
    // The person moves the hour to later on the same day: still one summary a day.
    table.prefer(
        north.workspace,
        ann,
        new Preferences(
            Map.of(
                NewsType.SESSION_SCORED,
                new Preferences.Choice(Preferences.Screen.SHOWN, NewsType.ByMail.DIGEST)),
            QuietHours.none(BERLIN),
            LocalTime.of(20, 0)));
    table.take(north.workspace, one(ann), scored(2), "k2", five.plusSeconds(60));
    Instant eight = Instant.parse("2026-11-23T19:00:00Z");
    assertThat(digests.write(due, eight)).isFalse();
    assertThat(mine(eight)).isEmpty();
    assertThat(digests.write(due, eight.plus(Duration.ofDays(1)))).isTrue();
    assertThat(north.letters()).hasSize(2);
  }

  @Test
  void nobody_gets_a_summary_of_a_workspace_they_left() {
    UserId ann = north.member("ann", Role.REP);
    wishes(ann, NewsType.SESSION_SCORED, NewsType.ByMail.DIGEST, "00:00", "00:00");
    table.take(north.workspace, one(ann), scored(1), "k1", NOW);
    north.leaves(ann);
    assertThat(digests.write(new DigestPort.Due(north.workspace, ann), NOW.plusSeconds(86_400)))
        .isFalse();
    assertThat(north.letters()).isEmpty();
    assertThat(mine(NOW.plusSeconds(86_400))).isEmpty();
  }

  @Test
  void what_is_old_is_forgotten() {
    UserId ann = north.member("ann", Role.REP);
    table.take(north.workspace, one(ann), scored(1), "old", NOW.minus(Duration.ofDays(100)));
    table.take(north.workspace, one(ann), scored(2), "new", NOW);
    table.forget(NOW.minus(Duration.ofDays(90)));
    assertThat(table.list(north.workspace, ann, false, Optional.empty(), 9)).hasSize(1);
  }

  @Test
  void a_list_that_nobody_reads_keeps_its_newest_lines() {
    UserId ann = north.member("ann", Role.REP);
    UserId bob = north.member("bob", Role.REP);
    table.take(north.workspace, one(bob), scored(0), "k0", NOW);
    for (int i = 0; i < NotificationTable.KEPT_EACH + 3; i++) {
      table.take(north.workspace, one(ann), scored(1), "k" + i, NOW);
    }
    assertThat(table.unread(north.workspace, ann)).isEqualTo(NotificationTable.KEPT_EACH);
    assertThat(table.unread(north.workspace, bob)).isEqualTo(1);
  }

  @Test
  void an_admin_whose_first_workspace_is_gone_hears_of_the_installation_where_they_are() {
    UserId ann = north.member("ann", Role.OWNER);
    PeopleForTests south = new PeopleForTests(DB.database(), IDS);
    south.joins(ann, Role.REP);
    north.leaves(ann);
    DB.database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO platform_admin (user_id) VALUES (?) ON CONFLICT DO NOTHING",
                ann.value()));
    table.takeForPlatformAdmins(new News.MailStopped("535"), "stopped", NOW);
    assertThat(table.unread(south.workspace, ann)).isEqualTo(1);
    assertThat(table.unread(north.workspace, ann)).isZero();
  }

  private List<DigestPort.Due> mine(Instant now) {
    return digests.due(now, 1_000).stream()
        .filter(due -> due.workspace().equals(north.workspace))
        .toList();
  }
}
