package com.quotahit.http.workspace;

import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.TeamTree;
import com.quotahit.core.workspace.WorkspaceRejection;
import com.quotahit.http.edge.Problem;
import java.util.List;

/** Why a workspace refused, and what to do about it. */
final class WorkspaceProblems {

  private WorkspaceProblems() {}

  static Problem of(WorkspaceRejection why) {
    return switch (why) {
      case WorkspaceRejection.NoSuchWorkspace _, WorkspaceRejection.NoSuchMember _ ->
          Problem.notFound();
      case WorkspaceRejection.AlreadyCreated _ ->
          Problem.of(
              409, "workspace.already-created", "Already there", "This workspace exists already.");
      case WorkspaceRejection.AlreadyMember _ ->
          Problem.of(
              409,
              "workspace.already-member",
              "Already a member",
              "This person is a member of the workspace. Change their role instead.");
      case WorkspaceRejection.LastOwner _ ->
          Problem.of(
              409,
              "workspace.last-owner",
              "Last owner",
              "A workspace keeps at least one owner. Make somebody else owner first.");
      case WorkspaceRejection.BeyondYourRights(Role role) ->
          Problem.of(
              403,
              "workspace.beyond-your-rights",
              "Not allowed",
              "You can give or take only roles that hold no more than yours. Ask an owner about "
                  + role.code().replace('_', ' ')
                  + ".");
      case WorkspaceRejection.NotForPeople _ ->
          field("role", "not_for_people", "This role belongs to keys. Choose one for a person.");
      case WorkspaceRejection.NoSuchHeir _ ->
          field(
              "reassignTo",
              "unknown",
              "Name another member of this workspace, who gets what the person leaves behind.");
      case WorkspaceRejection.NoSuchTeam _ ->
          field("teamId", "unknown", "This workspace has no such team. Choose one from its list.");
      case WorkspaceRejection.TeamTooDeep _ ->
          field(
              "parentId",
              "too_deep",
              "Teams go at most " + TeamTree.DEPTH_MAX + " levels deep. Choose a team higher up.");
      case WorkspaceRejection.TeamInItself _ ->
          field("parentId", "in_itself", "A team cannot be part of itself or of its own parts.");
      case WorkspaceRejection.TeamInUse(int members) ->
          Problem.of(
              409,
              "workspace.team-in-use",
              "Team has members",
              (members == 1 ? "One person is" : members + " people are")
                  + " in this team. Say with moveTo which team they go to.");
      case WorkspaceRejection.Full(String what, int most) ->
          Problem.of(
              409,
              "workspace.full",
              "Workspace is full",
              "A workspace has at most " + most + " " + what + ". Remove some first.");
      case WorkspaceRejection.StaleVersion(int current, String name) ->
          Problem.staleVersion(
                  "The workspace is called \""
                      + name
                      + "\" now (version "
                      + current
                      + "). Look at it and try again.")
              .with(
                  List.of(
                      new FieldProblem("version", "stale", "The current version is " + current)));
      case WorkspaceRejection.NotConfirmed _ ->
          field("confirm", "not_the_name", "Write the name of the workspace to delete it.");
    };
  }

  private static Problem field(String field, String code, String message) {
    return Problem.invalid(List.of(new FieldProblem(field, code, message)));
  }
}
