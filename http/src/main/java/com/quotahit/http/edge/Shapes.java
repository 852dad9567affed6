package com.quotahit.http.edge;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads wire types into named shapes. What is read for input says which fields must be there; what
 * is read for output has every field always, so a record used both ways gets two names.
 */
final class Shapes {

  enum Way {
    IN,
    OUT
  }

  private record Key(Class<?> type, Way way) {}

  private static final long INT_MIN = Integer.MIN_VALUE;
  private static final long INT_MAX = Integer.MAX_VALUE;

  /** What JavaScript's numbers hold exactly. */
  private static final long LONG_MAX = (1L << 53) - 1;

  private final Map<String, Schema> named = new TreeMap<>();
  private final Map<Key, String> names = new HashMap<>();
  private final Map<String, Class<?>> owners = new HashMap<>();

  Map<String, Schema> named() {
    return named;
  }

  Schema resolve(Schema schema) {
    return schema instanceof Schema.Named(String name)
        ? Optional.ofNullable(named.get(name))
            .orElseThrow(() -> new IllegalStateException("no shape named " + name))
        : schema;
  }

  Schema in(Type type) {
    return read(type, Way.IN);
  }

  Schema out(Type type) {
    return read(type, Way.OUT);
  }

  private Schema read(Type type, Way way) {
    return switch (type) {
      case Class<?> plain -> plain(plain, way);
      case ParameterizedType generic -> generic(generic, way);
      case GenericArrayType array -> new Schema.ListOf(read(array.getGenericComponentType(), way));
      case TypeVariable<?> variable ->
          throw new IllegalArgumentException("a wire type must be concrete: " + variable);
      default -> read(((java.lang.reflect.WildcardType) type).getUpperBounds()[0], way);
    };
  }

  private Schema generic(ParameterizedType type, Way way) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type[] arguments = type.getActualTypeArguments();
    if (raw == Optional.class || raw == Edit.class) {
      return new Schema.Maybe(read(arguments[0], way));
    }
    if (Collection.class.isAssignableFrom(raw)) {
      return new Schema.ListOf(read(arguments[0], way));
    }
    if (Map.class.isAssignableFrom(raw)) {
      return new Schema.MapOf(read(arguments[1], way));
    }
    throw new IllegalArgumentException("no shape for " + type);
  }

  private Schema plain(Class<?> type, Way way) {
    if (type == String.class) {
      return text("");
    } else if (type == int.class || type == Integer.class) {
      return new Schema.Whole(INT_MIN, INT_MAX);
    } else if (type == long.class || type == Long.class) {
      return new Schema.Whole(-LONG_MAX, LONG_MAX);
    } else if (type == double.class
        || type == Double.class
        || type == float.class
        || type == Float.class
        || type == BigDecimal.class) {
      return new Schema.Decimal();
    } else if (type == boolean.class || type == Boolean.class) {
      return new Schema.Flag();
    } else if (type == Instant.class) {
      return text("date-time");
    } else if (type == LocalDate.class) {
      return text("date");
    } else if (type == URI.class) {
      return text("uri");
    } else if (type == byte[].class) {
      return text("byte");
    } else if (type == OptionalInt.class) {
      return new Schema.Maybe(new Schema.Whole(INT_MIN, INT_MAX));
    } else if (type == OptionalLong.class) {
      return new Schema.Maybe(new Schema.Whole(-LONG_MAX, LONG_MAX));
    } else if (type == OptionalDouble.class) {
      return new Schema.Maybe(new Schema.Decimal());
    } else if (JsonNode.class.isAssignableFrom(type) || type == Object.class) {
      return new Schema.Anything();
    } else if (type.isArray()) {
      return new Schema.ListOf(plain(type.getComponentType(), way));
    } else if (type.isEnum()) {
      return new Schema.Text(
          "", Arrays.stream(type.getEnumConstants()).map(c -> WireNames.of((Enum<?>) c)).toList());
    } else if (WireNames.oneValue(type)) {
      return read(type.getRecordComponents()[0].getGenericType(), way);
    } else if (type.isRecord()) {
      return record(type, way);
    } else if (WireNames.family(type)) {
      return union(type, way);
    }
    throw new IllegalArgumentException("no shape for " + type.getName());
  }

  private static Schema text(String format) {
    return new Schema.Text(format, List.of());
  }

  private Schema record(Class<?> type, Way way) {
    Key key = new Key(type, way);
    String known = names.get(key);
    if (known != null) {
      return new Schema.Named(known);
    }
    String name = reserve(key);
    List<Schema.Field> fields = new ArrayList<>();
    if (WireNames.inFamily(type)) {
      fields.add(
          new Schema.Field(
              WireNames.DISCRIMINATOR, new Schema.Text("", List.of(WireNames.member(type))), true));
    }
    for (RecordComponent component : type.getRecordComponents()) {
      fields.add(field(component, way));
    }
    named.put(name, new Schema.Fields(List.copyOf(fields)));
    return new Schema.Named(name);
  }

  private Schema.Field field(RecordComponent component, Way way) {
    Schema schema = read(component.getGenericType(), way);
    AnnotatedType annotated = component.getAnnotatedType();
    if (annotated.isAnnotationPresent(Nullable.class) && !(schema instanceof Schema.Maybe)) {
      schema = new Schema.Maybe(schema);
    }
    boolean required = way == Way.OUT || !(schema instanceof Schema.Maybe);
    return new Schema.Field(component.getName(), schema, required);
  }

  private Schema union(Class<?> root, Way way) {
    Key key = new Key(root, way);
    String known = names.get(key);
    if (known != null) {
      return new Schema.Named(known);
    }
    String name = reserve(key);
    Map<String, String> members = new LinkedHashMap<>();
    for (Class<?> member : WireNames.members(root)) {
      record(member, way);
      members.put(WireNames.member(member), names.get(new Key(member, way)));
    }
    named.put(name, new Schema.Union(members));
    return new Schema.Named(name);
  }

  private String reserve(Key key) {
    String name = WireNames.component(key.type());
    boolean bothWays =
        names.containsKey(new Key(key.type(), key.way() == Way.IN ? Way.OUT : Way.IN));
    if (bothWays) {
      name = name + (key.way() == Way.IN ? "Input" : "Output");
    }
    Class<?> other = owners.putIfAbsent(name, key.type());
    if (other != null) {
      throw new IllegalArgumentException(
          "both " + other.getName() + " and " + key.type().getName() + " are called " + name);
    }
    names.put(key, name);
    return name;
  }
}
