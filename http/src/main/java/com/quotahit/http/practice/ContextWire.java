package com.quotahit.http.practice;

import com.quotahit.core.practice.ContextId;
import com.quotahit.core.practice.ContextItem;
import com.quotahit.core.practice.ContextKind;
import com.quotahit.core.practice.ContextListing;
import com.quotahit.core.practice.Extraction;
import com.quotahit.core.practice.UntrustedText;
import java.time.Instant;
import java.util.Optional;

/** A piece of company context, as far as a person needs to see it before the call. */
public record ContextWire(
    ContextId id,
    ContextKind kind,
    String title,
    Status status,
    String excerpt,
    Optional<Trouble> problem,
    int characters,
    Instant addedAt) {

  private static final int EXCERPT_MAX = 400;

  public enum Status {
    READY,
    FAILED
  }

  public record Trouble(String code, String message) {}

  static ContextWire of(ContextItem item) {
    return of(
        item,
        item.extraction() instanceof Extraction.Readable(String _, String text)
            ? text.codePointCount(0, text.length())
            : 0);
  }

  static ContextWire of(ContextListing listing) {
    return of(listing.beginning(), listing.characters());
  }

  private static ContextWire of(ContextItem item, int characters) {
    return switch (item.extraction()) {
      case Extraction.Readable(String title, String text) ->
          new ContextWire(
              item.id(),
              item.kind(),
              title,
              Status.READY,
              UntrustedText.excerpt(text, EXCERPT_MAX),
              Optional.empty(),
              characters,
              item.addedAt());
      case Extraction.Unreadable(String title, String code, String message) ->
          new ContextWire(
              item.id(),
              item.kind(),
              UntrustedText.excerpt(title, 200),
              Status.FAILED,
              "",
              Optional.of(new Trouble(code, message)),
              characters,
              item.addedAt());
    };
  }
}
