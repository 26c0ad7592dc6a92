package org.fleetreboot.nodes;

import com.github.kagkarlsson.scheduler.CurrentlyExecuting;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.node.OtherNodes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This node among those that share a journal. db-scheduler assigns the work to one of them, notices
 * when it dies, and assigns it to another. That is for speed alone: what keeps two nodes from
 * calling one device is the journal, which refuses whoever no longer has its partitions. For one
 * program; {@link #close} gives the work back.
 */
public final class Nodes implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
  private static final String TASK = "work";

  /** The one instance of the task: all hubs are worked by one node. */
  private static final String ALL = "all";

  /**
   * How often the node that works shows that it lives. After {@link #MISSED} of them it is taken
   * for dead, which is looked for every second time: 5 to 8 seconds after its death.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  private static final int MISSED = 5;

  /** How often an idle node looks whether there is work. */
  private static final Duration POLL = Duration.ofMillis(500);

  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);
  private static final Duration SEEN_EVERY = Duration.ofSeconds(5);

  /** The scheduler, the orders and the register take one each, rarely. */
  private static final int CONNECTIONS = 4;

  private final String name;
  private final String version;
  private final HikariDataSource source;
  private final InstantSource clock;
  private final NodeTable table;
  private final Orders orders;
  private final ScheduledExecutorService register =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "node-register");
            made.setDaemon(true);
            return made;
          });
  private @Nullable Scheduler scheduler;
  private @Nullable Work work;
  private volatile boolean closing;

  private Nodes(String name, String version, HikariDataSource source, InstantSource clock) {
    this.name = name;
    this.version = version;
    this.source = source;
    this.clock = clock;
    this.table = new NodeTable(source);
    this.orders = new Orders(name, source);
  }

  /**
   * Joins the other nodes, without work.
   *
   * @param name of this node, unique among all that ever were, such as {@code host-pid-start}
   * @param version of the program
   * @param database that of the journal
   * @param clock the same that the journal has
   */
  public static Nodes join(String name, String version, DataSource database, InstantSource clock) {
    NodeTables.migrate(database);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(database);
    pool.setMaximumPoolSize(CONNECTIONS);
    pool.setMinimumIdle(1);
    pool.setPoolName("nodes");
    pool.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
    return new Nodes(name, version, new HikariDataSource(pool), clock);
  }

  /** Reaches the node that works. */
  public OtherNodes others() {
    return orders;
  }

  /** Passes orders on from now on, and never works. */
  public void send() {
    orders.start(() -> null);
  }

  /**
   * From now on this node works whenever it is its turn.
   *
   * @param engine the engine while this node works; null otherwise
   */
  public void start(Work ours, Supplier<@Nullable Engine> engine) {
    work = ours;
    orders.start(engine);
    var unused =
        register.scheduleWithFixedDelay(
            this::show, 0, SEEN_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    CustomTask<Void> task =
        Tasks.custom(TASK, Void.class)
            .scheduleOnStartup(ALL, null, now -> now)
            .onFailure((complete, operations) -> operations.reschedule(complete, soon()))
            .onDeadExecutionRevive()
            .execute((instance, context) -> run(ours, context.getCurrentlyExecuting()));
    Scheduler made =
        Scheduler.create(source)
            .startTasks(task)
            .tableName(NodeTables.SCHEMA + ".scheduled_tasks")
            .schedulerName(new SchedulerName.Fixed(name))
            .threads(1)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED)
            .clock(clock::instant)
            .failureLogging(LogLevel.WARN, false)
            .shutdownMaxWait(Duration.ofSeconds(30))
            .build();
    scheduler = made;
    made.start();
  }

  private CompletionHandler<Void> run(Work ours, CurrentlyExecuting execution) {
    try {
      if (!closing) {
        ours.run(() -> !execution.getHeartbeatState().hasStaleHeartbeat());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return (complete, operations) ->
        operations.reschedule(complete, closing ? clock.instant() : soon());
  }

  private Instant soon() {
    return clock.instant().plus(AFTER_FAILURE);
  }

  private void show() {
    try {
      table.seen(name, version);
    } catch (SQLException | RuntimeException unreachable) {
      LOG.debug("This node could not show that it lives", unreachable);
    }
  }

  /** All nodes, by name. */
  public List<NodeView> all() throws SQLException {
    return table.all();
  }

  /** Gives the work back, so that another node can take it at once, and leaves. */
  @Override
  public void close() {
    closing = true;
    if (work != null) {
      work.rest();
    }
    if (scheduler != null) {
      scheduler.stop();
    }
    register.shutdownNow();
    try {
      table.gone(name);
    } catch (SQLException | RuntimeException unreachable) {
      LOG.debug("This node could not sign off", unreachable);
    }
    orders.close();
    source.close();
  }
}
