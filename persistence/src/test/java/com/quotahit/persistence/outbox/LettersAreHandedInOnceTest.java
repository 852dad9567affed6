package com.quotahit.persistence.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.SandboxMailPort;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class LettersAreHandedInOnceTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final IdSource IDS = IdSource.uuidV7(InstantSource.system(), new Random());
  private static final Duration LEASE = Duration.ofSeconds(30);

  private final MailOutbox mail = new MailOutbox(DB.database(), InstantSource.system());
  private final OutboxTable outbox = new OutboxTable(DB.database());
  private final WorkspaceId workspace = new WorkspaceId(IDS.next("wsp"));

  @AfterAll
  static void close() {
    DB.close();
  }

  private static Letter letter(String key) {
    return new Letter("ann@example.com", new Template.MailTest("Ann", Instant.EPOCH), key);
  }

  private List<OutboxItem> claimed() {
    return outbox.claim(MailOutbox.KIND, "test", 100, LEASE).stream()
        .filter(item -> item.workspace().equals(workspace))
        .toList();
  }

  @Test
  void the_same_letter_a_second_time_is_no_second_letter() {
    assertThat(mail.send(workspace, letter("a"))).isTrue();
    assertThat(mail.send(workspace, letter("a"))).isFalse();
    assertThat(mail.send(workspace, letter("b"))).isTrue();
    assertThat(claimed()).hasSize(2);
  }

  @Test
  void what_is_sent_keeps_no_text_and_is_forgotten_after_a_while() {
    mail.send(workspace, letter("g"));
    mail.send(workspace, letter("h"));
    OutboxItem item = claimed().getFirst();
    outbox.settle(item, new SendOutcome.Sent("queued"));
    assertThat(rows()).anyMatch(row -> row.equals("SENT {}")).hasSize(2);
    mail.forgetOlderThan(Duration.ofDays(1));
    assertThat(rows()).hasSize(2);
    mail.forgetOlderThan(Duration.ofMillis(-1000));
    assertThat(rows()).hasSize(1).noneMatch(row -> row.startsWith("SENT"));
  }

  @Test
  void posts_that_are_over_are_forgotten_too_and_nothing_of_another_kind() {
    mail.send(workspace, letter("p"));
    outbox.settle(claimed().getFirst(), new SendOutcome.Sent("queued"));
    assertThat(outbox.forgetOlderThan("news.webhook", Duration.ofMillis(-1000))).isZero();
    assertThat(outbox.forgetOlderThan(MailOutbox.KIND, Duration.ofMillis(-1000))).isPositive();
    assertThat(rows()).isEmpty();
  }

  private List<String> rows() {
    return DB.database()
        .tenants()
        .inWorkspace(
            workspace,
            handle ->
                handle
                    .createQuery("SELECT state || ' ' || payload FROM outbox")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void a_letter_goes_only_if_what_it_tells_of_happened() {
    assertThatThrownBy(() ->
            DB.database()
                .tenants()
                .useWorkspace(
                    workspace,
                    handle -> {
                      mail.plan(handle, workspace, letter("c"));
                      throw new IllegalStateException("it did not happen");
                    }))
        .isInstanceOf(IllegalStateException.class);
    assertThat(claimed()).isEmpty();
  }

  @Test
  void what_nobody_knows_is_not_asked_again_and_not_sent_again() {
    mail.send(workspace, letter("d"));
    OutboxItem item = claimed().getFirst();
    outbox.settle(item, new SendOutcome.Unknown("broken"));
    OutboxItem lost = unknown().getFirst();
    assertThat(outbox.settle(lost, new LookupOutcome.NobodyKnows("cannot be asked"))).isTrue();
    assertThat(unknown()).isEmpty();
    assertThat(claimed()).isEmpty();
    assertThat(outbox.stuck(1_000))
        .anyMatch(stuck -> stuck.id() == item.id() && stuck.state().equals("UNKNOWN"));
  }

  @Test
  void what_does_no_harm_twice_is_planned_again() {
    mail.send(workspace, letter("e"));
    OutboxItem item = claimed().getFirst();
    outbox.settle(item, new SendOutcome.Unknown("broken"));
    outbox.settle(unknown().getFirst(), new LookupOutcome.Repeatable("known", Duration.ZERO));
    assertThat(claimed()).hasSize(1);
  }

  private List<OutboxItem> unknown() {
    return outbox.unknown(MailOutbox.KIND, 100).stream()
        .filter(item -> item.workspace().equals(workspace))
        .toList();
  }

  @Test
  void a_stop_is_told_once_and_what_waited_for_its_end_goes_at_once() {
    MailStateTable state = new MailStateTable(DB.database(), "stopped");
    assertThat(state.stop("535")).isTrue();
    assertThat(state.stop("535")).isFalse();
    assertThat(state.stopped()).isPresent();
    mail.send(workspace, letter("f"));
    outbox.settle(claimed().getFirst(), new SendOutcome.NotSent("stopped", Duration.ofHours(1)));
    assertThat(claimed()).isEmpty();
    state.resume();
    assertThat(state.stopped()).isEmpty();
    assertThat(claimed()).hasSize(1);
  }

  @Test
  void an_address_that_does_not_exist_is_remembered_without_being_kept() {
    MailStateTable state = new MailStateTable(DB.database(), "stopped");
    assertThat(state.suppressed("nobody@example.com")).isFalse();
    state.suppress("Nobody@example.com", "550 5.1.1");
    assertThat(state.suppressed("nobody@EXAMPLE.com")).isTrue();
    String rows =
        DB.database()
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT string_agg(s::text, ' ') FROM mail_suppressed s")
                    .mapTo(String.class)
                    .one());
    assertThat(rows.toLowerCase(java.util.Locale.ROOT)).doesNotContain("nobody");
  }

  @Test
  void the_inbox_is_bounded_and_pushes_out_the_oldest() {
    SandboxMailTable inbox = new SandboxMailTable(DB.database(), 5, Duration.ofDays(1));
    for (int i = 0; i < 9; i++) {
      inbox.keep(
          new SandboxMailPort.Arrived("m" + i, "Ann@example.com", "s" + i, "text", "<p>html</p>"));
    }
    List<SandboxMailPort.Kept> kept = inbox.list(Optional.empty(), Optional.empty(), 100);
    assertThat(kept)
        .extracting(SandboxMailPort.Kept::subject)
        .containsExactly("s8", "s7", "s6", "s5", "s4");
    assertThat(inbox.list(Optional.of("ann@EXAMPLE.com"), Optional.of(kept.get(1).id()), 2))
        .extracting(SandboxMailPort.Kept::subject)
        .containsExactly("s6", "s5");
    assertThat(inbox.list(Optional.of("bob@example.com"), Optional.empty(), 2)).isEmpty();
    assertThat(inbox.find(kept.getFirst().id())).isPresent();
    assertThat(inbox.find("nonsense")).isEmpty();
    assertThat(inbox.arrived("m8")).isTrue();
    assertThat(inbox.arrived("m0")).isFalse();
    assertThat(inbox.clear()).isEqualTo(5);
  }
}
