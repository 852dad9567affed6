package com.quotahit.core.models;

/** One message of a conversation with a language model. */
public record ChatMessage(Role role, String text) {

  public enum Role {
    /** Our instructions; never holds untrusted text. */
    SYSTEM,
    USER,
    ASSISTANT
  }
}
