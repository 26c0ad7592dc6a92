package org.fleetreboot.nodes;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.Engine;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.fleet.RefusedOrder;
import org.jspecify.annotations.Nullable;

/** What a node wants of the one that works: the arguments of one method of its engine. */
sealed interface Order {
  /** The kinds, by the names under which they are stored. */
  List<Class<? extends Record>> KINDS =
      List.of(
          Accept.class,
          AcceptUnlessOverlapping.class,
          SkipRun.class,
          Pause.class,
          Resume.class,
          Adopt.class,
          Cancel.class,
          Skip.class,
          Approve.class,
          Reject.class,
          Stop.class,
          Lift.class,
          Refused.class);

  /** Carries it out; the stage completes with a {@link Boolean} or a receipt. */
  CompletionStage<?> carryOut(Engine engine);

  record Accept(RunRequest request) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return engine.runs().accept(request);
    }
  }

  record AcceptUnlessOverlapping(RunRequest request) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return engine.runs().acceptUnlessOverlapping(request);
    }
  }

  record SkipRun(RunRequest request, String reason) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return engine.runs().skip(request, reason);
    }
  }

  record Pause(String run, Requester by, String reason) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).pause(run, by, reason);
    }
  }

  record Resume(String run, Requester by, @Nullable String reason) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).resume(run, by, reason);
    }
  }

  record Adopt(Requester by, @Nullable String reason) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).adoptJournal(by, reason);
    }
  }

  record Cancel(String run, Requester by, String reason, boolean forced) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).cancel(run, by, reason, forced);
    }
  }

  record Skip(String run, @Nullable String hub, String device, Requester by, String reason)
      implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).skip(run, hub, device, by, reason);
    }
  }

  record Approve(String run, String step, Requester by, @Nullable String remark) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).approve(run, step, by, remark);
    }
  }

  record Reject(String run, String step, Requester by, @Nullable String remark) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).reject(run, step, by, remark);
    }
  }

  record Stop(@Nullable String hub, Requester by, String reason) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).stopFleet(hub, by, reason);
    }
  }

  record Lift(@Nullable String hub, Requester by, @Nullable String reason) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).liftStop(hub, by, reason);
    }
  }

  record Refused(RefusedOrder order) implements Order {
    @Override
    public CompletionStage<?> carryOut(Engine engine) {
      return control(engine).refused(order);
    }
  }

  private static Control control(Engine engine) {
    return engine.control();
  }
}
