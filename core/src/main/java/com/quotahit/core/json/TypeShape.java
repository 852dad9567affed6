package com.quotahit.core.json;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;

/**
 * A fingerprint of all that a type can hold: names and types of components, members of families,
 * constants of enums. What was stored under another fingerprint is not read.
 */
public final class TypeShape {

  private final StringBuilder text = new StringBuilder();
  private final Set<Class<?>> seen = new HashSet<>();

  private TypeShape() {}

  /** Twelve hexadecimal digits. */
  public static String fingerprint(Type... types) {
    TypeShape shape = new TypeShape();
    for (Type type : types) {
      shape.add(type);
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(shape.text.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private void add(Type type) {
    switch (type) {
      case Class<?> plain -> add(plain);
      case ParameterizedType generic -> {
        add(generic.getRawType());
        for (Type argument : generic.getActualTypeArguments()) {
          add(argument);
        }
      }
      case GenericArrayType array -> add(array.getGenericComponentType());
      default -> {}
    }
  }

  private void add(Class<?> type) {
    if (type.isArray()) {
      add(type.getComponentType());
      return;
    }
    if (type.isPrimitive() || type.getName().startsWith("java.") || !seen.add(type)) {
      return;
    }
    text.append('\n').append(type.getSimpleName());
    if (type.isEnum()) {
      for (Object constant : type.getEnumConstants()) {
        text.append(' ').append(((Enum<?>) constant).name());
      }
    } else if (type.isSealed()) {
      SealedFamily.members(type).forEach(this::add);
    } else if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        text.append(' ').append(component.getName());
        text.append(':').append(component.getGenericType().getTypeName());
      }
      for (RecordComponent component : type.getRecordComponents()) {
        add(component.getGenericType());
      }
    }
  }
}
