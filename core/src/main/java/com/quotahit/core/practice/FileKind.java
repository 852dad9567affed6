package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The kinds of file that can be brought along. The name's ending and the first bytes must agree.
 */
public enum FileKind {
  PDF(ContextKind.PDF, List.of("pdf")),
  PNG(ContextKind.IMAGE, List.of("png")),
  JPEG(ContextKind.IMAGE, List.of("jpg", "jpeg")),
  DOCX(ContextKind.TEXT, List.of("docx")),
  TXT(ContextKind.TEXT, List.of("txt", "md"));

  private final ContextKind context;
  private final List<String> endings;

  FileKind(ContextKind context, List<String> endings) {
    this.context = context;
    this.endings = endings;
  }

  public ContextKind context() {
    return context;
  }

  /**
   * @param head the first bytes, at least 16 where the file has as many
   */
  public static Parsed<FileKind> of(String field, String name, byte[] head) {
    int dot = name.lastIndexOf('.');
    String ending = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    for (FileKind kind : values()) {
      if (kind.endings.contains(ending)) {
        return kind.begins(head)
            ? Parsed.valid(kind)
            : Parsed.invalid(
                field,
                "type_mismatch",
                "The name ends in ." + ending + ", but the content is something else.");
      }
    }
    return Parsed.invalid(field, "type_unknown", "Bring a PDF, PNG, JPG, DOCX or TXT file.");
  }

  private boolean begins(byte[] head) {
    return switch (this) {
      case PDF -> starts(head, "%PDF-".getBytes(StandardCharsets.US_ASCII));
      case PNG -> starts(head, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
      case JPEG -> starts(head, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
      case DOCX -> starts(head, new byte[] {'P', 'K', 3, 4});
      case TXT -> plain(head);
    };
  }

  private static boolean plain(byte[] head) {
    for (byte each : head) {
      if (each >= 0 && each < 9) {
        return false;
      }
    }
    return !starts(head, "%PDF-".getBytes(StandardCharsets.US_ASCII))
        && !starts(head, new byte[] {'P', 'K', 3, 4});
  }

  private static boolean starts(byte[] head, byte[] magic) {
    return head.length >= magic.length
        && Arrays.equals(head, 0, magic.length, magic, 0, magic.length);
  }
}
