package com.quotahit.persistence.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** From the JSON of one version of a fact to the JSON of the next. May change what it is given. */
@FunctionalInterface
public interface UpcastStep {
  ObjectNode next(ObjectNode old);
}
