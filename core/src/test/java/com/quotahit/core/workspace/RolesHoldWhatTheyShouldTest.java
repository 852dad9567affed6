package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class RolesHoldWhatTheyShouldTest {

  @Test
  void the_owner_may_everything_and_the_admin_everything_but_hand_the_workspace_over() {
    assertThat(Role.OWNER.permissions()).containsExactlyInAnyOrder(Permission.values());
    assertThat(Role.ADMIN.permissions())
        .doesNotContain(Permission.OWNERSHIP_TRANSFER)
        .hasSize(Permission.values().length - 1);
  }

  @Test
  void a_rep_reaches_their_own_and_a_manager_the_teams() {
    assertThat(Role.REP.scope(Permission.PRACTICE_READ)).contains(Scope.OWN);
    assertThat(Role.MANAGER.scope(Permission.PRACTICE_READ)).contains(Scope.TEAM);
    assertThat(Role.REP.scope(Permission.MEMBERS_MANAGE)).isEmpty();
  }

  @Test
  void viewers_and_reviewers_change_nothing() {
    for (Role role : new Role[] {Role.VIEWER, Role.COMPLIANCE_REVIEWER}) {
      assertThat(role.permissions()).allMatch(permission -> permission.code().endsWith(".read"));
    }
  }
}
