package org.fleetreboot.journal.sqlite.readmodel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.projection.RunFold;
import org.fleetreboot.workflow.run.RunEvent.RunAccepted;
import org.fleetreboot.workflow.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * The rows of runs and steps. Those in use are kept in memory, and what has changed is stored once
 * in a transaction.
 */
final class RunRows {
  /** Some kilobytes each. */
  private static final int REMEMBERED = 256;

  private final Connection connection;
  private final RecordCodec codec;
  private final PreparedStatement find;
  private final PreparedStatement findSteps;
  private final PreparedStatement saveRun;
  private final PreparedStatement saveStep;
  private final PreparedStatement saveRange;
  private final Map<String, OpenRun> runs = new LinkedHashMap<>(16, 0.75f, true);
  private final Set<OpenRun> used = new LinkedHashSet<>();
  private long lastRunNo;
  private long lastStepNo;

  RunRows(Connection connection, RecordCodec codec) throws SQLException {
    this.connection = connection;
    this.codec = codec;
    find = connection.prepareStatement("SELECT run_no, state FROM run WHERE run = ?");
    findSteps =
        connection.prepareStatement(
            """
            SELECT step_no, name, place, entries, first_at, last_at, statuses, state
            FROM step WHERE run_no = ? ORDER BY place
            """);
    saveRun =
        connection.prepareStatement(
            """
            INSERT INTO run(run_no, run, chain, hub, status, started_at, state)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(run_no) DO UPDATE SET chain = excluded.chain, hub = excluded.hub,
              status = excluded.status, started_at = excluded.started_at, state = excluded.state
            """);
    saveStep =
        connection.prepareStatement(
            """
            INSERT INTO step(
              step_no, run_no, name, place, entries, first_at, last_at, statuses, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT(step_no) DO UPDATE SET place = excluded.place, entries = excluded.entries,
              first_at = excluded.first_at, last_at = excluded.last_at,
              statuses = excluded.statuses, state = excluded.state
            """);
    saveRange =
        connection.prepareStatement(
            "UPDATE step SET first_at = ?, last_at = ?, statuses = ? WHERE step_no = ?");
    lastRunNo = number("SELECT max(run_no) FROM run");
    lastStepNo = number("SELECT max(step_no) FROM step");
  }

  private long number(String query) throws SQLException {
    try (Statement sql = connection.createStatement();
        ResultSet row = sql.executeQuery(query)) {
      return row.getLong(1);
    }
  }

  /** The number of a new step. */
  long nextStepNo() {
    return ++lastStepNo;
  }

  /** The run, which whoever asks for it is about to change; null if it is not known. */
  @Nullable OpenRun run(String id) throws SQLException {
    OpenRun run = runs.get(id);
    if (run == null) {
      run = stored(id);
      if (run == null) {
        return null;
      }
      runs.put(id, run);
    }
    used.add(run);
    return run;
  }

  /** Adds a run that is not known. */
  void add(String id, RunAccepted accepted) {
    OpenRun run = new OpenRun(++lastRunNo, id, RunFold.of(accepted));
    run.changed = true;
    runs.put(id, run);
    used.add(run);
  }

  private @Nullable OpenRun stored(String id) throws SQLException {
    find.setString(1, id);
    OpenRun run;
    try (ResultSet row = find.executeQuery()) {
      if (!row.next()) {
        return null;
      }
      run = new OpenRun(row.getLong(1), id, codec.decode(row.getString(2), RunFold.class));
    }
    Map<String, RunState.Step> known = new LinkedHashMap<>();
    findSteps.setLong(1, run.runNo);
    try (ResultSet row = findSteps.executeQuery()) {
      while (row.next()) {
        OpenStep step = new OpenStep(row.getLong(1), row.getString(2), row.getInt(3));
        StepRow state = codec.decode(row.getString(8), StepRow.class);
        step.fold = state.fold();
        step.entries = row.getInt(4);
        step.firstAt = row.getObject(5) == null ? Long.MAX_VALUE : row.getLong(5);
        step.lastAt = row.getObject(6) == null ? Long.MIN_VALUE : row.getLong(6);
        step.statuses = row.getInt(7);
        run.steps.put(step.name, step);
        if (state.known() != null) {
          known.put(step.name, state.known());
        }
      }
    }
    run.fold = run.fold.with(known);
    return run;
  }

  /** Stores what has changed. */
  void flush() throws SQLException {
    for (OpenRun run : used) {
      if (run.changed) {
        save(run);
      }
      for (OpenStep step : run.steps.values()) {
        if (step.stateChanged) {
          save(run, step);
        } else if (step.rangeChanged) {
          saveRange(step);
        }
        step.stateChanged = false;
        step.rangeChanged = false;
      }
      run.changed = false;
    }
    used.clear();
    trim();
  }

  private void save(OpenRun run) throws SQLException {
    RunAccepted accepted = run.fold.accepted();
    saveRun.setLong(1, run.runNo);
    saveRun.setString(2, run.id);
    saveRun.setString(3, accepted.chain());
    saveRun.setString(4, accepted.hub());
    saveRun.setString(5, run.fold.state().status().word());
    saveRun.setLong(6, Nanos.of(accepted.at()));
    saveRun.setString(7, codec.encode(run.fold.withoutSteps()));
    saveRun.executeUpdate();
  }

  private void save(OpenRun run, OpenStep step) throws SQLException {
    saveStep.setLong(1, step.stepNo);
    saveStep.setLong(2, run.runNo);
    saveStep.setString(3, step.name);
    saveStep.setInt(4, step.place);
    saveStep.setInt(5, step.entries);
    saveStep.setObject(6, step.hasTimes() ? step.firstAt : null);
    saveStep.setObject(7, step.hasTimes() ? step.lastAt : null);
    saveStep.setInt(8, step.statuses);
    StepRow state = new StepRow(run.fold.state().steps().get(step.name), step.fold);
    saveStep.setString(9, codec.encode(state));
    saveStep.executeUpdate();
  }

  private void saveRange(OpenStep step) throws SQLException {
    saveRange.setObject(1, step.hasTimes() ? step.firstAt : null);
    saveRange.setObject(2, step.hasTimes() ? step.lastAt : null);
    saveRange.setInt(3, step.statuses);
    saveRange.setLong(4, step.stepNo);
    saveRange.executeUpdate();
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
