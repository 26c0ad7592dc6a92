package org.fleetreboot.journal.sql.readmodel;

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
import org.fleetreboot.journal.sql.readmodel.RunQueries.StoredRun;
import org.fleetreboot.journal.sql.statement.Dialect;
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
public final class SqlFleetView implements FleetView {
  private final String journal;
  private final Dialect dialect;
  private final TableCheck tables;
  private final ReadTransactions transactions;
  private final RecordCodec states = new RecordCodec();
  private final EventCodec events = new EventCodec();

  /**
   * @param journal its file, or the address of its database without a password
   * @param tables refuses tables that do not say what the events say
   */
  public SqlFleetView(
      String journal, Dialect dialect, ReadTransactions transactions, TableCheck tables) {
    this.journal = journal;
    this.dialect = dialect;
    this.transactions = transactions;
    this.tables = tables;
  }

  /** Looks at the tables before each answer. */
  public interface TableCheck {
    /**
     * Refuses tables that must not be asked.
     *
     * @throws JournalRefused if they are incomplete, or of another version
     */
    void require(Connection connection) throws SQLException;
  }

  private <T> T read(ReadTransactions.Query<T> query) {
    try {
      return transactions.read(
          connection -> {
            tables.require(connection);
            return query.on(connection);
          });
    } catch (UnreadableRow damaged) {
      throw new JournalRefused(
          "The read models in journal %s are damaged (%s): stop the program, and fill them anew with ./fleet-reboot journal rebuild --journal %s"
              .formatted(journal, damaged.getMessage(), journal),
          damaged);
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
        connection, dialect, new EntryReader(events, new EventRows(connection, journal)));
  }
}
