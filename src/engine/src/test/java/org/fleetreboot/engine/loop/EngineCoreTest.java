package org.fleetreboot.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.fleetreboot.engine.EngineObserver;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTargets;
import org.fleetreboot.engine.OpenRun;
import org.fleetreboot.engine.RunRequest;
import org.fleetreboot.engine.StepAnswer;
import org.fleetreboot.engine.TargetSource;
import org.fleetreboot.engine.Turn;
import org.fleetreboot.engine.state.Effect;
import org.fleetreboot.engine.state.EffectContext;
import org.fleetreboot.engine.state.EngineOutput;
import org.fleetreboot.engine.state.EventIds;
import org.fleetreboot.engine.state.Fleet;
import org.fleetreboot.engine.state.StepRequest;
import org.fleetreboot.journal.EventCodec;
import org.fleetreboot.journal.Snapshot;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.group.GroupEvent;
import org.fleetreboot.workflow.group.StepResult;
import org.fleetreboot.workflow.options.GroupOptions;
import org.fleetreboot.workflow.run.RunTrigger;
import org.fleetreboot.workflow.run.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The output of a step is data: a test can read it without carrying it out. */
class EngineCoreTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final String CHAIN = "nightly";
  private static final String RUN = "run-1";

  private final SplittableRandom random = new SplittableRandom(1);
  private final EngineCore core =
      new EngineCore(
          new Fleet(List.of("local")),
          EngineSettings.of("local"),
          new EventCodec(),
          random,
          new EventIds(random, null, NOON),
          EngineObserver.NONE,
          NOON);
  private final List<OpenRun> handedOver = new ArrayList<>();
  private final List<Turn> taken = new ArrayList<>();
  private final Consumer<OpenRun> chain = handedOver::add;
  private final Consumer<Turn> turns = taken::add;
  private final CompletableFuture<StepAnswer> answer = new CompletableFuture<>();

  @BeforeEach
  void routesBegin() {
    step((core, now) -> core.routes.begin(CHAIN, chain));
    step((core, now) -> core.hub("local").turns.setConsumer(turns));
  }

  @Test
  void anAcceptedRunGoesToItsChain() {
    EngineOutput output = accept();

    assertThat(output.effects()).hasSize(1);
    assertThat(output.effects().get(0))
        .isInstanceOfSatisfying(
            Effect.HandOver.class,
            handOver -> {
              assertThat(handOver.chain()).isSameAs(chain);
              assertThat(handOver.run().run()).isEqualTo(RUN);
              assertThat(handOver.targets()).isEmpty();
            });
    assertThat(handedOver).as("nothing was carried out").isEmpty();
  }

  @Test
  void aGroupAsksItsSourceBeforeAnyDeviceHasATurn() {
    accept();

    assertThat(group("pump-1").effects()).hasOnlyElementsOfType(Effect.Ask.class).hasSize(1);
  }

  @Test
  void devicesHaveTheirTurnsInTheOrderOfTheClosedList() {
    accept();

    List<EngineOutput> outputs = carryOut(group("pump-2", "pump-1"));

    EngineOutput last = outputs.get(outputs.size() - 1);
    assertThat(last.batches()).singleElement().satisfies(b -> assertThat(b.appends()).hasSize(1));
    assertThat(last.batches().get(0).appends().get(0).events().get(0).event())
        .isInstanceOf(GroupEvent.TargetsFrozen.class);
    assertThat(turnsIn(last)).extracting(Turn::device).containsExactly("pump-2", "pump-1");
    assertThat(taken).as("nobody was told yet").isEmpty();
  }

  @Test
  void noDeviceHasATurnWhileAllCallsAreStopped() {
    accept();
    step((core, now) -> core.control.stopFleet(null, Requester.login("ada"), "fire", now));

    assertThat(carryOut(group("pump-1")))
        .allSatisfy(output -> assertThat(turnsIn(output)).isEmpty());

    assertThat(
            turnsIn(
                step(
                    (core, now) -> core.control.liftStop(null, Requester.login("ada"), null, now))))
        .hasSize(1);
  }

  @Test
  void aSettledGroupAnswersItsStepAtOnce() {
    accept();
    carryOut(group("pump-1"));

    EngineOutput output =
        step(
            (core, now) -> core.control.cancel(RUN, Requester.login("ada"), "too late", true, now));

    assertThat(output.effects()).hasOnlyElementsOfType(Effect.Answer.class);
    Effect.Answer<?> first = (Effect.Answer<?>) output.effects().get(0);
    assertThat(first.to()).isSameAs(answer);
    assertThat(first.with())
        .isInstanceOfSatisfying(
            StepAnswer.class, told -> assertThat(told.result()).isEqualTo(StepResult.CANCELLED));
    assertThat(answer).as("nothing was carried out").isNotDone();
  }

  private EngineOutput accept() {
    RunRequest request =
        new RunRequest(RUN, CHAIN, new RunTrigger.CommandLine("start"), Requester.login("tester"));
    return step((core, now) -> core.runs.accept(request, now));
  }

  private EngineOutput group(String... devices) {
    TargetSource source = collector -> collector.add(List.of(devices));
    return step(
        (core, now) ->
            core.steps.reach(
                RUN,
                new StepRequest.OfGroup(
                    "group",
                    GroupOptions.DEFAULT,
                    null,
                    List.of(HubTargets.of("list", source)),
                    answer),
                now));
  }

  /** Carries out the effects, and makes a step for each command that comes back. */
  private List<EngineOutput> carryOut(EngineOutput output) {
    Commands commands = new Commands();
    output.effects().forEach(effect -> effect.carryOut(commands));
    List<EngineOutput> outputs = new ArrayList<>();
    while (!commands.waiting.isEmpty()) {
      outputs.add(step(commands.waiting.remove(0)));
    }
    return outputs;
  }

  private EngineOutput step(EngineCore.Command command) {
    return core.step(List.of(command), NOON);
  }

  private static List<Turn> turnsIn(EngineOutput output) {
    return output.effects().stream()
        .filter(Effect.GiveTurn.class::isInstance)
        .map(effect -> ((Effect.GiveTurn) effect).turn())
        .toList();
  }

  private static final class Commands implements EffectContext {
    final List<EngineCore.Command> waiting = new ArrayList<>();

    @Override
    public <T> CompletionStage<T> ask(Function<Instant, T> command) {
      CompletableFuture<T> answer = new CompletableFuture<>();
      waiting.add((core, now) -> answer.complete(command.apply(now)));
      return answer;
    }

    @Override
    public CompletionStage<Void> save(List<Snapshot> snapshots) {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public List<Target> targets(String run) {
      return List.of();
    }
  }
}
