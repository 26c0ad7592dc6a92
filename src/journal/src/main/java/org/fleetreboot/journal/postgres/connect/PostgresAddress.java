package org.fleetreboot.journal.postgres.connect;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.fleetreboot.journal.JournalRefused;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Where the database of a journal is, and who asks. Its text form has no password, and is safe to
 * log.
 */
public final class PostgresAddress {
  /** How the address of a journal in PostgreSQL begins. */
  public static final String SCHEME = "jdbc:postgresql:";

  private final String url;
  private final Properties login;
  private final String shown;

  private PostgresAddress(String url, Properties login) {
    this.url = url;
    this.login = login;
    this.shown = withoutSecrets(url);
  }

  /** Whether that text names a journal in PostgreSQL, and not a file. */
  public static boolean isNamed(String journal) {
    return journal.toLowerCase(Locale.ROOT).startsWith(SCHEME);
  }

  /**
   * The address in a URL such as {@code jdbc:postgresql://host:5432/database?sslmode=verify-full}.
   *
   * @param user unless the URL names one; null = {@code PGUSER}, or that of the operating system
   * @param password unless it is in the URL; null = {@code PGPASSWORD}, or the one in {@code
   *     ~/.pgpass}
   * @param environment of the program
   * @throws JournalRefused if the driver does not understand the URL
   */
  public static PostgresAddress of(
      String url,
      @Nullable String user,
      @Nullable String password,
      Map<String, String> environment) {
    // First, because the driver would log what it takes for a port.
    boolean isPlain = isNamed(url) && !url.split("[?]", 2)[0].contains("@");
    if (!isPlain || Driver.parseURL(url, new Properties()) == null) {
      throw new JournalRefused(
          "%s is no address of a PostgreSQL database: write jdbc:postgresql://HOST:PORT/DATABASE, and the user and password apart."
              .formatted(withoutSecrets(url)));
    }
    Properties login = new Properties();
    set(login, PGProperty.USER, user == null ? environment.get("PGUSER") : user);
    set(login, PGProperty.PASSWORD, password == null ? environment.get("PGPASSWORD") : password);
    return new PostgresAddress(url, login);
  }

  private static void set(Properties login, PGProperty property, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      property.set(login, value);
    }
  }

  /**
   * Opens connections to it.
   *
   * @param defaults what the driver is told unless the URL says otherwise
   */
  DataSource source(Map<PGProperty, String> defaults) {
    Properties told = new Properties();
    defaults.forEach((property, value) -> property.set(told, value));
    told.putAll(login);
    Properties all = requireNonNull(Driver.parseURL(url, told));
    PGSimpleDataSource source = new PGSimpleDataSource();
    for (PGProperty property : PGProperty.values()) {
      String value = property.getOrNull(all);
      if (value != null) {
        source.setProperty(property, value);
      }
    }
    return source;
  }

  /** The user, for messages. */
  public String user() {
    String user = PGProperty.USER.getOrDefault(requireNonNull(Driver.parseURL(url, login)));
    return user == null ? "of the operating system" : user;
  }

  /** The name of the database, for messages. */
  public String database() {
    String database =
        PGProperty.PG_DBNAME.getOrDefault(requireNonNull(Driver.parseURL(url, login)));
    return database == null ? user() : database;
  }

  /**
   * The server and the database in one spelling, whoever asks: {@code host:5432/database}. Several
   * servers of one journal are separated by commas.
   */
  public String place() {
    Properties all = requireNonNull(Driver.parseURL(url, login));
    return "%s:%s/%s"
        .formatted(
            PGProperty.PG_HOST.getOrDefault(all), PGProperty.PG_PORT.getOrDefault(all), database());
  }

  /** Any text about a URL of a database, without what may be secret in it. */
  public static String withoutSecrets(String text) {
    return text.replaceAll("//[^/@\\s]*@", "//").replaceAll("[?][^\\s]*", "");
  }

  /** Without user, password and options. */
  @Override
  public String toString() {
    return shown;
  }
}
