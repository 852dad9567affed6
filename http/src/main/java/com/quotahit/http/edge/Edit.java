package com.quotahit.http.edge;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A field of a change: left out it stays, null clears it, a value replaces it. */
public sealed interface Edit<T> {

  record Stay<T>() implements Edit<T> {}

  record Clear<T>() implements Edit<T> {}

  record Set<T>(T value) implements Edit<T> {}

  /** What the field is after the change. */
  default <O> Optional<O> after(Optional<O> before, Function<T, O> read) {
    return switch (this) {
      case Stay<T> _ -> before;
      case Clear<T> _ -> Optional.empty();
      case Set<T>(T value) -> Optional.of(read.apply(value));
    };
  }

  /** What was given to replace it. */
  default Optional<T> given() {
    return this instanceof Set<T>(T value) ? Optional.of(value) : Optional.empty();
  }

  /** Reads the three from JSON. */
  final class Reader extends StdDeserializer<Edit<?>> implements ContextualDeserializer {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable JsonDeserializer<?> inner;

    Reader(@Nullable JsonDeserializer<?> inner) {
      super(Edit.class);
      this.inner = inner;
    }

    @Override
    public JsonDeserializer<?> createContextual(
        DeserializationContext context, @Nullable BeanProperty property)
        throws JsonMappingException {
      JavaType type = property == null ? context.getContextualType() : property.getType();
      return new Reader(context.findContextualValueDeserializer(type.containedType(0), property));
    }

    @Override
    public Edit<?> deserialize(JsonParser json, DeserializationContext context) throws IOException {
      if (inner == null) {
        throw new IllegalStateException("nobody said what is edited");
      }
      return new Set<>(inner.deserialize(json, context));
    }

    /** The value itself stands in the document, with no word of which of the three it is. */
    @Override
    public Object deserializeWithType(
        JsonParser json, DeserializationContext context, TypeDeserializer typed)
        throws IOException {
      return deserialize(json, context);
    }

    @Override
    public Edit<?> getNullValue(DeserializationContext context) {
      return new Clear<>();
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
      return new Stay<>();
    }
  }
}
