package org.fleetreboot.nodes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.RunReceipt;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.node.OtherNodes;
import org.fleetreboot.journal.RecordCodec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes orders on to the node that works, through the database, and carries out those of others
 * while this node works. An order that a dying node has carried out but not answered is carried out
 * once more, which changes nothing. Thread-safe.
 */
final class Orders implements OtherNodes, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Orders.class);

  /** Fast for a person, and four queries a second of an index with a row or none. */
  private static final Duration EVERY = Duration.ofMillis(250);

  private static final int AT_ONCE = 100;

  private final String node;
  private final OrderTable table;
  private final RecordCodec codec = new RecordCodec();
  private final Map<Long, CompletableFuture<String>> asked = new ConcurrentHashMap<>();
  private final Set<Long> underWay = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "node-orders");
            made.setDaemon(true);
            return made;
          });

  Orders(String node, DataSource source) {
    this.node = node;
    this.table = new OrderTable(source);
  }

  /**
   * Begins to look for answers, and for orders of others.
   *
   * @param working the engine if this node works; null otherwise
   */
  void start(Supplier<@Nullable Engine> working) {
    var unused =
        thread.scheduleWithFixedDelay(
            () -> look(working.get()), 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(@Nullable Engine working) {
    try {
      takeAnswers();
      if (working != null) {
        carryOut(working);
        table.forget();
      }
    } catch (SQLException | RuntimeException unreachable) {
      LOG.debug("The orders of other nodes could not be read", unreachable);
    }
  }

  private void takeAnswers() throws SQLException {
    for (Iterator<Map.Entry<Long, CompletableFuture<String>>> each = asked.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<Long, CompletableFuture<String>> order = each.next();
      table
          .take(order.getKey())
          .ifPresent(
              answer -> {
                each.remove();
                if (answer.refusal() == null) {
                  order.getValue().complete(answer.text());
                } else {
                  order
                      .getValue()
                      .completeExceptionally(
                          Refusal.valueOf(answer.refusal()).exception(answer.text()));
                }
              });
    }
  }

  private void carryOut(Engine engine) throws SQLException {
    for (OrderTable.Waiting order : table.waiting(AT_ONCE)) {
      if (underWay.add(order.number())) {
        var unused =
            carryOut(engine, order)
                .handle(
                    (done, why) -> {
                      answer(order.number(), why == null ? answer(done) : refusal(why));
                      return done;
                    });
      }
    }
  }

  private CompletionStage<?> carryOut(Engine engine, OrderTable.Waiting order) {
    try {
      return decoded(order).carryOut(engine);
    } catch (RuntimeException invalid) {
      return CompletableFuture.failedFuture(invalid);
    }
  }

  private Order decoded(OrderTable.Waiting order) {
    for (Class<? extends Record> kind : Order.KINDS) {
      if (kind.getSimpleName().equals(order.kind())) {
        return (Order) codec.decode(order.body(), kind);
      }
    }
    throw new IllegalArgumentException(
        "This node does not know the order %s of a newer one: give it there again once all have that version."
            .formatted(order.kind()));
  }

  private OrderTable.Answer answer(Object done) {
    return new OrderTable.Answer(
        null, done instanceof RunReceipt receipt ? codec.encode(receipt) : done.toString());
  }

  private static OrderTable.Answer refusal(Throwable thrown) {
    Throwable why =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    String message = why.getMessage() == null ? why.toString() : why.getMessage();
    return new OrderTable.Answer(Refusal.of(why).name(), message);
  }

  private void answer(long number, OrderTable.Answer answer) {
    thread.execute(
        () -> {
          try {
            table.answer(number, answer);
          } catch (SQLException | RuntimeException unreachable) {
            LOG.debug("An order was carried out and could not be answered", unreachable);
          } finally {
            underWay.remove(number);
          }
        });
  }

  private <T> CompletionStage<T> send(Order order, Function<String, T> read) {
    try {
      long number = table.add(node, order.getClass().getSimpleName(), codec.encode((Record) order));
      CompletableFuture<String> answer = new CompletableFuture<>();
      asked.put(number, answer);
      return answer.thenApply(read);
    } catch (SQLException unreachable) {
      return CompletableFuture.failedStage(
          new IllegalStateException(
              "The order could not be passed on to the node that works: the database does not answer. Give it again.",
              unreachable));
    }
  }

  @Override
  public Control control() {
    return new SentControl(order -> send(order, Boolean::valueOf));
  }

  private RunReceipt receipt(String json) {
    return codec.decode(json, RunReceipt.class);
  }

  @Override
  public CompletionStage<RunReceipt> accept(RunRequest request) {
    return send(new Order.Accept(request), this::receipt);
  }

  @Override
  public CompletionStage<RunReceipt> acceptUnlessOverlapping(RunRequest request) {
    return send(new Order.AcceptUnlessOverlapping(request), this::receipt);
  }

  @Override
  public CompletionStage<RunReceipt> skip(RunRequest request, String reason) {
    return send(new Order.SkipRun(request, reason), this::receipt);
  }

  @Override
  public void close() {
    thread.shutdownNow();
    RuntimeException closed =
        new IllegalStateException("The node ends before it has the answer. Look, and ask again.");
    new HashSet<>(asked.values()).forEach(order -> order.completeExceptionally(closed));
  }
}
