package com.quotahit.core.workspace;

import java.util.Optional;

/**
 * Some of a workspace's people under one name.
 *
 * @param parent the team that this one is part of
 */
public record Team(TeamId id, String name, Optional<TeamId> parent) {}
