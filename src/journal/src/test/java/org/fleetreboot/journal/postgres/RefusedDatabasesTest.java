package org.fleetreboot.journal.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.fleetreboot.journal.Appends.HUB;
import static org.fleetreboot.journal.Appends.PUMP;
import static org.fleetreboot.journal.Appends.append;
import static org.fleetreboot.journal.Appends.to;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.fleetreboot.journal.JournalFailed;
import org.fleetreboot.journal.JournalObserver;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.JournalUnreachable;
import org.fleetreboot.journal.care.LongWork;
import org.fleetreboot.journal.postgres.connect.PostgresAddress;
import org.fleetreboot.journal.postgres.connect.PostgresSettings;
import org.fleetreboot.journal.postgres.read.PostgresReader;
import org.fleetreboot.journal.testkit.PostgresServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person reads who has set something up wrongly: one sentence with a remedy. */
class RefusedDatabasesTest {
  private static final PostgresServer SERVER = PostgresServer.shared();
  private static final String AT = "jdbc:postgresql://localhost:" + SERVER.port() + "/";

  private final String url = SERVER.newDatabase();
  private final String name = url.substring(AT.length(), url.indexOf('?'));

  @Test
  void aServerThatDoesNotRunCanBeTriedAgain() {
    assertThat(refusal("jdbc:postgresql://localhost:1/fleet?user=me&password=s3cret"))
        .isInstanceOf(JournalUnreachable.class)
        .hasMessage(
            "PostgreSQL at jdbc:postgresql://localhost:1/fleet cannot be reached (the connection was"
                + " refused): check that it runs, and the host and port in reboot.journal.");
  }

  @Test
  void aHostThatNobodyKnowsCanBeTriedAgain() {
    assertThat(refusal("jdbc:postgresql://no-such-host.invalid/fleet"))
        .isInstanceOf(JournalUnreachable.class)
        .hasMessageContaining("(no host has that name)");
  }

  @Test
  void aDatabaseThatDoesNotExistIsNamed() {
    assertThat(refusal(AT + "nowhere?user=postgres"))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(
            "PostgreSQL at %snowhere has no database nowhere: create it with createdb, or name another one in reboot.journal."
                .formatted(AT));
  }

  @Test
  void aWrongPasswordIsRefusedAndNotShown() {
    String user = "guarded_" + name;
    SERVER.execute("postgres", "CREATE ROLE " + user + " LOGIN PASSWORD 'right'");
    SERVER.demandPassword(user);

    assertThat(refusal(AT + name + "?user=" + user + "&password=s3cret"))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(
            "PostgreSQL at %s%s refuses the password of user %s: give the right one in reboot.journal.password, PGPASSWORD or ~/.pgpass."
                .formatted(AT, name, user));
    assertThat(refusal(AT + name + "?user=" + user))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining("wants a password for user " + user);
    PostgresAddress.of(AT + name, user, "right", Map.of());
  }

  @Test
  void anAddressWithAPasswordInFrontOfTheHostIsRefusedWithoutIt() {
    assertThatThrownBy(() -> address("jdbc:postgresql://me:s3cret@db/fleet"))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(
            "jdbc:postgresql://db/fleet is no address of a PostgreSQL database: write"
                + " jdbc:postgresql://HOST:PORT/DATABASE, and the user and password apart.");
  }

  @Test
  void aUserWhoMayOnlyReadIsTold() {
    TestDatabase database = new TestDatabase(url);
    database.open("node", InstantSource.system()).close();
    SERVER.execute(name, "CREATE ROLE reader_" + name + " LOGIN");
    SERVER.execute(name, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader_" + name);

    assertThat(refusal(AT + name + "?user=reader_" + name))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(
            "User reader_%s may only read the journal at %s%s: grant INSERT, UPDATE and DELETE on its tables and CREATE on its schema, or name another user."
                .formatted(name, AT, name));
    PostgresReader.open(address(AT + name + "?user=reader_" + name)).close();
  }

  @Test
  void aServerThatOnlyReadsIsNamed() {
    new TestDatabase(url).open("node", InstantSource.system()).close();
    SERVER.execute(
        "postgres", "ALTER DATABASE " + name + " SET default_transaction_read_only = on");

    assertThat(refusal(url))
        .isInstanceOf(JournalRefused.class)
        .hasMessageContaining(
            "only reads, as a standby does: name the primary in reboot.journal, or all servers with"
                + " targetServerType=primary.");
  }

  @Test
  void aServerThatIsNotSafeIsRefused() {
    SERVER.execute("postgres", "ALTER DATABASE " + name + " SET synchronous_commit = off");
    new TestDatabase(url).open("node", InstantSource.system()).close(); // ours is on

    try (PostgresServer unsafe = PostgresServer.start("fsync", "off")) {
      assertThat(refusal(unsafe.newDatabase()))
          .isInstanceOf(JournalRefused.class)
          .hasMessageContaining(
              "has fsync = off instead of on, so the journal would not be safe there: change it in"
                  + " postgresql.conf.");
    }
  }

  @Test
  void aSchemaOfANewerProgramIsRefused() {
    TestDatabase database = new TestDatabase(url);
    database.open("node", InstantSource.system()).close();
    SERVER.execute(
        name,
        "INSERT INTO fleet_reboot_schema(installed_rank, version, description, type, script,"
            + " checksum, installed_by, execution_time, success)"
            + " VALUES (99, '99', 'later', 'SQL', 'V99__later.sql', 0, 'postgres', 1, true)");

    String newer =
        "The journal at %s%s has schema 99, and this program reads schema 1: start the newer program that wrote it."
            .formatted(AT, name);
    assertThat(refusal(url)).isInstanceOf(JournalRefused.class).hasMessage(newer);
    assertThatThrownBy(() -> PostgresReader.open(database.address()))
        .isInstanceOf(JournalRefused.class)
        .hasMessage(newer);
  }

  @Test
  void aDatabaseWithoutAJournalIsNotRead() {
    assertThatThrownBy(() -> PostgresReader.open(address(url)))
        .isInstanceOf(JournalRefused.class)
        .hasMessage("There is no journal at %s%s.".formatted(AT, name));
  }

  @Test
  void tablesOfOthersMayLieBesideThoseOfTheJournal() {
    SERVER.execute(name, "CREATE TABLE somebody_elses(n integer)");

    new TestDatabase(url).open("node", InstantSource.system()).close();
  }

  @Test
  void aNodeWhoseClockIsTenMinutesOffDoesNotStart() {
    PostgresSettings settings = new PostgresSettings(address(url), "node");
    InstantSource slow = () -> Instant.now().minus(Duration.ofMinutes(10));

    assertThatThrownBy(
            () -> PostgresJournal.open(settings, slow, LongWork.UNWATCHED, JournalObserver.NONE))
        .isInstanceOf(JournalRefused.class)
        .hasMessageMatching(
            "The clock of this node is (599|600|601) seconds away from that of PostgreSQL at .*,"
                + " and at most 60 are allowed: set both by NTP.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"53100", "42501"})
  void whatCannotBeWaitedForStopsTheJournalWithASentence(String state) {
    try (PostgresJournal journal =
        new TestDatabase(url).open("node", InstantSource.system(), HUB)) {
      append(journal, to(PUMP, 0, 1));
      SERVER.execute(
          name,
          """
          CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '%s'; END $$
          """
              .formatted(state));
      SERVER.execute(
          name, "CREATE TRIGGER refuse BEFORE INSERT ON event EXECUTE FUNCTION refuse()");

      assertThatThrownBy(() -> append(journal, to(PUMP, 1, 1)))
          .hasCauseInstanceOf(JournalFailed.class)
          .hasMessageContaining(
              state.equals("53100")
                  ? "The journal has stopped. The disk of PostgreSQL at %s%s is full: make room there, then start again; acknowledged events are safe."
                      .formatted(AT, name)
                  : "The journal has stopped. User postgres may only read the journal at");
      journal.failure().toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
      assertThat(journal.read(PUMP)).hasSize(1);
    }
  }

  @Test
  void aServerWithoutAConnectionLeftCanBeTriedAgain() {
    SERVER.execute("postgres", "ALTER DATABASE " + name + " CONNECTION LIMIT 0");
    SERVER.execute("postgres", "CREATE ROLE crowd_" + name + " LOGIN");

    assertThat(refusal(AT + name + "?user=crowd_" + name))
        .isInstanceOf(JournalUnreachable.class)
        .hasMessageContaining("has no connection left: end some of the others, or raise");
  }

  private static PostgresAddress address(String url) {
    return PostgresAddress.of(url, null, null, Map.of());
  }

  private static Throwable refusal(String url) {
    Throwable refused =
        catchThrowable(() -> new TestDatabase(url).open("node", InstantSource.system()).close());
    assertThat(refused.getMessage()).doesNotContain("s3cret").doesNotContain("user=");
    return refused;
  }
}
