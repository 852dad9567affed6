package com.quotahit.persistence.voice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.Admission;
import com.quotahit.core.workspace.SessionsPort;
import com.quotahit.core.workspace.SessionsPort.Session;
import com.quotahit.core.workspace.SignInMethod;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.workspace.SessionTable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("store")
class ATicketOpensOneSocketOnceTest {

  private static final TestDatabase DB = TestDatabase.fresh();
  private static final IdSource IDS = IdSource.uuidV7(InstantSource.system(), new Random(5));

  private final WorkspaceId workspace = new WorkspaceId(IDS.next("wsp"));
  private final Admission admission =
      new Admission(workspace, new UserId(IDS.next("usr")), "practice", "prs_1");
  private final TicketTable tickets = new TicketTable(DB.database().tenants());

  @AfterAll
  static void close() {
    DB.close();
  }

  @Test
  void it_tells_who_may_join_what_and_is_used_up() {
    String ticket = tickets.issue(admission).toCompletableFuture().join();
    assertThat(redeem(ticket)).contains(admission);
    assertThat(redeem(ticket)).isEmpty();
  }

  @Test
  void of_many_who_show_it_at_once_one_is_let_in() {
    String ticket = tickets.issue(admission).toCompletableFuture().join();
    List<CompletableFuture<Optional<Admission>>> all =
        IntStream.range(0, 16).mapToObj(i -> tickets.redeem(ticket).toCompletableFuture()).toList();
    assertThat(all.stream().map(CompletableFuture::join).filter(Optional::isPresent)).hasSize(1);
  }

  @Test
  void a_late_one_opens_nothing() {
    String ticket = tickets.issue(admission).toCompletableFuture().join();
    DB.database()
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle.execute("UPDATE voice_ticket SET expires_at = now() - interval '1 s'"));
    assertThat(redeem(ticket)).isEmpty();
  }

  @Test
  void a_partners_ticket_opens_until_the_key_is_revoked_or_over() {
    Admission partners =
        new Admission(workspace, admission.user(), "practice", "prs_1", IDS.next("key"));
    keyOf(partners, "now() + interval '1 hour'");
    assertThat(redeem(issued(partners))).contains(partners);
    String late = issued(partners);
    keyOf(partners, "now() - interval '1 second'");
    assertThat(redeem(late)).as("the key is over").isEmpty();
    keyOf(partners, "now() + interval '1 hour'");
    String revoked = issued(partners);
    DB.database()
        .tenants()
        .useWorkspace(workspace, handle -> handle.execute("UPDATE api_key SET revoked_at = now()"));
    assertThat(redeem(revoked)).as("the key was revoked").isEmpty();
  }

  private String issued(Admission whose) {
    return tickets.issue(whose).toCompletableFuture().join();
  }

  private void keyOf(Admission partners, String until) {
    DB.database()
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle
                    .createUpdate(
                        """
                        INSERT INTO api_key (workspace_id, id, name, key_hash, prefix, last4, scopes,
                          created_by, created_at, expires_at)
                        VALUES (:ws, :id, 'Partner', :hash, 'qh_live_abcd', '4f2c', '{practice.run}',
                          'usr_1', now(), %s)
                        ON CONFLICT (workspace_id, id) DO UPDATE SET expires_at = excluded.expires_at
                        """
                            .formatted(until))
                    .bind("ws", workspace.value())
                    .bind("id", partners.signIn())
                    .bind("hash", partners.signIn().getBytes(StandardCharsets.UTF_8))
                    .execute());
  }

  @Test
  void one_that_ran_out_is_forgotten_also_where_nobody_asks_for_another() {
    tickets.issue(admission).toCompletableFuture().join();
    DB.database()
        .tenants()
        .useWorkspace(
            workspace,
            handle ->
                handle.execute("UPDATE voice_ticket SET expires_at = now() - interval '2 hours'"));
    String young = tickets.issue(admission).toCompletableFuture().join();
    assertThat(tickets.forgetExpired()).isEqualTo(1);
    assertThat(redeem(young)).contains(admission);
  }

  @Test
  void it_ends_with_the_sign_in_under_which_it_was_given() {
    UserId user = new UserId(IDS.next("usr"));
    SessionTable signIns = new SessionTable(DB.database());
    Instant now = Instant.now();
    Session signIn =
        new Session(
            IDS.next("ses"),
            new byte[] {1, 2, 3},
            workspace,
            user,
            now,
            now,
            now.plusSeconds(600),
            "a browser",
            "192.0.2.1",
            new SessionsPort.Proof(now, SignInMethod.PASSWORD));
    signIns.begin(signIn);
    Admission bound = new Admission(workspace, user, "practice", "prs_1", signIn.id());
    String first = tickets.issue(bound).toCompletableFuture().join();
    String second = tickets.issue(bound).toCompletableFuture().join();
    assertThat(redeem(first)).contains(bound);
    signIns.end(user, signIn.id());
    assertThat(redeem(second)).isEmpty();
  }

  @Test
  void a_secret_shown_under_another_workspace_opens_nothing() {
    String ticket = tickets.issue(admission).toCompletableFuture().join();
    String other = IDS.next("wsp") + ticket.substring(ticket.indexOf('.'));
    assertThat(redeem(other)).isEmpty();
    assertThat(redeem("nonsense")).isEmpty();
    assertThat(redeem("wsp_x.nonsense")).isEmpty();
  }

  private Optional<Admission> redeem(String ticket) {
    return tickets.redeem(ticket).toCompletableFuture().join();
  }
}
