package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.projection.GroupFold;
import org.fleetreboot.journal.projection.RunFold;
import org.fleetreboot.journal.projection.RunGroup;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageCursor;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.run.RunState;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** The questions about runs, asked of one state of the file. */
final class RunQueries {
  private static final String COLUMNS = "SELECT run_no, run, state FROM run r";

  private static final String ON_HUB =
      "EXISTS (SELECT 1 FROM run_group g WHERE g.run = r.run AND g.hub = ?)";

  private final Connection connection;
  private final RecordCodec codec;

  /** A run without its steps. */
  record StoredRun(long runNo, String id, RunFold fold) {}

  RunQueries(Connection connection, RecordCodec codec) {
    this.connection = connection;
    this.codec = codec;
  }

  Page<RunView> page(RunFilter filter, PageRequest request) throws SQLException {
    Where where = where(filter);
    String after = request.after();
    if (after != null) {
      where.and("r.run_no < ?", PageCursor.parse(after));
    }
    String limit = " ORDER BY r.run_no DESC LIMIT " + (request.max() + 1);
    List<StoredRun> runs = runs(where, limit);
    boolean more = runs.size() > request.max();
    List<StoredRun> shown = more ? runs.subList(0, request.max()) : runs;
    return new Page<>(
        views(shown), more ? Long.toString(shown.get(shown.size() - 1).runNo()) : null);
  }

  long count(RunFilter filter) throws SQLException {
    Where where = where(filter);
    try (PreparedStatement query =
            where.prepare(connection, "SELECT count(*) FROM run r" + where.sql());
        ResultSet row = query.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  @Nullable RunView run(String id) throws SQLException {
    List<StoredRun> runs = runs(new Where().and("r.run = ?", id), "");
    return runs.isEmpty() ? null : views(runs).get(0);
  }

  /** The runs of those numbers. */
  Map<Long, StoredRun> runs(Set<Long> runNos) throws SQLException {
    if (runNos.isEmpty()) {
      return Map.of();
    }
    return runs(new Where().andIn("r.run_no", runNos), "").stream()
        .collect(Collectors.toMap(StoredRun::runNo, Function.identity()));
  }

  private static Where where(RunFilter filter) {
    return new Where()
        .andIf("r.chain = ?", filter.chain())
        .andIf(ON_HUB, filter.hub())
        .andIn("r.status", filter.statuses().stream().map(RunStatus::word).toList())
        .andIf("r.started_at >= ?", Nanos.ofNullable(filter.from()))
        .andIf("r.started_at < ?", Nanos.ofNullable(filter.until()));
  }

  private List<StoredRun> runs(Where where, String limit) throws SQLException {
    List<StoredRun> runs = new ArrayList<>();
    try (PreparedStatement query = where.prepare(connection, COLUMNS + where.sql() + limit);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        runs.add(
            new StoredRun(
                row.getLong(1),
                row.getString(2),
                UnreadableRow.decode(
                    codec, row.getString(3), RunFold.class, "run " + row.getString(2))));
      }
    }
    return runs;
  }

  /** Composed of the rows of three tables, each of which is asked once. */
  private List<RunView> views(List<StoredRun> runs) throws SQLException {
    if (runs.isEmpty()) {
      return List.of();
    }
    Map<String, Map<String, RunState.Step>> steps = steps(runs);
    Map<String, List<RunGroup>> groups = groups(runs);
    return runs.stream()
        .map(
            run ->
                run.fold()
                    .with(steps.getOrDefault(run.id(), Map.of()))
                    .view(run.id(), groups.getOrDefault(run.id(), List.of())))
        .toList();
  }

  private Map<String, Map<String, RunState.Step>> steps(List<StoredRun> runs) throws SQLException {
    Map<String, Map<String, RunState.Step>> steps = new HashMap<>();
    Where where =
        new Where()
            .and("r.run_no = s.run_no")
            .andIn("s.run_no", runs.stream().map(StoredRun::runNo).toList());
    String sql =
        "SELECT s.run_no, r.run, s.name, s.state FROM step s CROSS JOIN run r"
            + where.sql()
            + " ORDER BY s.run_no, s.place";
    try (PreparedStatement query = where.prepare(connection, sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String run = row.getString(2);
        String name = row.getString(3);
        String what = "step %s of run %s".formatted(name, run);
        steps
            .computeIfAbsent(run, id -> new LinkedHashMap<>())
            .put(name, UnreadableRow.decode(codec, row.getString(4), RunState.Step.class, what));
      }
    }
    return steps;
  }

  private Map<String, List<RunGroup>> groups(List<StoredRun> runs) throws SQLException {
    Map<String, List<RunGroup>> groups = new HashMap<>();
    Where where = new Where().andIn("g.run", runs.stream().map(StoredRun::id).toList());
    String sql = "SELECT g.run, g.step, g.hub, g.state FROM run_group g" + where.sql();
    try (PreparedStatement query = where.prepare(connection, sql);
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        String run = row.getString(1);
        String step = row.getString(2);
        String hub = row.getString(3);
        String what = "step %s of run %s on hub %s".formatted(step, run, hub);
        GroupFold fold = UnreadableRow.decode(codec, row.getString(4), GroupFold.class, what);
        groups.computeIfAbsent(run, id -> new ArrayList<>()).add(new RunGroup(step, hub, fold));
      }
    }
    return groups;
  }
}
