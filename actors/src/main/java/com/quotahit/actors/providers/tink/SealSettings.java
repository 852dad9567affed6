package com.quotahit.actors.providers.tink;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * All of {@code quotahit.seal}, read once at start.
 *
 * @param peersWait how long a node without a key waits for one of its peers
 * @param lookEvery between two looks for a new key and for secrets under an old one
 * @param rowsAtOnce secrets carried over to a new key in one step
 */
public record SealSettings(
    MasterKeySource source, Duration peersWait, Duration lookEvery, int rowsAtOnce) {

  private static final String PATH = "quotahit.seal.";

  public SealSettings {
    SettingRange.require(
        PATH + "peers-wait", peersWait, Duration.ofSeconds(1), Duration.ofMinutes(2));
    SettingRange.require(
        PATH + "look-every", lookEvery, Duration.ofMillis(100), Duration.ofHours(1));
    SettingRange.require(
        PATH + "rows-at-once", rowsAtOnce, rowsAtOnce >= 1 && rowsAtOnce <= 10_000, "1 to 10000");
  }

  public static SealSettings from(Config config) {
    Config seal = config.getConfig("quotahit.seal");
    return new SealSettings(
        source(seal, Path.of(config.getString("quotahit.database.directory"))),
        seal.getDuration("peers-wait"),
        seal.getDuration("look-every"),
        seal.getInt("rows-at-once"));
  }

  private static MasterKeySource source(Config seal, Path data) {
    String file = seal.getString("master-key-file").strip();
    String value = seal.getString("master-key").strip();
    if (!file.isEmpty() && !value.isEmpty()) {
      throw new IllegalArgumentException(
          "quotahit.seal has both a master-key and a master-key-file; give one of them");
    }
    if (!file.isEmpty()) {
      return new MasterKeySource.OperatorsFile(Path.of(file));
    }
    return value.isEmpty()
        ? new MasterKeySource.OwnFile(data.resolve("master.key"))
        : new MasterKeySource.Setting(MasterKeys.parse(value, "QUOTAHIT_MASTER_KEY"));
  }
}
