package org.fleetreboot.routes;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.fleetreboot.routes.ShippedRoutes.shipped;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.fleetreboot.engine.Poll;
import org.fleetreboot.reboot.testkit.CollectedDevices;
import org.fleetreboot.reboot.testkit.Events;
import org.fleetreboot.reboot.testkit.FakeEngine;
import org.fleetreboot.reboot.testkit.FakeSteps;
import org.fleetreboot.reboot.testkit.FakeTurns;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.device.InvocationAnswer;
import org.fleetreboot.workflow.device.TwinReading;
import org.fleetreboot.workflow.options.Limit;
import org.fleetreboot.workflow.options.MaintenanceWindow;
import org.fleetreboot.workflow.options.MarkerPath;
import org.fleetreboot.workflow.options.WindowRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedRoutesTest {
  private final FakeEngine engine = new FakeEngine();
  private final InMemoryHub hub = new InMemoryHub("a", "b");

  @Test
  void nightlyGoesStepByStepWithTheOptionsItNames() throws Exception {
    try (RouteRunner routes = new RouteRunner(engine).bind("iothub", hub)) {
      routes.file(shipped("nightly.yaml"));
      routes.start();
      routes.template().sendBody("reboot-run:nightly?runId=night-1", null);

      FakeSteps.Asked canary = step(1);
      assertThat(canary.step()).isEqualTo("nightly-canary");
      assertThat(canary.options().stop().maxFailed()).isEqualTo(new Limit(0, false));
      assertThat(canary.targets())
          .isEqualTo("SELECT deviceId FROM devices WHERE tags.ring = 'canary'");
      assertThat(CollectedDevices.of(canary.source())).containsExactly("a", "b");
      canary.succeed();
      FakeSteps.Asked settle = step(2);
      assertThat(settle.duration()).hasMinutes(10);
      settle.succeed();
      assertThat(step(3).options().stop().maxFailed()).isEqualTo(new Limit(5, true));
      step(3).succeed();
      assertThat(step(4).options().window())
          .isEqualTo(
              new WindowRule(
                  MaintenanceWindow.parse("Sat,Sun 01:00-05:00 Europe/Paris"),
                  WindowRule.End.SKIP));
      assertThat(engine.runs().ended).isEmpty();
      step(4).succeed();
      await().until(() -> engine.runs().ended.containsKey("night-1"));
      assertThat(engine.runs().ended).containsEntry("night-1", "completed");
    }
  }

  @Test
  void demoStartsAndRuns() throws Exception {
    try (RouteRunner routes = new RouteRunner(engine).bind("iothub", hub)) {
      routes.file(shipped("demo.yaml"));
      routes.start();
      routes.template().sendBody("reboot-run:demo", null);
      for (String expected :
          List.of("demo-canary", "demo-settle", "demo-gateways", "demo-sensors")) {
        FakeSteps.Asked asked =
            step(engine.steps().asked.size() == 0 ? 1 : engine.steps().asked.size());
        await()
            .until(
                () ->
                    engine
                        .steps()
                        .asked
                        .get(engine.steps().asked.size() - 1)
                        .step()
                        .equals(expected));
        engine.steps().asked.get(engine.steps().asked.size() - 1).succeed();
        assertThat(asked.run()).startsWith("demo-");
      }
      await().until(() -> engine.runs().ended.size() == 1);
    }
  }

  @Test
  void rebootYamlInvokesWaitsPollsAndEmits(@TempDir Path results) throws Exception {
    try (RouteRunner routes = new RouteRunner(engine).bind("iothub", hub)) {
      routes.bind("file", new FileComponentIn(results));
      routes.file(shipped("reboot.yaml"));
      routes.start();

      engine.turns().give(FakeTurns.turn(1, "a"));
      await().until(() -> engine.turns().released.size() == 1);
      assertThat(engine.turns().recorded).hasSize(1);
      assertThat(engine.turns().recorded.get(0).answer())
          .isEqualTo(new InvocationAnswer.Answered(200));

      MarkerPath marker = new MarkerPath("rebootTime");
      engine.polls().pulses.add(List.of(new Poll(7, "run-1", "step-1", "north", "a", marker)));
      await().until(() -> engine.polls().observed.size() == 1);
      assertThat(engine.polls().observed.get(0).reading())
          .isInstanceOfSatisfying(
              TwinReading.Found.class,
              found -> assertThat(found.marker().value()).isEqualTo("boot-1"));
      assertThat(engine.polls().released).isEmpty();

      engine.events().publish(Events.confirmed("run-1", "a")).toCompletableFuture().get(5, MINUTES);
      assertThat(results.resolve("run-1.jsonl"))
          .content()
          .startsWith("{\"id\":")
          .contains("\"device\":\"a\"", "\"outcome\":\"confirmed\"", "\"after\":{")
          .endsWith("}\n");
    }
  }

  private FakeSteps.Asked step(int number) {
    await().until(() -> engine.steps().asked.size() >= number);
    return engine.steps().asked.get(number - 1);
  }

  /** Writes below a directory of the test's. */
  private static final class FileComponentIn extends FileComponent {
    private final Path directory;

    FileComponentIn(Path directory) {
      this.directory = directory;
    }

    @Override
    protected GenericFileEndpoint<File> buildFileEndpoint(
        String uri, String remaining, Map<String, Object> parameters) throws Exception {
      return super.buildFileEndpoint(uri, directory.toString(), parameters);
    }
  }
}
