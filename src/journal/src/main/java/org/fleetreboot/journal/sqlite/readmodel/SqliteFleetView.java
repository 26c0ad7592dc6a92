package org.fleetreboot.journal.sqlite.readmodel;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.JournalRefused;
import org.fleetreboot.journal.RecordCodec;
import org.fleetreboot.journal.sql.event.EventRows;
import org.fleetreboot.journal.sql.read.ReadTransactions;
import org.fleetreboot.journal.sqlite.readmodel.RunQueries.StoredRun;
import org.fleetreboot.journal.view.DeviceFilter;
import org.fleetreboot.journal.view.DeviceSlice;
import org.fleetreboot.journal.view.DeviceView;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.JournalView;
import org.fleetreboot.journal.view.Page;
import org.fleetreboot.journal.view.PageRequest;
import org.fleetreboot.journal.view.RunDeviceView;
import org.fleetreboot.journal.view.RunFilter;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.journal.view.StopView;
import org.fleetreboot.workflow.device.DeviceStatus;
import org.fleetreboot.workflow.fleet.FleetStop;
import org.fleetreboot.workflow.fleet.FleetStopEvent;
import org.fleetreboot.workflow.fleet.JournalTrust;
import org.jspecify.annotations.Nullable;

/** Answers from the tables: each call from one state of the file. Thread-safe. */
public final class SqliteFleetView implements FleetView {
  private final Path file;
  private final ReadTransactions transactions;
  private final RecordCodec states = new RecordCodec();
  private final EventCodec events = new EventCodec();

  public SqliteFleetView(Path file, ReadTransactions transactions) {
    this.file = file;
    this.transactions = transactions;
  }

  private <T> T read(ReadTransactions.Query<T> query) {
    try {
      return transactions.read(
          connection -> {
            requireTables(connection);
            return query.on(connection);
          });
    } catch (UnreadableRow damaged) {
      throw new JournalRefused(
          "The read models in journal %s are damaged (%s): stop the program, and fill them anew with ./fleet-reboot journal rebuild --journal %s"
              .formatted(file, damaged.getMessage(), file),
          damaged);
    }
  }

  private void requireTables(Connection connection) throws SQLException {
    int version = ReadModelSchema.version(connection);
    if (version > ReadModelSchema.VERSION) {
      throw new JournalRefused(
          "The read models in journal %s have version %d, and this program reads version %d: use the newer program that wrote them."
              .formatted(file, version, ReadModelSchema.VERSION));
    }
    if (version < ReadModelSchema.VERSION) {
      throw new JournalRefused(
          "The read models in journal %s are %s: run ./fleet-reboot journal rebuild, or start the program, which rebuilds them from the events."
              .formatted(file, version == 0 ? "incomplete" : "of an earlier version"));
    }
  }

  @Override
  public Page<RunView> runs(RunFilter filter, PageRequest page) {
    return read(connection -> new RunQueries(connection, states).page(filter, page));
  }

  @Override
  public long count(RunFilter filter) {
    return read(connection -> new RunQueries(connection, states).count(filter));
  }

  @Override
  public @Nullable RunView run(String run) {
    return read(connection -> Optional.ofNullable(new RunQueries(connection, states).run(run)))
        .orElse(null);
  }

  @Override
  public List<StopView> stops() {
    return read(
        connection -> {
          List<StopView> views = new ArrayList<>();
          FleetRows.all(connection, states)
              .forEach((hub, stop) -> views.addAll(StopView.of(hub, stop)));
          return views;
        });
  }

  @Override
  public @Nullable JournalView journal(String hub) {
    JournalTrust trust =
        read(
            connection ->
                FleetRows.all(connection, states).getOrDefault(hub, FleetStop.NONE).trust());
    FleetStopEvent.JournalPlaced placed = trust.placed();
    return placed == null
        ? null
        : new JournalView(placed.journal(), placed.epoch(), trust.isDoubted());
  }

  @Override
  public Page<DeviceView> devices(DeviceFilter filter, PageRequest page) {
    if (filter.run() == null) {
      throw new IllegalArgumentException("The devices of all runs are a history: name a run.");
    }
    Page<Entry> found = read(connection -> queries(connection).page(filter, page));
    return new Page<>(found.items().stream().map(Entry::device).toList(), found.next());
  }

  @Override
  public Map<DeviceStatus, Long> counts(DeviceFilter filter) {
    return read(connection -> queries(connection).counts(filter));
  }

  @Override
  public List<DeviceSlice> slices(String run, String step, int size) {
    return read(connection -> new SliceQuery(connection).slices(run, step, size));
  }

  @Override
  public Page<RunDeviceView> history(DeviceFilter filter, PageRequest page) {
    return read(
        connection -> {
          Page<Entry> found = queries(connection).page(filter, page);
          Map<Long, StoredRun> runs =
              new RunQueries(connection, states)
                  .runs(found.items().stream().map(Entry::runNo).collect(Collectors.toSet()));
          List<RunDeviceView> views = new ArrayList<>();
          for (Entry entry : found.items()) {
            StoredRun run = Objects.requireNonNull(runs.get(entry.runNo()));
            views.add(run.fold().view(run.id(), entry.device(), entry.proof()));
          }
          return new Page<>(views, found.next());
        });
  }

  private DeviceQueries queries(Connection connection) throws SQLException {
    return new DeviceQueries(
        connection, new EntryReader(events, new EventRows(connection, file.toString())));
  }
}
