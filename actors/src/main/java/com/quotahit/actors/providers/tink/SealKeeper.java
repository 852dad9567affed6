package com.quotahit.actors.providers.tink;

import com.quotahit.core.shared.MasterKeyPort;
import com.quotahit.core.shared.SealKeysPort;
import com.quotahit.core.shared.SealKeysPort.KnownKey;
import com.quotahit.core.shared.SealedRowsPort;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that all nodes seal with the same master key. A new key comes into use only when every
 * living node can open it, so no read fails while keys change; after that, secrets are carried over
 * to it step by step. Every call blocks.
 */
public final class SealKeeper implements MasterKeyPort {

  private static final Logger LOG = LoggerFactory.getLogger(SealKeeper.class);

  /**
   * @param node this node's name among the nodes
   * @param random must be unguessable
   */
  public record Parts(
      SealSettings settings,
      SealKeysPort known,
      KeyExchange peers,
      String node,
      RandomGenerator random) {}

  private final Parts parts;
  private final TinkSeal seal;
  private final List<SealedRowsPort> rows = new CopyOnWriteArrayList<>();
  private int carriedOver;

  private SealKeeper(Parts parts, TinkSeal seal) {
    this.parts = parts;
    this.seal = seal;
  }

  /** Finds or makes the key; refuses with a message for the operator when it is not to be had. */
  public static SealKeeper open(Parts parts) {
    Optional<MasterKeys> mine = parts.settings().source().read();
    Optional<KnownKey> known = parts.known().current();
    MasterKeys keys =
        known.isPresent() ? joining(parts, mine, known.get()) : beginning(parts, mine);
    KnownKey current =
        parts.known().current().orElseThrow(() -> new IllegalStateException("no master key"));
    SealKeeper keeper = new SealKeeper(parts, new TinkSeal(keys, current.version()));
    keeper.seal.whenUnknown(keeper::readAgain);
    keeper.seal.beforeFirstUse(keeper::markUsed);
    parts.known().holds(parts.node(), keys.versions());
    parts.peers().answerWith(keeper.seal::keys);
    return keeper;
  }

  public TinkSeal seal() {
    return seal;
  }

  /** These secrets are carried over when the key changes. */
  public void keeps(SealedRowsPort table) {
    rows.add(table);
  }

  private static MasterKeys beginning(Parts parts, Optional<MasterKeys> mine) {
    MasterKeys keys = mine.orElseGet(() -> MasterKeys.fresh(parts.random()));
    KnownKey current = parts.known().introduce(known(keys));
    if (!fits(keys, current)) {
      return joining(parts, mine, current);
    }
    if (mine.isEmpty()) {
      keep(parts, keys);
    }
    return keys;
  }

  private static MasterKeys joining(Parts parts, Optional<MasterKeys> mine, KnownKey current) {
    if (mine.isPresent() && fits(mine.get(), current)) {
      return mine.get();
    }
    if (mine.isPresent() && mine.get().holds(current.version())) {
      throw new IllegalStateException(
          "this node's master key "
              + current.version()
              + " is not the one that the installation uses. Give every node the same"
              + " QUOTAHIT_MASTER_KEY_FILE.");
    }
    if (!(parts.settings().source() instanceof MasterKeySource.OwnFile)) {
      throw new IllegalStateException(
          "the master keys given to this node lack version "
              + current.version()
              + ", which the installation uses. Give every node the same QUOTAHIT_MASTER_KEY_FILE.");
    }
    MasterKeys keys =
        parts
            .peers()
            .ask(current, parts.settings().peersWait())
            .or(() -> replacement(parts, current))
            .orElseThrow(() ->
                new IllegalStateException(
                    "this node has no master key and no other node gave it one. Set"
                        + " QUOTAHIT_MASTER_KEY_FILE to the installation's key, or bring back"
                        + " master.key from the data directory of a node that had it."));
    keep(parts, keys);
    return keys;
  }

  /** A key that never sealed anything is no loss. */
  private static Optional<MasterKeys> replacement(Parts parts, KnownKey lost) {
    MasterKeys fresh = MasterKeys.fresh(parts.random());
    while (fresh.newest() < lost.version()) {
      fresh = fresh.andFresh(parts.random());
    }
    return parts.known().replaceUnused(lost, known(fresh)) ? Optional.of(fresh) : Optional.empty();
  }

  private static void keep(Parts parts, MasterKeys keys) {
    if (parts.settings().source() instanceof MasterKeySource.OwnFile own) {
      own.write(keys);
    }
  }

  /** Takes up new keys and carries secrets over; call it now and then on every node. */
  public synchronized int look() {
    readAgain();
    fetchFromPeers();
    parts.known().holds(parts.node(), seal.keys().versions());
    bringIntoUse();
    return carryOver();
  }

  @Override
  public synchronized Standing rotate() {
    if (parts.settings().source() instanceof MasterKeySource.OwnFile own) {
      parts.known().alone(() -> addTo(own));
    }
    look();
    return standing();
  }

  /**
   * Only when no change is under way: a second node would make another key of the same version, and
   * what is sealed with the one would never open with the other.
   */
  private void addTo(MasterKeySource.OwnFile own) {
    MasterKeys mine = seal.keys();
    int newest = Math.max(mine.newest(), parts.known().newestHeld());
    boolean current =
        parts.known().current().filter(used -> used.version() == seal.version()).isPresent();
    if (newest == seal.version() && current) {
      MasterKeys more = mine.andFresh(parts.random());
      own.write(more);
      seal.use(more, seal.version());
      parts.known().holds(parts.node(), more.versions());
    }
  }

  @Override
  public Standing standing() {
    return new Standing(
        seal.version(),
        seal.keys().versions(),
        parts.settings().source() instanceof MasterKeySource.OwnFile
            ? Origin.OWN
            : Origin.OPERATORS);
  }

  /** This node is leaving. */
  public void leave() {
    parts.known().gone(parts.node());
  }

  private synchronized void readAgain() {
    parts
        .settings()
        .source()
        .read()
        .filter(keys -> keys.holds(seal.version()))
        .filter(keys -> !keys.versions().equals(seal.keys().versions()))
        .ifPresent(keys -> seal.use(keys, seal.version()));
  }

  private void fetchFromPeers() {
    boolean own = parts.settings().source() instanceof MasterKeySource.OwnFile;
    if (own && parts.known().newestHeld() > seal.keys().newest()) {
      parts
          .peers()
          .ask(known(seal.keys()), parts.settings().peersWait())
          .filter(keys -> keys.newest() > seal.keys().newest())
          .ifPresent(keys -> {
            keep(parts, keys);
            seal.use(keys, seal.version());
          });
    }
  }

  private void bringIntoUse() {
    MasterKeys keys = seal.keys();
    KnownKey current =
        keys.newest() > seal.version() && parts.known().heldByAll(keys.newest())
            ? parts.known().introduce(known(keys))
            : parts.known().current().orElseThrow();
    if (current.version() > seal.version() && fits(keys, current)) {
      seal.use(keys, current.version());
      LOG.atInfo().addKeyValue("version", current.version()).log("master key is in use");
    }
  }

  private int carryOver() {
    int carried = 0;
    for (SealedRowsPort table : rows) {
      int found;
      do {
        found = table.rewrapOlderThan(seal.version(), parts.settings().rowsAtOnce(), seal::rewrap);
        carried += found;
      } while (found == parts.settings().rowsAtOnce());
    }
    if (carried == 0 && carriedOver > 0) {
      LOG.atInfo()
          .addKeyValue("version", seal.version())
          .addKeyValue("secrets", carriedOver)
          .log("all secrets are under the master key; older ones may be removed in a day");
    }
    carriedOver = carried == 0 ? 0 : carriedOver + carried;
    return carried;
  }

  private void markUsed(int version) {
    MasterKeys keys = seal.keys();
    if (!parts.known().used(new KnownKey(version, keys.check(version)))) {
      throw new IllegalStateException(
          "the installation uses another master key " + version + " than this node");
    }
  }

  private static KnownKey known(MasterKeys keys) {
    return new KnownKey(keys.newest(), keys.check(keys.newest()));
  }

  private static boolean fits(MasterKeys keys, KnownKey known) {
    return keys.holds(known.version()) && keys.check(known.version()).equals(known.check());
  }
}
