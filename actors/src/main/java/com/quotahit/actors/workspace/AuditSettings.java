package com.quotahit.actors.workspace;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How audit logs are witnessed.
 *
 * @param directory of the signed checkpoints and their key, outside of the database
 * @param every how often what has moved on is signed
 */
public record AuditSettings(Path directory, Duration every) {

  public AuditSettings {
    boolean fine =
        every.compareTo(Duration.ofSeconds(10)) >= 0 && every.compareTo(Duration.ofHours(24)) <= 0;
    SettingRange.require("quotahit.audit.checkpoint-every", every, fine, "10 s to 24 h");
  }

  public static AuditSettings from(Config root) {
    Config config = root.getConfig("quotahit.audit");
    return new AuditSettings(
        config.hasPath("directory")
            ? Path.of(config.getString("directory"))
            : Path.of(root.getString("quotahit.database.directory"), "audit"),
        config.getDuration("checkpoint-every"));
  }
}
