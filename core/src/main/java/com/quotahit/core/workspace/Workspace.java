package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A company's own place in the product: its people and the part each of them plays. */
public sealed interface Workspace {

  record Absent() implements Workspace {}

  /** What to do with the sound of calls. */
  default RecordingTerms recordingTerms() {
    return switch (this) {
      case Absent _ -> RecordingTerms.USUAL;
      case Open open -> open.recording();
    };
  }

  record Member(UserId user, Role role) {}

  record Open(String name, List<Member> members, RecordingTerms recording) implements Workspace {

    public Open {
      members = List.copyOf(members);
    }

    Optional<Role> role(UserId user) {
      return members.stream().filter(m -> m.user().equals(user)).map(Member::role).findFirst();
    }

    Open with(UserId user, Role role) {
      List<Member> changed = new ArrayList<>(without(user).members);
      changed.add(new Member(user, role));
      return new Open(name, changed, recording);
    }

    Open without(UserId user) {
      return new Open(
          name, members.stream().filter(m -> !m.user().equals(user)).toList(), recording);
    }

    Open with(RecordingTerms terms) {
      return new Open(name, members, terms);
    }

    /** Somebody must be able to do everything. */
    boolean isLastOwner(UserId user) {
      return role(user).filter(role -> role == Role.OWNER).isPresent()
          && members.stream().filter(m -> m.role() == Role.OWNER).count() == 1;
    }
  }
}
