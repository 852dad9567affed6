package com.quotahit.persistence.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Properties;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one database of a node: server (embedded or outside), schema, and one pool that journal,
 * projections and queries share. Opened before the actor system and closed after it.
 */
public final class Database implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Database.class);
  private static final String NAME = "quotahit";
  private static final String OWNER = "quotahit_owner";

  private final DatabaseSettings settings;
  private final Optional<EmbeddedPostgres> server;
  private final DatabaseLogin login;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final ThreadLocal<Connection> adopted = new ThreadLocal<>();
  private final Jdbi adopting;

  private Database(
      DatabaseSettings settings,
      Optional<EmbeddedPostgres> server,
      DatabaseLogin login,
      Optional<String> role) {
    this.settings = settings;
    this.server = server;
    this.login = login;
    this.pool = new HikariDataSource(poolConfig(settings, login, role));
    this.jdbi = Jdbi.create(pool).installPlugin(new DomainColumns());
    this.adopting = Jdbi.create(adopted::get).installPlugin(new DomainColumns());
  }

  /** Starts or finds the server, migrates, opens the pool and looks whether it is safe to use. */
  public static Database open(DatabaseSettings settings) throws IOException {
    Database database =
        settings.url().isPresent() ? outside(settings, settings.url().get()) : embedded(settings);
    try {
      database.requireSafe();
      return database;
    } catch (RuntimeException unsafe) {
      database.close();
      throw unsafe;
    }
  }

  private static Database embedded(DatabaseSettings settings) throws IOException {
    Path directory = settings.directory().resolve("postgres");
    EmbeddedPostgres server = EmbeddedPostgres.start(directory, directory);
    try {
      createRolesAndDatabase(server);
      Migrations.run(server.login(NAME, OWNER, server.secret("owner")));
      return new Database(settings, Optional.of(server), applicationLogin(server, NAME), none());
    } catch (IOException | RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  private static Database outside(DatabaseSettings settings, String url) {
    DatabaseLogin login = fromUrl(url);
    DatabaseLogin owner = settings.ownerUrl().map(Database::fromUrl).orElse(login);
    Migrations.run(owner);
    Optional<String> role =
        owner.equals(login) && mayBecomeApplication(login)
            ? Optional.of(Migrations.APPLICATION_ROLE)
            : none();
    return new Database(settings, Optional.empty(), login, role);
  }

  /** A database that is already there and migrated, on a server that somebody else closes. */
  static Database existing(DatabaseSettings settings, EmbeddedPostgres server, String name)
      throws IOException {
    return new Database(settings, Optional.empty(), applicationLogin(server, name), none());
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  /** A handle on a transaction that somebody else opened, and commits and closes. */
  public Handle handleOn(Connection connection) {
    adopted.set(connection);
    try {
      return adopting.open();
    } finally {
      adopted.remove();
    }
  }

  public DataSource dataSource() {
    return pool;
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /** Every query on a tenant's rows goes through here. */
  public TenantScope tenants() {
    return new TenantScope(jdbi);
  }

  /** Where other nodes may find this database, with its login: for tests and for the operator. */
  public String url() {
    return login.url() + "?user=" + login.user() + "&password=" + login.password();
  }

  /** Whether the server belongs to this process. */
  public boolean isEmbedded() {
    return server.isPresent();
  }

  /** A connection outside the pool, for what holds one for long, such as an advisory lock. */
  public Connection separateConnection() throws SQLException {
    return DriverManager.getConnection(login.url(), properties(settings, login));
  }

  /** Connections in use now. */
  public int connectionsInUse() {
    return pool.getHikariPoolMXBean().getActiveConnections();
  }

  /** Callers that wait for a connection now. */
  public int connectionsAwaited() {
    return pool.getHikariPoolMXBean().getThreadsAwaitingConnection();
  }

  @Override
  public void close() {
    pool.close();
    server.ifPresent(EmbeddedPostgres::close);
  }

  static void createRolesAndDatabase(EmbeddedPostgres server) throws IOException {
    try (Connection connection = connect(server.superuser("postgres"));
        Statement statement = connection.createStatement()) {
      role(statement, OWNER, server.secret("owner"));
      role(statement, Migrations.APPLICATION_ROLE, server.secret("application"));
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
        statement.execute("CREATE DATABASE " + NAME + " OWNER " + OWNER);
      }
    } catch (SQLException e) {
      throw new IOException("cannot set up the embedded server", e);
    }
  }

  static DatabaseLogin ownerLogin(EmbeddedPostgres server, String name) throws IOException {
    return server.login(name, OWNER, server.secret("owner"));
  }

  private static DatabaseLogin applicationLogin(EmbeddedPostgres server, String name)
      throws IOException {
    return server.login(name, Migrations.APPLICATION_ROLE, server.secret("application"));
  }

  /** The password is set at every start, so that the files in the data directory are the truth. */
  private static void role(Statement statement, String name, String password) throws SQLException {
    if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
      statement.execute("CREATE ROLE " + name);
    }
    statement.execute(
        "ALTER ROLE "
            + name
            + " LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '"
            + password
            + "'");
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return found.next();
    }
  }

  private static Connection connect(DatabaseLogin login) throws SQLException {
    return DriverManager.getConnection(login.url(), login.user(), login.password());
  }

  private static boolean mayBecomeApplication(DatabaseLogin login) {
    try (Connection connection = connect(login);
        Statement statement = connection.createStatement()) {
      return exists(
          statement,
          "SELECT 1 FROM pg_roles WHERE rolname = 'quotahit_app'"
              + " AND pg_has_role(current_user, oid, 'MEMBER')");
    } catch (SQLException e) {
      throw new IllegalStateException("cannot reach the database as " + login, e);
    }
  }

  /** Splits {@code user} and {@code password} off, so that they are never part of a logged URL. */
  private static DatabaseLogin fromUrl(String url) {
    Properties parsed = org.postgresql.Driver.parseURL(url, new Properties());
    if (parsed == null) {
      throw new IllegalArgumentException(
          "quotahit.database.url is not of the form jdbc:postgresql://host:port/name?…");
    }
    String user = parsed.getProperty("user", System.getProperty("user.name"));
    String password = parsed.getProperty("password", "");
    String rest =
        url.replaceAll("([?&])(user|password)=[^&]*", "$1")
            .replaceAll("&&+", "&")
            .replaceAll("\\?&+", "?")
            .replaceAll("[?&]$", "");
    return new DatabaseLogin(rest, user, password);
  }

  private static HikariConfig poolConfig(
      DatabaseSettings settings, DatabaseLogin login, Optional<String> role) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("quotahit");
    config.setJdbcUrl(login.url());
    config.setDataSourceProperties(properties(settings, login));
    config.setMaximumPoolSize(settings.pool());
    config.setMinimumIdle(Math.min(4, settings.pool()));
    config.setConnectionTimeout(settings.connectionWait().toMillis());
    config.setValidationTimeout(Math.min(2_000, settings.connectionWait().toMillis()));
    config.setMaxLifetime(30 * 60_000L);
    config.setKeepaliveTime(2 * 60_000L);
    role.ifPresent(name -> config.setConnectionInitSql("SET ROLE " + name));
    return config;
  }

  private static Properties properties(DatabaseSettings settings, DatabaseLogin login) {
    Properties properties = new Properties();
    properties.setProperty(PGProperty.USER.getName(), login.user());
    properties.setProperty(PGProperty.PASSWORD.getName(), login.password());
    properties.setProperty(PGProperty.CONNECT_TIMEOUT.getName(), "3");
    properties.setProperty(
        PGProperty.SOCKET_TIMEOUT.getName(),
        String.valueOf(Math.max(1, settings.socketTimeout().toSeconds())));
    properties.setProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
    properties.setProperty(PGProperty.APPLICATION_NAME.getName(), NAME);
    // The server's details quote rows; a failure may be logged, a row may not.
    properties.setProperty(PGProperty.LOG_SERVER_ERROR_DETAIL.getName(), "false");
    properties.setProperty(
        PGProperty.OPTIONS.getName(),
        "-c statement_timeout="
            + settings.statementTimeout().toMillis()
            + " -c idle_in_transaction_session_timeout=10000"
            + " -c lock_timeout="
            + settings.statementTimeout().toMillis());
    return properties;
  }

  private static Optional<String> none() {
    return Optional.empty();
  }

  /** A role that sees past row-level security would void the separation of workspaces. */
  private void requireSafe() {
    DatabaseSafety found = DatabaseSafety.of(jdbi);
    if (found.bypassesRowSecurity()) {
      throw new IllegalStateException(
          "the database login is a superuser or has BYPASSRLS, so that workspaces would not be kept"
              + " apart. Use an ordinary role in QUOTAHIT_DATABASE_URL.");
    }
    found
        .unsafeSettings()
        .forEach(setting ->
            LOG.atError()
                .addKeyValue("setting", setting)
                .log("PostgreSQL can lose what it has acknowledged"));
    if (isEmbedded() && !found.unsafeSettings().isEmpty()) {
      throw new IllegalStateException("embedded PostgreSQL is unsafe: " + found.unsafeSettings());
    }
  }
}
