package com.quotahit.http.edge;

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

/** Tells Jackson the names of {@link WireNames}, so that wire records need no annotations. */
final class WireIntrospector extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  private static final JsonTypeInfo.Value BY_NAME =
      JsonTypeInfo.Value.construct(
          JsonTypeInfo.Id.NAME,
          JsonTypeInfo.As.PROPERTY,
          WireNames.DISCRIMINATOR,
          null,
          false,
          Boolean.TRUE);

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedClass type && WireNames.inFamily(type.getRawType())
        ? BY_NAME
        : super.findPolymorphicTypeInfo(config, annotated);
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    if (!(annotated instanceof AnnotatedClass type) || !WireNames.family(type.getRawType())) {
      return super.findSubtypes(annotated);
    }
    return WireNames.members(type.getRawType()).stream()
        .map(member -> new NamedType(member, WireNames.member(member)))
        .toList();
  }

  @Override
  public @Nullable String findTypeName(AnnotatedClass annotated) {
    Class<?> type = annotated.getRawType();
    return WireNames.inFamily(type) && !type.isSealed() ? WireNames.member(type) : null;
  }

  @Override
  public String[] findEnumValues(
      MapperConfig<?> config, AnnotatedClass annotated, Enum<?>[] constants, String[] names) {
    for (int i = 0; i < constants.length; i++) {
      names[i] = WireNames.of(constants[i]);
    }
    return names;
  }

  @Override
  public @Nullable Boolean hasAsValue(Annotated annotated) {
    return annotated instanceof AnnotatedMethod method
            && method.getName().equals("value")
            && method.getParameterCount() == 0
            && WireNames.oneValue(method.getDeclaringClass())
        ? Boolean.TRUE
        : super.hasAsValue(annotated);
  }

  @Override
  public JsonCreator.@Nullable Mode findCreatorAnnotation(
      MapperConfig<?> config, Annotated annotated) {
    return annotated instanceof AnnotatedConstructor constructor
            && constructor.getParameterCount() == 1
            && WireNames.oneValue(constructor.getDeclaringClass())
        ? JsonCreator.Mode.DELEGATING
        : super.findCreatorAnnotation(config, annotated);
  }
}
