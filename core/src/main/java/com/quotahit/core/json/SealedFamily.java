package com.quotahit.core.json;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What {@code permits} says: who belongs to a sealed type, and to which families a class belongs.
 */
public final class SealedFamily {

  /** The property that carries the simple name; no member may have a component of this name. */
  public static final String TYPE = "type";

  private SealedFamily() {}

  /** Every concrete class below {@code root}, nested families included, in declared order. */
  public static List<Class<?>> members(Class<?> root) {
    List<Class<?>> found = new ArrayList<>();
    collect(root, found);
    Set<String> names = new HashSet<>();
    for (Class<?> member : found) {
      if (!names.add(member.getSimpleName())) {
        throw new IllegalArgumentException(
            "two members of " + root.getName() + " are called " + member.getSimpleName());
      }
      requireNoTypeComponent(member);
    }
    return List.copyOf(found);
  }

  /** Whether values of {@code type} are written with their simple name. */
  static boolean belongs(Class<?> type) {
    if (!ours(type)) {
      return false;
    }
    if (type.isSealed()) {
      return true;
    }
    for (Class<?> parent : type.getInterfaces()) {
      if (belongs(parent)) {
        return true;
      }
    }
    Class<?> parent = type.getSuperclass();
    return parent != null && belongs(parent);
  }

  private static void collect(Class<?> type, List<Class<?>> found) {
    if (type.isSealed() && !type.isEnum()) {
      for (Class<?> permitted : type.getPermittedSubclasses()) {
        collect(permitted, found);
      }
    } else if (!found.contains(type)) {
      found.add(type);
    }
  }

  private static void requireNoTypeComponent(Class<?> member) {
    if (member.isRecord()) {
      for (RecordComponent component : member.getRecordComponents()) {
        if (component.getName().equals(TYPE)) {
          throw new IllegalArgumentException(
              member.getName() + " has a component called 'type', which names the record in JSON");
        }
      }
    }
  }

  /** Sealed types of the JDK (ZoneId, ConstantDesc) and of libraries have their own JSON. */
  private static boolean ours(Class<?> type) {
    return !type.isPrimitive() && !type.isArray() && !type.isEnum() && !foreign(type.getName());
  }

  private static boolean foreign(String name) {
    return name.startsWith("java.")
        || name.startsWith("javax.")
        || name.startsWith("jdk.")
        || name.startsWith("com.fasterxml.");
  }
}
