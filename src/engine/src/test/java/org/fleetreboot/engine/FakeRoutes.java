package org.fleetreboot.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.engine.loop.ManualDrive;
import org.fleetreboot.workflow.device.RebootEvent.InvocationIntended;

/** The routes without Camel: turn, read, intent, call and answer, and the polls. */
final class FakeRoutes {
  private final Engine engine;
  private final Function<String, FakeHub> hubs;
  private final Queue<Turn> turns = new ArrayDeque<>();
  private final List<String> sent = new ArrayList<>();

  /** Dies right after the n-th send from now; 0 for never. */
  int dieAfterSend;

  FakeRoutes(Engine engine, FakeHub hub) {
    this(engine, name -> hub);
  }

  /** The routes to several hubs, by their names. */
  FakeRoutes(Engine engine, Function<String, FakeHub> hubs) {
    this.engine = engine;
    this.hubs = hubs;
    var unused = engine.turns().handOver(turns::add);
  }

  int waitingTurns() {
    return turns.size();
  }

  List<String> sent() {
    return sent;
  }

  /** Takes the next turn, and does nothing about it. */
  Turn nextTurn() {
    return turns.remove();
  }

  /** Takes all waiting turns up to the intent, and calls. */
  boolean takeTurns(ManualDrive drive) {
    boolean any = false;
    for (Turn turn = turns.poll(); turn != null; turn = turns.poll()) {
      any = true;
      take(turn, drive);
    }
    return any;
  }

  private void take(Turn turn, ManualDrive drive) {
    FakeHub hub = hubs.apply(turn.hub());
    if (hub.trouble() != null) {
      engine.turns().release(turn, hub.trouble());
      drive.step();
      return;
    }
    InvocationIntended intent =
        answerOf(engine.turns().intend(turn, hub.read(turn.device())), drive);
    if (intent != null) {
      sent.add(turn.device());
      var answer = hub.call(turn.device());
      if (dieAfterSend > 0 && --dieAfterSend == 0) {
        throw new CuttingJournal.Cut();
      }
      answerOf(
          engine.turns().answer(turn, intent.invocation(), answer, hub.troubleOfCalls()), drive);
    }
    engine.turns().release(turn, null);
    drive.step();
  }

  /** Makes all polls that are due. */
  void poll(ManualDrive drive) {
    for (Poll poll : answerOf(engine.polls().due(), drive)) {
      FakeHub hub = hubs.apply(poll.hub());
      if (hub.trouble() != null) {
        engine.polls().release(poll, hub.trouble());
      } else {
        engine.polls().observe(poll, hub.read(poll.device()));
      }
      drive.step();
    }
  }

  static <T> T answerOf(CompletionStage<T> stage, ManualDrive drive) {
    drive.step();
    return stage.toCompletableFuture().getNow(null);
  }
}
