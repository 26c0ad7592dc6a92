package org.fleetreboot.journal.sqlite.readmodel;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.fleetreboot.journal.DiskLimits;
import org.fleetreboot.journal.RandomHistory;
import org.fleetreboot.journal.sql.read.ReadTransactions;
import org.fleetreboot.journal.sql.readmodel.SqlFleetView;
import org.fleetreboot.journal.sqlite.SqliteJournal;
import org.fleetreboot.journal.sqlite.statement.DetailContains;
import org.fleetreboot.journal.sqlite.statement.SqliteDialect;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every question that a person asks is answered by index, so that a long past costs nothing. */
class QueryPlanTest {
  private static final Instant START = RandomHistory.start();
  private static final PageRequest PAGE = PageRequest.first(50);

  /** Tables of one row for each run or hub, by name and by the names that queries give them. */
  private static final Set<String> SMALL = Set.of("run", "r", "partition", "p");

  /** The devices of one group, which were found by index. */
  private static final String PLACED = "placed";

  private static final String SUBQUERY = "(subquery";
  private static final Pattern SCAN = Pattern.compile("SCAN (\\S+)");

  private static Path file = Path.of("");

  private final List<String> queries = new ArrayList<>();
  private final List<String> plans = new ArrayList<>();

  record Question(String name, Consumer<FleetView> ask) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Question> questions() {
    DeviceFilter device = DeviceFilter.ofDevice("pump-1");
    DeviceFilter month = DeviceFilter.ALL.between(START, START.plusSeconds(1));
    DeviceFilter failed = DeviceFilter.ofRun("run-0").in(Set.of(DeviceStatus.FAILED));
    DeviceFilter onHub = DeviceFilter.ofRun("run-0").onHub("north");
    return Stream.of(
        new Question("the page of runs", view -> view.runs(RunFilter.ALL, PAGE)),
        new Question("the open runs", view -> view.runs(RunFilter.OPEN, PAGE)),
        new Question(
            "the runs of a month", view -> view.count(RunFilter.ALL.startedBetween(START, null))),
        new Question("the runs on a hub", view -> view.runs(RunFilter.ALL.onHub("north"), PAGE)),
        new Question("a run", view -> view.run("run-0")),
        new Question("a run's devices", view -> view.devices(DeviceFilter.ofRun("run-0"), PAGE)),
        new Question("a run's failed devices", view -> view.devices(failed, PAGE)),
        new Question("a device in its steps", view -> view.history(device.inStep("canary"), PAGE)),
        new Question("a run's devices on a hub", view -> view.devices(onHub, PAGE)),
        new Question("the slices of a step", view -> view.slices("run-0", "canary", 10)),
        new Question("the counts of a run", view -> view.counts(DeviceFilter.ofRun("run-0"))),
        new Question("a device's history", view -> view.history(device, PAGE)),
        new Question("a device's counts", view -> view.counts(device)),
        new Question("the history of a month", view -> view.history(month, PAGE)),
        new Question("a reason in a month", view -> view.history(month.because("busy"), PAGE)));
  }

  @BeforeAll
  static void write(@TempDir Path directory) {
    file = directory.resolve("journal.db");
    RandomHistory history = new RandomHistory(1);
    try (SqliteJournal journal =
        SqliteJournal.open(file, InstantSource.fixed(START), DiskLimits.DEFAULT)) {
      for (int batch = 0; batch < 40; batch++) {
        for (var append : history.next()) {
          journal.append(append.stream().partition(), List.of(append)).join();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("questions")
  void noTableWithARowForEachDeviceOrEventIsReadFromEndToEnd(Question question)
      throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      DetailContains.addTo(connection);
      question.ask().accept(view(connection));
    }

    assertThat(plans).isNotEmpty();
    assertThat(plans.stream().filter(QueryPlanTest::readsAll)).isEmpty();
  }

  @Test
  void aPageOfRunsIsComposedByOneQueryForEachTable() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
      FleetView view = view(connection);
      assertThat(view.runs(RunFilter.ALL, PAGE).items()).hasSizeGreaterThan(5);
    }

    assertThat(queries).hasSize(3);
  }

  private static boolean readsAll(String step) {
    Matcher scan = SCAN.matcher(step);
    return scan.lookingAt()
        && !SMALL.contains(scan.group(1))
        && !scan.group(1).startsWith(SUBQUERY)
        && !scan.group(1).equals(PLACED);
  }

  /** Answers as usual, and notes how SQLite finds the rows of each question about devices. */
  private FleetView view(Connection connection) {
    return new SqlFleetView(
        file.toString(), new SqliteDialect(), recording(connection), tables -> {});
  }

  private ReadTransactions recording(Connection connection) {
    Connection recorded =
        (Connection)
            Proxy.newProxyInstance(
                Objects.requireNonNull(Connection.class.getClassLoader()),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("prepareStatement")) {
                    queries.add((String) arguments[0]);
                    plans.addAll(plan(connection, (String) arguments[0]));
                  }
                  try {
                    return method.invoke(connection, arguments);
                  } catch (InvocationTargetException failed) {
                    throw Objects.requireNonNull(failed.getCause());
                  }
                });
    return new ReadTransactions() {
      @Override
      public <T> T read(Query<T> query) {
        try {
          return query.on(recorded);
        } catch (SQLException failed) {
          throw new AssertionError(failed);
        }
      }
    };
  }

  private static Set<String> plan(Connection connection, String query) throws SQLException {
    Set<String> steps = new LinkedHashSet<>();
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("EXPLAIN QUERY PLAN " + query)) {
      while (row.next()) {
        steps.add(row.getString("detail"));
      }
    }
    return steps;
  }
}
