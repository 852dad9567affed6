package com.quotahit.actors.providers.embedded.kokoro;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A protobuf message as a list of fields, without a schema: enough to change a few nodes of a model
 * file and leave every other byte as it was.
 */
record WireMessage(List<Field> fields) {

  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED32 = 5;

  /** One field; {@code bytes} is empty for a varint, {@code number} is 0 for everything else. */
  record Field(int tag, int type, byte[] bytes, long number) {

    static Field of(int tag, byte[] bytes) {
      return new Field(tag, BYTES, bytes, 0);
    }

    static Field of(int tag, String text) {
      return of(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    static Field of(int tag, long number) {
      return new Field(tag, VARINT, new byte[0], number);
    }

    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    WireMessage message() {
      return parse(bytes);
    }
  }

  static WireMessage parse(byte[] source) {
    var fields = new ArrayList<Field>();
    var cursor = new Cursor(source);
    while (cursor.at < source.length) {
      long key = cursor.varint();
      int tag = (int) (key >>> 3);
      int type = (int) (key & 7);
      fields.add(
          switch (type) {
            case VARINT -> Field.of(tag, cursor.varint());
            case BYTES -> Field.of(tag, cursor.take((int) cursor.varint()));
            case FIXED32 -> new Field(tag, type, cursor.take(4), 0);
            case FIXED64 -> new Field(tag, type, cursor.take(8), 0);
            default ->
                throw new IllegalStateException(
                    "wire type "
                        + type
                        + " at byte "
                        + cursor.at
                        + ". Maybe this is no model file?");
          });
    }
    return new WireMessage(fields);
  }

  byte[] bytes() {
    var out = new ByteArrayOutputStream();
    for (Field field : fields) {
      putVarint(out, (long) field.tag << 3 | field.type);
      if (field.type == VARINT) {
        putVarint(out, field.number);
      } else {
        if (field.type == BYTES) {
          putVarint(out, field.bytes.length);
        }
        out.writeBytes(field.bytes);
      }
    }
    return out.toByteArray();
  }

  Stream<Field> all(int tag) {
    return fields.stream().filter(field -> field.tag == tag);
  }

  Optional<Field> first(int tag) {
    return all(tag).findFirst();
  }

  String text(int tag) {
    return first(tag).map(Field::text).orElse("");
  }

  List<String> texts(int tag) {
    return all(tag).map(Field::text).toList();
  }

  private static void putVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  private static final class Cursor {
    private final byte[] source;
    private int at;

    Cursor(byte[] source) {
      this.source = source;
    }

    long varint() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = source[at++];
        value |= (long) (next & 0x7f) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalStateException("varint without end at byte " + at);
    }

    byte[] take(int length) {
      if (length < 0 || at + length > source.length) {
        throw new IllegalStateException(
            "field of " + length + " bytes leaves the file at byte " + at);
      }
      byte[] taken = java.util.Arrays.copyOfRange(source, at, at + length);
      at += length;
      return taken;
    }
  }
}
