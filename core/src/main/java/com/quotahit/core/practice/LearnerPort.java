package com.quotahit.core.practice;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.util.Optional;

/** Who practises, as far as a buyer may know. */
public interface LearnerPort {

  /** What the learner is called; may block. */
  Optional<String> name(WorkspaceId workspace, UserId learner);
}
