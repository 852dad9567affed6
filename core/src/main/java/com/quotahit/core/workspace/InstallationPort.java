package com.quotahit.core.workspace;

import java.util.Map;

/** Where the installation's switches and settings are kept. Every call blocks shortly. */
public interface InstallationPort {

  /** What was set, by name; what was not is as the program has it. */
  Map<String, String> all();

  /**
   * Sets these values, all or none, and writes it into the installation's audit log.
   *
   * @param entry who does it, from where; what was before is filled in here
   */
  void set(Map<String, String> values, AuditEntry entry);
}
