package org.fleetreboot.journal.open;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.jspecify.annotations.Nullable;

/** What {@code reboot.journal} names. Its text form has no password, and is safe to log. */
public final class JournalAddress {
  private final @Nullable Path file;
  private final @Nullable PostgresAddress database;

  private JournalAddress(@Nullable Path file, @Nullable PostgresAddress database) {
    this.file = file;
    this.database = database;
  }

  /**
   * Who connects to a database.
   *
   * @param user null = that of the URL, {@code PGUSER} or the operating system
   * @param password null = that of the URL, {@code PGPASSWORD} or {@code ~/.pgpass}
   * @param environment of the program
   */
  public record Login(
      @Nullable String user, @Nullable String password, Map<String, String> environment) {
    /** Without the password. */
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  /**
   * The address in that text.
   *
   * @param path finds the file of that name
   * @throws JournalRefused if it is no address
   */
  public static JournalAddress of(String text, Function<String, Path> path, Login login) {
    if (PostgresAddress.isNamed(text)) {
      return new JournalAddress(
          null, PostgresAddress.of(text, login.user(), login.password(), login.environment()));
    }
    if (text.matches("(?i)(jdbc|postgres|postgresql):.*")) {
      throw new JournalRefused(
          "%s names no journal: write a file, or jdbc:postgresql://HOST:PORT/DATABASE."
              .formatted(PostgresAddress.withoutSecrets(text)));
    }
    return new JournalAddress(path.apply(text), null);
  }

  public static JournalAddress of(Path file) {
    return new JournalAddress(file, null);
  }

  /** Whether several nodes share it. */
  public boolean isShared() {
    return database != null;
  }

  /** Its file; empty if it is in a database. */
  public Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /** Its database; empty if it is in a file. */
  public Optional<PostgresAddress> database() {
    return Optional.ofNullable(database);
  }

  @Override
  public String toString() {
    return file == null ? String.valueOf(database) : file.toString();
  }
}
