package com.quotahit.core.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedConstructor;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers Jackson's questions about domain types from their shape instead of from annotations. */
final class SealedIntrospector extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  private static final JsonTypeInfo.Value BY_SIMPLE_NAME =
      JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.NAME,
          JsonTypeInfo.As.PROPERTY,
          SealedFamily.TYPE,
          null,
          false,
          Boolean.TRUE);

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedClass type && SealedFamily.belongs(type.getRawType())
        ? BY_SIMPLE_NAME
        : null;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    if (!(annotated instanceof AnnotatedClass type) || !SealedFamily.belongs(type.getRawType())) {
      return null;
    }
    return SealedFamily.members(type.getRawType()).stream()
        .map(member -> new NamedType(member, member.getSimpleName()))
        .toList();
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass annotated) {
    Class<?> type = annotated.getRawType();
    return SealedFamily.belongs(type) && !type.isSealed() ? type.getSimpleName() : null;
  }

  @Override
  public @Nullable Boolean hasAsValue(Annotated annotated) {
    return annotated instanceof AnnotatedMethod method
            && method.getName().equals("value")
            && method.getParameterCount() == 0
            && oneValue(method.getDeclaringClass())
        ? Boolean.TRUE
        : null;
  }

  @Override
  public JsonCreator.@Nullable Mode findCreatorAnnotation(
      MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedConstructor constructor
            && constructor.getParameterCount() == 1
            && oneValue(constructor.getDeclaringClass())
        ? JsonCreator.Mode.DELEGATING
        : null;
  }

  /** A member of a family keeps its braces: it needs them for its name. */
  private static boolean oneValue(Class<?> type) {
    return type.isRecord()
        && type.getRecordComponents().length == 1
        && type.getRecordComponents()[0].getName().equals("value")
        && !SealedFamily.belongs(type);
  }
}
