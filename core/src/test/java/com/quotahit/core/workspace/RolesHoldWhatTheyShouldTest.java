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

  @Test
  void a_partners_key_holds_nothing_by_its_role_and_nobody_is_in_it() {
    assertThat(Role.API_CLIENT.permissions()).isEmpty();
    assertThat(Role.API_CLIENT.forPeople()).isFalse();
  }

  @Test
  void whoever_gives_a_role_holds_all_that_it_holds() {
    for (Role giver : Role.values()) {
      assertThat(giver.covers(giver)).isTrue();
      for (Role given : Role.values()) {
        boolean all =
            given.permissions().stream()
                .allMatch(permission ->
                    giver
                        .scope(permission)
                        .filter(held -> held.covers(given.scope(permission).orElseThrow()))
                        .isPresent());
        assertThat(giver.covers(given)).as(giver + " gives " + given).isEqualTo(all);
      }
    }
    assertThat(Role.ADMIN.covers(Role.OWNER)).isFalse();
    assertThat(Role.OWNER.covers(Role.ADMIN)).isTrue();
  }
}
