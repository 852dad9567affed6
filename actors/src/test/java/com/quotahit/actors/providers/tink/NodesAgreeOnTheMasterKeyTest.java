package com.quotahit.actors.providers.tink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.shared.Associated;
import com.quotahit.core.shared.SealKeysPort.KnownKey;
import com.quotahit.core.shared.Sealed;
import com.quotahit.core.workspace.NoticePort;
import com.quotahit.core.workspace.NoticesInMemory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class NodesAgreeOnTheMasterKeyTest {

  private static final byte[] SECRET = "seed of codes".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] HERE = Associated.with("totp", "1", "usr_1");

  private final SealKeysInMemory known = new SealKeysInMemory();
  private final NoticesInMemory notices = new NoticesInMemory();
  private final SecureRandom random = new SecureRandom();

  @TempDir Path files;

  @Test
  void the_first_node_makes_a_key_that_only_its_owner_can_read() throws IOException {
    node("a");
    Path key = files.resolve("a/master.key");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(key)).startsWith("1:").hasLineCount(1);
  }

  @Test
  void a_node_that_starts_again_opens_what_it_sealed() {
    Sealed sealed = node("a").seal().seal(SECRET, HERE);
    assertThat(node("a").seal().open(sealed, HERE)).isEqualTo(SECRET);
  }

  @Test
  void a_node_that_joins_is_given_the_key_by_a_peer_and_keeps_it() {
    Sealed sealed = node("a").seal().seal(SECRET, HERE);
    assertThat(node("b").seal().open(sealed, HERE)).isEqualTo(SECRET);
    assertThat(files.resolve("b/master.key"))
        .hasSameTextualContentAs(files.resolve("a/master.key"));
  }

  @Test
  void what_travels_between_nodes_shows_no_key() throws IOException {
    StringBuilder seen = new StringBuilder();
    notices.listen("seal-keys-given", seen::append);
    notices.listen("seal-keys-wanted", seen::append);
    node("a");
    node("b");
    String key = Files.readString(files.resolve("a/master.key")).strip();
    assertThat(seen).isNotEmpty();
    assertThat(seen.toString()).doesNotContain(key.substring(2));
  }

  @Test
  void a_node_without_the_key_and_without_peers_says_what_to_do() {
    node("a").seal().seal(SECRET, HERE);
    NoticesInMemory alone = new NoticesInMemory();
    assertThatThrownBy(() -> SealKeeper.open(parts("b", own("b"), alone)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("QUOTAHIT_MASTER_KEY_FILE");
  }

  @Test
  void a_lost_key_that_never_sealed_anything_is_replaced() throws IOException {
    SealKeeper.open(parts("a", own("a"), new NoticesInMemory()));
    Files.delete(files.resolve("a/master.key"));
    SealKeeper again = SealKeeper.open(parts("a", own("a"), new NoticesInMemory()));
    assertThat(again.seal().open(again.seal().seal(SECRET, HERE), HERE)).isEqualTo(SECRET);
  }

  @Test
  void another_key_of_the_same_version_is_refused() throws IOException {
    node("a");
    Path other = files.resolve("other.key");
    Files.writeString(other, MasterKeys.fresh(random).text());
    assertThatThrownBy(
            () -> SealKeeper.open(parts("b", new MasterKeySource.OperatorsFile(other), notices)))
        .hasMessageContaining("not the one that the installation uses");
  }

  @Test
  void a_new_key_is_used_only_when_every_node_can_open_it() throws IOException {
    Path keyOfA = files.resolve("ka");
    Path keyOfB = files.resolve("kb");
    MasterKeys one = MasterKeys.fresh(random);
    Files.writeString(keyOfA, one.text());
    Files.writeString(keyOfB, one.text());
    SealKeeper a = SealKeeper.open(parts("a", new MasterKeySource.OperatorsFile(keyOfA), notices));
    SealKeeper b = SealKeeper.open(parts("b", new MasterKeySource.OperatorsFile(keyOfB), notices));

    MasterKeys two = one.andFresh(random);
    Files.writeString(keyOfA, two.text());
    a.look();
    assertThat(a.seal().version()).isEqualTo(1);
    assertThat(a.standing().held()).isEqualTo(Set.of(1, 2));

    Files.writeString(keyOfB, two.text());
    b.look();
    assertThat(b.seal().version()).isEqualTo(2);
    Sealed sealed = b.seal().seal(SECRET, HERE);
    assertThat(a.seal().open(sealed, HERE)).isEqualTo(SECRET);
    a.look();
    assertThat(a.seal().version()).isEqualTo(2);
  }

  @Test
  void a_node_meets_a_key_that_it_has_not_looked_at_yet() throws IOException {
    Path key = files.resolve("k");
    MasterKeys one = MasterKeys.fresh(random);
    Files.writeString(key, one.text());
    SealKeeper a = SealKeeper.open(parts("a", new MasterKeySource.OperatorsFile(key), notices));
    MasterKeys two = one.andFresh(random);
    Files.writeString(key, two.text());
    Sealed sealed = new TinkSeal(two, 2).seal(SECRET, HERE);
    assertThat(a.seal().open(sealed, HERE)).isEqualTo(SECRET);
  }

  @Test
  void a_node_that_asks_again_and_again_listens_once() {
    AtomicInteger listeners = new AtomicInteger();
    NoticePort counted =
        new NoticePort() {
          @Override
          public void publish(String topic, String text) {
            notices.publish(topic, text);
          }

          @Override
          public void listen(String topic, Consumer<String> listener) {
            listeners.incrementAndGet();
            notices.listen(topic, listener);
          }
        };
    MasterKeys keys = MasterKeys.fresh(random);
    new KeyExchange(notices).answerWith(() -> keys);
    KeyExchange asks = new KeyExchange(counted);
    for (int i = 0; i < 3; i++) {
      assertThat(asks.ask(new KnownKey(1, keys.check(1)), Duration.ofSeconds(5))).isPresent();
    }
    assertThat(listeners).hasValue(1);
  }

  @Test
  void a_key_of_our_own_is_changed_on_one_node_and_fetched_by_the_other() {
    SealKeeper a = node("a");
    SealKeeper b = node("b");
    assertThat(a.rotate().current()).isEqualTo(1);
    b.look();
    a.look();
    assertThat(a.seal().version()).isEqualTo(2);
    assertThat(b.seal().version()).isEqualTo(2);
  }

  @Test
  void a_change_asked_for_on_two_nodes_at_once_makes_one_key() {
    SealKeeper a = node("a");
    SealKeeper b = node("b");
    a.rotate();
    b.rotate();
    a.look();
    b.look();
    Sealed sealed = a.seal().seal(SECRET, HERE);
    assertThat(sealed.keyVersion()).isEqualTo(2);
    assertThat(b.seal().open(sealed, HERE)).isEqualTo(SECRET);
    assertThat(files.resolve("b/master.key"))
        .hasSameTextualContentAs(files.resolve("a/master.key"));
    assertThat(b.rotate().held()).contains(3);
  }

  @Test
  void a_file_that_is_no_key_is_refused_without_being_quoted() throws IOException {
    Path key = files.resolve("k");
    for (String text : new String[] {"", "hunter2", "1:aaaa", "0:" + "A".repeat(43) + "="}) {
      Files.writeString(key, text);
      MasterKeySource source = new MasterKeySource.OperatorsFile(key);
      assertThatThrownBy(source::read)
          .isInstanceOf(IllegalArgumentException.class)
          .message()
          .doesNotContain("hunter2");
    }
  }

  private SealKeeper node(String name) {
    return SealKeeper.open(parts(name, own(name), notices));
  }

  private MasterKeySource own(String name) {
    return new MasterKeySource.OwnFile(files.resolve(name).resolve("master.key"));
  }

  private SealKeeper.Parts parts(String name, MasterKeySource source, NoticesInMemory among) {
    return new SealKeeper.Parts(
        new SealSettings(source, Duration.ofSeconds(1), Duration.ofSeconds(30), 100),
        known,
        new KeyExchange(among),
        name,
        random);
  }
}
