package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A company's own place in the product: its people, their teams and the part each of them plays.
 */
public sealed interface Workspace {

  record Absent() implements Workspace {}

  /** What to do with the sound of calls. */
  default RecordingTerms recordingTerms() {
    return switch (this) {
      case Absent _ -> RecordingTerms.USUAL;
      case Open open -> open.recording();
      case Discarded(Open was, Instant _) -> was.recording();
      case Emptied _ -> RecordingTerms.USUAL;
    };
  }

  /** The workspace in use; empty when it is not there or in the bin. */
  default Optional<Open> opened() {
    return switch (this) {
      case Absent _, Discarded _, Emptied _ -> Optional.empty();
      case Open open -> Optional.of(open);
    };
  }

  /** As it stands or as it went into the bin: whoever is a member of it there still is one. */
  default Optional<Open> inhabited() {
    return switch (this) {
      case Absent _, Emptied _ -> Optional.empty();
      case Open open -> Optional.of(open);
      case Discarded(Open was, Instant _) -> Optional.of(was);
    };
  }

  record Member(UserId user, Role role, Placement placement) {

    public Member(UserId user, Role role) {
      this(user, role, Placement.NOWHERE);
    }

    Member as(Role next) {
      return new Member(user, next, placement);
    }

    Member at(Placement next) {
      return new Member(user, role, next);
    }
  }

  /**
   * @param version counts changes of its name
   */
  record Open(
      String name, int version, List<Member> members, TeamTree teams, RecordingTerms recording)
      implements Workspace {

    public Open {
      members = List.copyOf(members);
    }

    static Open begun(String name, UserId owner) {
      return new Open(
          name, 1, List.of(new Member(owner, Role.OWNER)), TeamTree.EMPTY, RecordingTerms.USUAL);
    }

    public Optional<Member> member(UserId user) {
      return members.stream().filter(m -> m.user().equals(user)).findFirst();
    }

    public Optional<Role> role(UserId user) {
      return member(user).map(Member::role);
    }

    /** Everybody in this person's teams and in all that are part of them, with the person. */
    public Set<UserId> reach(UserId user) {
      Set<TeamId> tree =
          teams.below(member(user).map(Member::placement).orElse(Placement.NOWHERE).all());
      Set<UserId> people = new HashSet<>(Set.of(user));
      for (Member member : members) {
        if (member.placement().all().stream().anyMatch(tree::contains)) {
          people.add(member.user());
        }
      }
      return people;
    }

    Open named(String next) {
      return new Open(next, version + 1, members, teams, recording);
    }

    /** A new member at the end, or a known one in their place. */
    Open with(Member member) {
      List<Member> changed = new ArrayList<>();
      boolean known = false;
      for (Member each : members) {
        boolean same = each.user().equals(member.user());
        known |= same;
        changed.add(same ? member : each);
      }
      if (!known) {
        changed.add(member);
      }
      return new Open(name, version, changed, teams, recording);
    }

    Open without(UserId user) {
      return new Open(
          name,
          version,
          members.stream().filter(m -> !m.user().equals(user)).toList(),
          teams,
          recording);
    }

    Open with(TeamTree next) {
      return new Open(name, version, members, next, recording);
    }

    Open with(RecordingTerms terms) {
      return new Open(name, version, members, teams, terms);
    }

    /** Somebody must be able to do everything. */
    boolean isLastOwner(UserId user) {
      return role(user).filter(role -> role == Role.OWNER).isPresent()
          && members.stream().filter(m -> m.role() == Role.OWNER).count() == 1;
    }
  }

  /** Deleted, and still as it was, so that an owner can bring it back. */
  record Discarded(Open was, Instant until) implements Workspace {}

  /** Gone for good; nothing of it is known any more. */
  record Emptied() implements Workspace {}
}
