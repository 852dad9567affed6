package com.quotahit.cluster.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.models.KeyBook;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.actors.models.ModelSettings;
import com.quotahit.actors.models.ProviderPlaces;
import com.quotahit.actors.providers.tink.KeyExchange;
import com.quotahit.actors.providers.tink.SealKeeper;
import com.quotahit.actors.providers.tink.SealSettings;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.cluster.LocalMember;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.KeyVerdict;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.ProviderKeysPort;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.billing.BillingJournal;
import com.quotahit.persistence.database.SealKeyTable;
import com.quotahit.persistence.database.TestDatabase;
import com.quotahit.persistence.models.ProviderKeyTable;
import com.typesafe.config.Config;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of one cluster in this process, each with keys in its own memory. */
@Tag("weather")
class KeysAreHeardByEveryNodeTest {

  private static final WorkspaceId NORTH = new WorkspaceId("wsp_" + "0".repeat(25) + "1");
  private static final UserId ANN = new UserId("usr_" + "0".repeat(25) + "3");
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);
  private static final KeyOwner HOUSE = new KeyOwner.OfWorkspace();

  /** One node: as much of it as keeps keys, and opens them. */
  private static final class Node implements AutoCloseable {
    final LocalMember member;
    final ProviderKeyTable table;
    final KeyBook book;
    final KeyCare keys;
    final SealKeeper seals;
    final IdSource ids = IdSource.uuidV7(InstantSource.system(), new SecureRandom());

    Node(TestDatabase db, Path masterKeys) throws Exception {
      member =
          LocalMember.join(
              db.database(),
              BillingJournal.NAMES,
              """
              quotahit.models.trusted = 5m
              quotahit.seal.rows-at-once = 3
              quotahit.seal.master-key-file = "%s"
              """
                  .formatted(masterKeys));
      ActorSystem<Void> system = member.system();
      Config config = member.config();
      ClusterNotices notices = new ClusterNotices(system);
      table = new ProviderKeyTable(db.database().tenants());
      seals =
          SealKeeper.open(
              new SealKeeper.Parts(
                  SealSettings.from(config),
                  new SealKeyTable(db.database(), Duration.ofMinutes(5)),
                  new KeyExchange(notices),
                  system.address().hostPort(),
                  new SecureRandom()));
      seals.keeps(table);
      ModelSettings settings = ModelSettings.from(config);
      Blocking blocking = new Blocking(BlockingLimit.from(config));
      InstantSource clock = InstantSource.system();
      book =
          new KeyBook(
              workspace -> {
                ProviderKeysPort.Shelf shelf = table.ofWorkspace(workspace);
                return new KeyBook.Terms(shelf.keys(), shelf.levels(), Map.of(), List.of());
              },
              blocking,
              notices,
              clock,
              settings);
      keys =
          new KeyCare(
              new KeyCare.Parts(
                  table,
                  book,
                  new ProviderPlaces(settings, Map.of()),
                  Map.of(Provider.OPENAI, _ -> new KeyVerdict.Accepted()),
                  seals.seal(),
                  blocking,
                  clock,
                  (_, _) -> {},
                  settings));
    }

    String last4() {
      return await(book.of(NORTH)).keys().stream()
          .filter(key -> key.owner().equals(HOUSE))
          .map(ProviderKey::last4)
          .findFirst()
          .orElse("");
    }

    void save(KeyOwner owner, String key) {
      await(
          keys.take(
              new KeyCare.Offer(
                  new KeyId(ids.next(KeyId.PREFIX)),
                  NORTH,
                  owner,
                  Provider.OPENAI,
                  new Secret(key),
                  "",
                  Optional.empty(),
                  Optional.empty(),
                  KeyCare.Unreachable.REFUSE,
                  ANN)));
    }

    @Override
    public void close() throws Exception {
      member.close();
    }
  }

  @Test
  void what_one_node_keeps_or_forgets_the_other_knows_within_a_second(@TempDir Path directory)
      throws Exception {
    TestDatabase db = TestDatabase.fresh(20);
    Path file = masterKeys(directory);
    try (Node one = new Node(db, file);
        Node other = new Node(db, file)) {
      await("two members", () -> one.member.up() == 2 && other.member.up() == 2);
      hearsNotices(one, other);
      Duration slowest = Duration.ZERO;
      for (int i = 0; i < 10; i++) {
        String end = String.format("%04d", i);
        long begun;
        if (i % 3 == 2) {
          await(one.keys.remove(NORTH, HOUSE, Provider.OPENAI));
          begun = System.nanoTime();
          await("forgotten", () -> other.last4().isEmpty());
        } else {
          one.save(HOUSE, "sk-of-the-house-number-" + end);
          begun = System.nanoTime();
          await("heard", () -> other.last4().equals(end));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
      }
      System.out.println("a key was known to the other node within " + slowest.toMillis() + " ms");
      assertThat(slowest).isLessThanOrEqualTo(HEARD_WITHIN);
    } finally {
      db.close();
    }
  }

  @Test
  void the_master_key_changes_while_both_nodes_read_and_no_read_fails(@TempDir Path directory)
      throws Exception {
    TestDatabase db = TestDatabase.fresh(20);
    Path file = masterKeys(directory);
    try (Node one = new Node(db, file);
        Node other = new Node(db, file)) {
      for (int i = 0; i < 12; i++) {
        one.save(
            new KeyOwner.OfUser(new UserId("usr_" + String.format("%026d", i))),
            "sk-of-somebody-number-" + i);
      }
      AtomicBoolean over = new AtomicBoolean();
      AtomicLong reads = new AtomicLong();
      ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
      List<Thread> readers = new ArrayList<>();
      for (Node node : List.of(one, other)) {
        readers.add(Thread.ofVirtual().start(() -> readUntil(node, over, reads, failures)));
      }
      await("reads", () -> reads.get() > 100);
      Files.writeString(file, masterKey(2), StandardOpenOption.APPEND);
      await(
          "carried over",
          () -> {
            one.seals.look();
            other.seals.look();
            return one.seals.standing().current() == 2
                && table(one).stream().allMatch(key -> key.sealed().keyVersion() == 2);
          });
      long before = reads.get();
      await("reads after the change", () -> reads.get() > before + 100);
      over.set(true);
      for (Thread reader : readers) {
        reader.join(Duration.ofSeconds(20));
      }
      System.out.println(reads + " keys were opened while the master key changed");
      assertThat(failures).isEmpty();
      assertThat(other.seals.standing().current()).isEqualTo(2);
    } finally {
      db.close();
    }
  }

  private static List<ProviderKey> table(Node node) {
    return node.table.ofWorkspace(NORTH).keys();
  }

  private static void readUntil(
      Node node, AtomicBoolean over, AtomicLong reads, ConcurrentLinkedQueue<Throwable> failures) {
    while (!over.get()) {
      try {
        for (ProviderKey key : table(node)) {
          String plain =
              new String(
                  node.seals.seal().open(key.sealed(), key.associated()), StandardCharsets.UTF_8);
          if (!plain.startsWith("sk-of-somebody-number-")) {
            throw new IllegalStateException("another secret");
          }
          reads.incrementAndGet();
        }
      } catch (RuntimeException failure) {
        failures.add(failure);
        return;
      }
    }
  }

  private static Path masterKeys(Path directory) throws IOException {
    return Files.writeString(directory.resolve("master.keys"), masterKey(1));
  }

  private static String masterKey(int version) {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return version + ":" + Base64.getEncoder().encodeToString(key) + "\n";
  }

  /**
   * A topic's subscription takes a moment to spread; a notice before that is lost, as notices may
   * be.
   */
  private static void hearsNotices(Node one, Node other) {
    other.last4();
    one.save(HOUSE, "sk-of-the-house-before-9999");
    await(
        "notices go from node to node",
        () -> {
          one.book.changed(NORTH);
          return other.last4().equals("9999");
        });
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static void await(String what, java.util.function.BooleanSupplier holds) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("never " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
