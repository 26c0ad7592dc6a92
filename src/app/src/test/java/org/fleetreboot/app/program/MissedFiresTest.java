package org.fleetreboot.app.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.quartz.QuartzEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.engine.loop.ManualClock;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.run.ScheduledFire;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.impl.triggers.CronTriggerImpl;

class MissedFiresTest {
  private static final Instant FIRST = Instant.parse("2024-01-01T00:30:00Z");

  private final ManualClock clock = new ManualClock(FIRST.plusSeconds(1));
  private final Journal journal = new InMemoryJournal(InstantSource.system());
  private final DurableEngine engine =
      DurableEngine.open(journal, EngineSettings.of("hub"), InstantSource.system());
  private final DefaultCamelContext camel = new DefaultCamelContext();

  @AfterEach
  void stop() {
    camel.stop();
    engine.close();
    journal.close();
  }

  @Test
  void aTimeThatQuartzMissesWhileTheProgramRunsIsASkippedRun() throws Exception {
    QuartzEndpoint quartz = schedule("0 30 0 1 1 ?", 1);
    new MissedFires(camel, engine.runs(), engine.view(), clock).watch();
    assertThat(engine.view().runs()).hasSize(1);

    clock.advanceTo(Instant.parse("2025-01-01T00:40:00Z"));
    planNext(quartz, Instant.parse("2025-01-01T00:30:00Z"));

    await().until(() -> engine.view().runs().size() > 1);
    RunView late = run("yearly-20250101-003000");
    assertThat(late.status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(late.reason()).contains("the program came too late for it");
    assertThat(scheduler(quartz).getTrigger(quartz.getTriggerKey()).getNextFireTime().toInstant())
        .isAfter(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(engine.view().runs()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1, 2})
  void allTimesDuringSleepAreSkippedRunsWhateverTheMisfireInstruction(int instruction)
      throws Exception {
    QuartzEndpoint quartz = schedule("0 30 0 1 1 ?", instruction);
    new MissedFires(camel, engine.runs(), engine.view(), clock).watch();

    clock.advanceTo(Instant.parse("2026-02-01T00:00:00Z"));
    planNext(quartz, Instant.parse("2025-01-01T00:30:00Z"));

    await().until(() -> engine.view().runs().size() > 2);
    assertThat(run("yearly-20250101-003000").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(run("yearly-20260101-003000").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(engine.view().runs()).hasSize(3);
  }

  @Test
  void aTimeDuringSleepIsASkippedRunOfANewSchedule() throws Exception {
    QuartzEndpoint quartz = route("0 30 0 1 1 ?", 1);
    new MissedFires(camel, engine.runs(), engine.view(), clock).watch();

    clock.advanceTo(Instant.parse("2025-01-01T08:00:00Z"));
    planNext(quartz, Instant.parse("2025-01-01T00:30:00Z"));

    await().until(() -> !engine.view().runs().isEmpty());
    assertThat(run("yearly-20250101-003000").status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(engine.view().runs()).hasSize(1);
  }

  @Test
  void onlyTheLastHundredMissedTimesAreListed() throws Exception {
    schedule("* * * * * ? 2024,2099", 2);
    clock.advanceTo(Instant.parse("2024-12-31T22:59:59.500Z"));
    new MissedFires(camel, engine.runs(), engine.view(), clock).watch();

    await().until(() -> engine.view().runs().size() == 101);
    assertThat(engine.view().runs())
        .extracting(RunView::run)
        .contains("yearly-20241231-225959", "yearly-20241231-225820")
        .doesNotContain("yearly-20241231-225819");
  }

  private QuartzEndpoint schedule(String cron, int misfireInstruction) throws Exception {
    engine
        .runs()
        .skip(
            new ScheduledFire("yearly", "new-year", FIRST).request(Requester.login("route")),
            "a test")
        .toCompletableFuture()
        .join();
    return route(cron, misfireInstruction);
  }

  private QuartzEndpoint route(String cron, int misfireInstruction) throws Exception {
    camel.getRegistry().bind("engine", engine);
    camel.addLifecycleStrategy(new WallClockSchedules());
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("quartz:new-year?trigger.timeZone=UTC&trigger.misfireInstruction="
                    + misfireInstruction
                    + "&cron="
                    + cron.replace(' ', '+'))
                .to("reboot-run:yearly")
                .toD("reboot-run:${header.chain}");
            from("reboot-run:yearly").to("reboot-run:followup");
          }
        });
    camel.start();
    return (QuartzEndpoint) camel.getRoutes().get(0).getEndpoint();
  }

  /** As if Quartz had slept since then. */
  private static void planNext(QuartzEndpoint quartz, Instant at) throws SchedulerException {
    CronTriggerImpl trigger =
        (CronTriggerImpl) scheduler(quartz).getTrigger(quartz.getTriggerKey());
    trigger.setStartTime(Date.from(at));
    scheduler(quartz).rescheduleJob(trigger.getKey(), trigger);
  }

  private static Scheduler scheduler(QuartzEndpoint quartz) {
    return quartz.getComponent().getScheduler();
  }

  private RunView run(String id) {
    List<RunView> found =
        engine.view().runs().stream().filter(run -> run.run().equals(id)).toList();
    assertThat(found).as(id).hasSize(1);
    return found.get(0);
  }
}
