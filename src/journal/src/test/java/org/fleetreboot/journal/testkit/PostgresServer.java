package org.fleetreboot.journal.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL on this machine, from binaries on the class path: it needs no installation, and
 * ends with the JVM. Durable as in production, because the journal refuses one that is not. Tests
 * share one server and give themselves a database each; who kills a server starts one of its own.
 * Thread-safe.
 */
public final class PostgresServer implements AutoCloseable {
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final Path files;
  private EmbeddedPostgres server;

  private PostgresServer(Path files, EmbeddedPostgres server) {
    this.files = files;
    this.server = server;
  }

  /** The server that all tests of this JVM share. */
  public static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /**
   * A server for one test, which closes it.
   *
   * @param settings of the server, names and values in turn
   */
  public static PostgresServer start(String... settings) {
    try {
      Path files = Files.createTempDirectory("postgres-");
      PostgresServer started = new PostgresServer(files, run(files, 0, settings));
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      return started;
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL did not start.", failed);
    }
  }

  private static EmbeddedPostgres run(Path files, int port, String... settings) throws IOException {
    EmbeddedPostgres.Builder server =
        EmbeddedPostgres.builder()
            .setDataDirectory(files)
            .setCleanDataDirectory(false) // it outlives a kill
            .setPort(port)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("max_connections", "100")
            .setPGStartupWait(Duration.ofSeconds(60));
    for (int i = 0; i < settings.length; i += 2) {
      server.setServerConfig(settings[i], settings[i + 1]);
    }
    return server.start();
  }

  public int port() {
    return server.getPort();
  }

  /** Creates an empty database, and returns its URL with the user that owns it. */
  public String newDatabase() {
    String name = "test_" + DATABASES.incrementAndGet();
    execute("postgres", "CREATE DATABASE " + name);
    return url(name);
  }

  /** The URL of a database, with the user that may do everything. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:%d/%s?user=postgres".formatted(port(), database);
  }

  /** Runs one statement as the user that may do everything. */
  public void execute(String database, String sql) {
    try (Connection connection = DriverManager.getConnection(url(database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failed) {
      throw new IllegalStateException(sql, failed);
    }
  }

  /** Has that user give a password from now on; the others need none. */
  public void demandPassword(String user) {
    Path rules = files.resolve("pg_hba.conf");
    try {
      String before = Files.readString(rules);
      Files.writeString(rules, "host all " + user + " all scram-sha-256\n" + before);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    execute("postgres", "SELECT pg_reload_conf()");
  }

  /** Kills the server in whatever it does, as a machine that dies. */
  public void kill() {
    try {
      String pid = Files.readAllLines(files.resolve("postmaster.pid")).get(0).trim();
      ProcessHandle postmaster = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().join();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Starts it again after {@link #kill}, with the same files and port. */
  public void restart() {
    int port = port();
    try {
      server.close();
      server = run(files, port);
    } catch (IOException failed) {
      throw new UncheckedIOException("PostgreSQL did not start again.", failed);
    }
  }

  /** Stops it, and removes its files. */
  @Override
  public synchronized void close() {
    try {
      server.close();
      delete(files);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }
}
