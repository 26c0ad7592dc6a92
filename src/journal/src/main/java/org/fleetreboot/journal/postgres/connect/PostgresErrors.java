package org.fleetreboot.journal.postgres.connect;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.JournalUnreachable;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What an error of PostgreSQL or its driver means for users of the journal. */
public final class PostgresErrors {
  private static final String NO_PASSWORD = "08004";
  private static final String NO_RIGHT = "42501";
  static final String READ_ONLY = "25006";
  private static final String DISK_FULL = "53100";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String NO_DATABASE = "3D000";
  private static final String WRONG_PASSWORD = "28P01";

  /** The server stops, starts, or has ended the connection. */
  private static final Set<String> ENDED =
      Set.of("57P01", "57P02", "57P03", "57P05", "25P03", TOO_MANY_CONNECTIONS);

  /** Another transaction was in the way, or an administrator: the same may succeed now. */
  private static final Set<String> REPEATABLE = Set.of("40001", "40P01", "55P03", "57014");

  private PostgresErrors() {}

  private static String state(@Nullable Throwable failed) {
    for (Throwable next = failed; next != null; next = next.getCause()) {
      if (next instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }

  /** Whether the server cannot be asked at the moment. */
  public static boolean isUnreachable(Throwable failed) {
    String state = state(failed);
    // The pool's own, when it has waited long enough.
    return failed instanceof SQLTransientConnectionException
        || (state.startsWith("08") && !state.equals(NO_PASSWORD))
        || ENDED.contains(state);
  }

  /** Whether the transaction was rolled back for a reason that may be gone. */
  public static boolean isRepeatable(SQLException failed) {
    return REPEATABLE.contains(state(failed));
  }

  /** Whether a key was there already. */
  public static boolean isConstraint(SQLException failed) {
    return state(failed).startsWith("23");
  }

  /** Whether the server only reads: a standby, perhaps in the middle of a failover. */
  public static boolean isReadOnly(SQLException failed) {
    return state(failed).equals(READ_ONLY);
  }

  /** Why the journal cannot be opened, with the remedy. */
  public static RuntimeException whileOpening(PostgresAddress address, Throwable failed) {
    return switch (state(failed)) {
      case TOO_MANY_CONNECTIONS ->
          new JournalUnreachable(
              "PostgreSQL at %s has no connection left: end some of the others, or raise max_connections there."
                  .formatted(address),
              failed);
      case WRONG_PASSWORD ->
          new JournalRefused(
              "PostgreSQL at %s refuses the password of user %s: give the right one in reboot.journal.password, PGPASSWORD or ~/.pgpass."
                  .formatted(address, address.user()),
              failed);
      case NO_PASSWORD ->
          new JournalRefused(
              "PostgreSQL at %s wants a password for user %s: give it in reboot.journal.password, PGPASSWORD or ~/.pgpass."
                  .formatted(address, address.user()),
              failed);
      case NO_DATABASE ->
          new JournalRefused(
              "PostgreSQL at %s has no database %s: create it with createdb, or name another one in reboot.journal."
                  .formatted(address, address.database()),
              failed);
      case NO_RIGHT -> noRight(address, failed);
      case READ_ONLY -> readOnly(address, failed);
      case DISK_FULL -> new JournalRefused(diskFull(address), failed);
      default ->
          isUnreachable(failed)
              ? new JournalUnreachable(
                  "PostgreSQL at %s cannot be reached (%s): check that it runs, and the host and port in reboot.journal."
                      .formatted(address, words(failed)),
                  failed)
              : new JournalRefused(
                  "The journal at %s cannot be opened (%s): check the database and the rights of user %s."
                      .formatted(address, words(failed), address.user()),
                  failed);
    };
  }

  /** The user may not do what a journal needs. */
  public static JournalRefused noRight(PostgresAddress address, @Nullable Throwable failed) {
    return new JournalRefused(
        "User %s may only read the journal at %s: grant INSERT, UPDATE and DELETE on its tables and CREATE on its schema, or name another user."
            .formatted(address.user(), address),
        failed);
  }

  /** The server takes no writes. */
  public static JournalRefused readOnly(PostgresAddress address, @Nullable Throwable failed) {
    return new JournalRefused(
        "PostgreSQL at %s only reads, as a standby does: name the primary in reboot.journal, or all servers with targetServerType=primary."
            .formatted(address),
        failed);
  }

  private static String diskFull(PostgresAddress address) {
    return "The disk of PostgreSQL at %s is full: make room there, then start again; acknowledged events are safe."
        .formatted(address);
  }

  /** What stops the writer. */
  public static JournalFailed whileWriting(PostgresAddress address, Throwable failed) {
    return switch (state(failed)) {
      case DISK_FULL -> new JournalFailed("The journal has stopped. " + diskFull(address), failed);
      case NO_RIGHT ->
          new JournalFailed(
              "The journal has stopped. " + noRight(address, null).getMessage(), failed);
      case WRONG_PASSWORD, NO_PASSWORD, NO_DATABASE ->
          new JournalFailed(
              "The journal has stopped. " + whileOpening(address, failed).getMessage(), failed);
      default ->
          new JournalFailed(
              "The journal at %s has stopped: writing failed (%s). Check the database, then start again; acknowledged events are safe."
                  .formatted(address, words(failed)),
              failed);
    };
  }

  /** What a reader is told. */
  public static RuntimeException whileReading(PostgresAddress address, Throwable failed) {
    if (isUnreachable(failed)) {
      return new JournalUnreachable(
          "PostgreSQL at %s cannot be reached (%s): try again when it runs."
              .formatted(address, words(failed)),
          failed);
    }
    return new JournalFailed(
        "The journal at %s cannot be read (%s): check the database and the rights of user %s."
            .formatted(address, words(failed), address.user()),
        failed);
  }

  /** What happened, in a few words and without the statement. */
  public static String words(Throwable failed) {
    for (Throwable next = failed; next != null; next = next.getCause()) {
      if (next instanceof UnknownHostException) {
        return "no host has that name";
      } else if (next instanceof SocketTimeoutException) {
        return "it does not answer in time";
      } else if (next instanceof ConnectException || next instanceof NoRouteToHostException) {
        return "the connection was refused";
      } else if (next instanceof PSQLException sql && sql.getServerErrorMessage() != null) {
        ServerErrorMessage server = sql.getServerErrorMessage();
        return String.valueOf(server == null ? null : server.getMessage());
      }
    }
    String message = String.valueOf(failed.getMessage());
    return PostgresAddress.withoutSecrets(message.lines().findFirst().orElse(message))
        .replaceFirst("[.]$", "");
  }
}
