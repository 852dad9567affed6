package com.quotahit.core.shared.mail;

import com.quotahit.core.shared.WorkspaceId;

/**
 * Where letters are handed in. A letter that was taken is sent once, by whichever node comes first,
 * also after a crash; what may have been sent is never sent again.
 */
public interface MailPort {

  /**
   * Takes a letter, in a transaction of its own. Blocks for that long.
   *
   * @param workspace in whose name it is sent; of a person's own letters, where they began
   * @return false when the letter of this dedupe key was handed in before
   */
  boolean send(WorkspaceId workspace, Letter letter);
}
