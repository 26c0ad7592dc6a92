package org.fleetreboot.app.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.device.RebootEvent;
import org.fleetreboot.workflow.device.RebootState;
import org.fleetreboot.workflow.run.RunEvent;
import org.fleetreboot.workflow.run.RunOutcome;
import org.jspecify.annotations.Nullable;

/** Runs, outcomes and reboots of each chain. */
final class ChainMeters {
  private final MeterRegistry registry;
  private final Map<String, OfChain> chains = new ConcurrentHashMap<>();

  ChainMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  OfChain of(String chain) {
    OfChain known = chains.get(chain);
    return known == null ? chains.computeIfAbsent(chain, OfChain::new) : known;
  }

  Set<String> names() {
    return Set.copyOf(chains.keySet());
  }

  /** The meters of one chain, all of them from its first run on. */
  final class OfChain {
    private final Counter accepted;
    private final Map<RunOutcome, Counter> ended = new EnumMap<>(RunOutcome.class);
    private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
    private final Timer boots;

    private OfChain(String chain) {
      accepted =
          Counter.builder("reboot.runs.accepted")
              .description("Runs that were accepted.")
              .tag("chain", chain)
              .register(registry);
      for (RunOutcome outcome : RunOutcome.values()) {
        ended.put(
            outcome,
            Counter.builder("reboot.runs.ended")
                .description("Runs that ended, by how.")
                .tag("chain", chain)
                .tag("outcome", outcome.word())
                .register(registry));
      }
      for (Outcome outcome : Outcome.values()) {
        outcomes.put(
            outcome,
            Counter.builder("reboot.outcomes")
                .description("Devices whose reboot was settled, by the outcome.")
                .tag("chain", chain)
                .tag("outcome", outcome.word())
                .register(registry));
      }
      boots =
          Timer.builder("reboot.boot")
              .description("From the answer of a device until its marker was seen changed.")
              .tag("chain", chain)
              .serviceLevelObjectives(
                  Buckets.seconds(1, 5, 10, 20, 30, 60, 120, 300, 600, 1_800, 3_600))
              .register(registry);
    }

    void moved(RunEvent event) {
      if (event instanceof RunEvent.RunAccepted) {
        accepted.increment();
      } else if (event instanceof RunEvent.RunSettled settled) {
        count(ended.get(settled.outcome()));
      }
    }

    void moved(RebootState before, RebootEvent event) {
      Outcome outcome = event.outcome();
      if (outcome != null) {
        count(outcomes.get(outcome));
      }
      if (before instanceof RebootState.Awaiting awaiting
          && (event instanceof RebootEvent.Confirmed || event instanceof RebootEvent.CameBack)) {
        boots.record(
            Duration.between(
                awaiting.deadline().minus(awaiting.call().confirmWithin()), event.at()));
      }
    }

    private static void count(@Nullable Counter counter) {
      if (counter != null) {
        counter.increment();
      }
    }
  }
}
