package com.quotahit.core.outbox;

import com.quotahit.core.shared.WorkspaceId;

/**
 * One effect to carry out, as its sender holds it.
 *
 * @param businessKey what makes it the same effect, such as {@code camp_1:lead_7:attempt_2}; part
 *     of whatever the provider lets us attach, so that it can be found there again
 * @param payload JSON of the kind's own form
 * @param fence grows with each claim; an older holder's word counts no more
 */
public record OutboxItem(
    long id,
    WorkspaceId workspace,
    String kind,
    String businessKey,
    String payload,
    long fence,
    int lookups) {}
