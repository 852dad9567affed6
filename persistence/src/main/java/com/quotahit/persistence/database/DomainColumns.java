package com.quotahit.persistence.database;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.argument.ArgumentFactory;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.core.mapper.ColumnMapper;
import org.jdbi.v3.core.mapper.ColumnMapperFactory;
import org.jdbi.v3.core.spi.JdbiPlugin;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.postgresql.util.PGobject;

/**
 * Lets SQL take and give our values: a record of one text called {@code value} is a text column,
 * and {@link Jsonb} a jsonb column.
 */
final class DomainColumns implements JdbiPlugin {

  @Override
  public void customizeJdbi(Jdbi jdbi) {
    // A failure names its statement and not what was in it, for failures are logged.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(DomainColumns::withoutContent);
    jdbi.registerArgument(new Arguments());
    jdbi.registerColumnMapper(new Columns());
    jdbi.registerColumnMapper(
        Jsonb.class,
        (results, column, _) -> {
          String text = results.getString(column);
          return text == null ? null : new Jsonb(text);
        });
  }

  private static String withoutContent(StatementException failure) {
    StatementContext statement = failure.getStatementContext();
    return failure.getShortMessage() + (statement == null ? "" : " in " + statement.getRawSql());
  }

  private static boolean oneText(Type type) {
    return type instanceof Class<?> plain
        && plain.isRecord()
        && plain.getRecordComponents().length == 1
        && plain.getRecordComponents()[0].getName().equals("value")
        && plain.getRecordComponents()[0].getType() == String.class;
  }

  private static final class Arguments implements ArgumentFactory {
    @Override
    public Optional<Argument> build(Type type, Object value, ConfigRegistry config) {
      if (value instanceof Jsonb(String text)) {
        return Optional.of((position, statement, _) -> {
          PGobject object = new PGobject();
          object.setType("jsonb");
          object.setValue(text);
          statement.setObject(position, object);
        });
      }
      if (value != null && oneText(value.getClass())) {
        String text = text(value);
        return Optional.of((position, statement, _) -> statement.setString(position, text));
      }
      if (value == null && oneText(type)) {
        return Optional.of((position, statement, _) -> statement.setNull(position, Types.VARCHAR));
      }
      return Optional.empty();
    }

    private static String text(Object value) {
      try {
        Method accessor = value.getClass().getRecordComponents()[0].getAccessor();
        accessor.setAccessible(true);
        return (String) accessor.invoke(value);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("no value in " + value.getClass(), e);
      }
    }
  }

  private static final class Columns implements ColumnMapperFactory {
    @Override
    public Optional<ColumnMapper<?>> build(Type type, ConfigRegistry config) {
      if (!oneText(type)) {
        return Optional.empty();
      }
      try {
        Constructor<?> make = ((Class<?>) type).getDeclaredConstructor(String.class);
        make.setAccessible(true);
        return Optional.of((results, column, _) -> {
          String text = results.getString(column);
          if (text == null) {
            return null;
          }
          try {
            return make.newInstance(text);
          } catch (ReflectiveOperationException e) {
            throw new SQLException("column " + column + " is no " + type.getTypeName(), e);
          }
        });
      } catch (NoSuchMethodException e) {
        throw new IllegalStateException("no canonical constructor: " + type, e);
      }
    }
  }
}
