package com.quotahit.http.edge;

import com.fasterxml.jackson.annotation.JsonTypeName;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How our types are called on the wire. */
final class WireNames {

  static final String DISCRIMINATOR = "type";

  private WireNames() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The discriminator of a member of a sealed family. */
  static String member(Class<?> type) {
    JsonTypeName chosen = type.getAnnotation(JsonTypeName.class);
    return chosen != null
        ? chosen.value()
        : type.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /** A component's name in the description: nested records take their owner's name in front. */
  static String component(Class<?> type) {
    StringBuilder name = new StringBuilder(type.getSimpleName().replaceAll("Wire$", ""));
    for (Class<?> owner = type.getEnclosingClass();
        owner != null;
        owner = owner.getEnclosingClass()) {
      name.insert(0, owner.getSimpleName().replaceAll("Wire$", ""));
    }
    return name.toString();
  }

  static List<Class<?>> members(Class<?> root) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> permitted : root.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        found.addAll(members(permitted));
      } else {
        found.add(permitted);
      }
    }
    return found;
  }

  static boolean family(Class<?> type) {
    return type.isSealed() && !type.isEnum() && type.getName().startsWith("com.quotahit.");
  }

  static boolean inFamily(Class<?> type) {
    if (family(type)) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (inFamily(parent)) {
        return true;
      }
    }
    return false;
  }

  /** Ids and the like: a record of one component called {@code value} is written as that value. */
  static boolean oneValue(Class<?> type) {
    RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : null;
    return components != null
        && components.length == 1
        && components[0].getName().equals("value")
        && !inFamily(type);
  }
}
