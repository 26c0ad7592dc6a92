package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.projection.RunFold;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageCursor;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StepView;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;

/** The questions about runs, asked of one state of the file. */
final class RunQueries {
  private static final String COLUMNS = "SELECT run_no, run, state FROM run r";

  private final Connection connection;
  private final RecordCodec codec;
  private final Map<Long, StoredRun> known = new HashMap<>();

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
    List<RunView> views = new ArrayList<>();
    for (StoredRun run : shown) {
      views.add(view(run));
    }
    return new Page<>(views, more ? Long.toString(shown.get(shown.size() - 1).runNo()) : null);
  }

  long count(RunFilter filter) throws SQLException {
    Where where = where(filter);
    try (PreparedStatement query =
            where.prepare(connection, "SELECT count(*) FROM run r" + where.sql());
        ResultSet row = query.executeQuery()) {
      return row.getLong(1);
    }
  }

  @Nullable RunView run(String id) throws SQLException {
    List<StoredRun> runs = runs(new Where().and("r.run = ?", id), "");
    return runs.isEmpty() ? null : view(runs.get(0));
  }

  /** The run of that number. */
  StoredRun run(long runNo) throws SQLException {
    StoredRun run = known.get(runNo);
    if (run == null) {
      run = runs(new Where().and("r.run_no = ?", runNo), "").get(0);
      known.put(runNo, run);
    }
    return run;
  }

  private static Where where(RunFilter filter) {
    return new Where()
        .andIf("r.chain = ?", filter.chain())
        .andIf("r.hub = ?", filter.hub())
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

  private RunView view(StoredRun run) throws SQLException {
    List<StepView> steps = new ArrayList<>();
    Where where = new Where().and("run_no = ?", run.runNo());
    try (PreparedStatement query =
            where.prepare(
                connection, "SELECT name, state FROM step" + where.sql() + " ORDER BY place");
        ResultSet row = query.executeQuery()) {
      while (row.next()) {
        StepRow step =
            UnreadableRow.decode(
                codec,
                row.getString(2),
                StepRow.class,
                "step %s of run %s".formatted(row.getString(1), run.id()));
        steps.add(step.fold().view(row.getString(1), step.known()));
      }
    }
    return run.fold().view(run.id(), steps);
  }
}
