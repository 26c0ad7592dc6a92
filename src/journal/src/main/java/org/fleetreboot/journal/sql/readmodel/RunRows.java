package org.fleetreboot.journal.sql.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.projection.RunFold;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * The rows of runs and steps, written by the events of runs alone. Those in use are kept in memory,
 * and what has changed is stored once in a transaction.
 */
final class RunRows {
  /** Some kilobytes each. */
  private static final int REMEMBERED = 256;

  private final RecordCodec codec;
  private final PreparedStatement find;
  private final PreparedStatement findSteps;
  private final PreparedStatement saveRun;
  private final PreparedStatement saveStep;
  private final Map<String, OpenRun> runs = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<OpenRun> used = new LinkedHashSet<>();
  private long lastRunNo;

  RunRows(Connection connection, RecordCodec codec) throws SQLException {
    this.codec = codec;
    find = connection.prepareStatement("SELECT run_no, state FROM run WHERE run = ?");
    findSteps =
        connection.prepareStatement("SELECT name, state FROM step WHERE run_no = ? ORDER BY place");
    saveRun =
        connection.prepareStatement(
            """
            INSERT INTO run(run_no, run, chain, status, started_at, state)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT(run_no) DO UPDATE SET chain = excluded.chain, status = excluded.status,
              started_at = excluded.started_at, state = excluded.state
            """);
    saveStep =
        connection.prepareStatement(
            """
            INSERT INTO step(run_no, name, place, state) VALUES (?, ?, ?, ?)
            ON CONFLICT(run_no, name) DO UPDATE SET place = excluded.place, state = excluded.state
            """);
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery("SELECT max(run_no) FROM run")) {
      row.next();
      lastRunNo = row.getLong(1);
    }
  }

  /** A run begins with its acceptance. */
  void apply(String id, RunEvent event) throws SQLException {
    OpenRun run = run(id);
    if (run != null) {
      run.apply(event);
    } else if (event instanceof RunAccepted accepted) {
      run = new OpenRun(++lastRunNo, id, RunFold.of(accepted));
      run.changed = true;
      runs.put(id, run);
    } else {
      return;
    }
    used.add(run);
  }

  private @Nullable OpenRun run(String id) throws SQLException {
    OpenRun run = runs.get(id);
    if (run == null) {
      run = stored(id);
      if (run != null) {
        runs.put(id, run);
      }
    }
    return run;
  }

  private @Nullable OpenRun stored(String id) throws SQLException {
    find.setString(1, id);
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      long runNo = row.getLong(1);
      RunFold fold = codec.decode(row.getString(2), RunFold.class);
      return new OpenRun(runNo, id, fold.with(storedSteps(runNo)));
    }
  }

  private Map<String, RunState.Step> storedSteps(long runNo) throws SQLException {
    Map<String, RunState.Step> steps = new LinkedHashMap<>();
    findSteps.setLong(1, runNo);
    try (ResultSet row = findSteps.executeQuery()) {
      while (row.next()) {
        steps.put(row.getString(1), codec.decode(row.getString(2), RunState.Step.class));
      }
    }
    return steps;
  }

  /** Stores what has changed. */
  void flush() throws SQLException {
    for (OpenRun run : used) {
      if (run.changed) {
        save(run);
      }
      if (!run.changedSteps.isEmpty()) {
        saveSteps(run);
      }
      run.stored();
    }
    used.clear();
    trim();
  }

  private void save(OpenRun run) throws SQLException {
    RunAccepted accepted = run.fold.accepted();
    saveRun.setLong(1, run.runNo);
    saveRun.setString(2, run.id);
    saveRun.setString(3, accepted.chain());
    saveRun.setString(4, run.fold.state().status().word());
    saveRun.setLong(5, Nanos.of(accepted.at()));
    saveRun.setString(6, codec.encode(run.fold.withoutSteps()));
    saveRun.executeUpdate();
  }

  private void saveSteps(OpenRun run) throws SQLException {
    Map<String, RunState.Step> steps = run.fold.state().steps();
    List<String> inOrder = new ArrayList<>(steps.keySet());
    for (int place = 0; place < inOrder.size(); place++) {
      String name = inOrder.get(place);
      RunState.Step step = steps.get(name);
      if (step != null && run.changedSteps.contains(name)) {
        saveStep.setLong(1, run.runNo);
        saveStep.setString(2, name);
        saveStep.setInt(3, place);
        saveStep.setString(4, codec.encode(step));
        saveStep.executeUpdate();
      }
    }
  }

  /** Forgets the runs that were not used for longest; their changes are stored. */
  private void trim() {
    Iterator<OpenRun> longestUnused = runs.values().iterator();
    while (runs.size() > REMEMBERED) {
      longestUnused.next();
      longestUnused.remove();
    }
  }
}
