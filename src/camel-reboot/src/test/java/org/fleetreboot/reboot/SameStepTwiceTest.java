package org.fleetreboot.reboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.journal.Journal;
import org.fleetreboot.journal.StreamAppend;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.journal.view.FleetView;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.reboot.testkit.InMemoryHub;
import org.fleetreboot.reboot.testkit.MortalJournal;
import org.fleetreboot.reboot.testkit.RouteRunner;
import org.fleetreboot.workflow.run.RunStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A chain reaches one `to` by two ways, and its program dies: the replay tells the two apart. */
class SameStepTwiceTest {
  private static final String GROUP =
      "to: { id: ring-g, uri: \"reboot:group/ring\", parameters: { firstPoll: 10ms, pollEvery: 20ms } }";

  private static final String CALLED =
      """
      - route:
          from:
            uri: direct:ring
            steps:
              - %s
      """
          .formatted(GROUP);

  private static final String TEMPLATE =
      """
      - routeTemplate:
          id: ring-template
          parameters: [ { name: name } ]
          from:
            uri: "direct:ring-{{name}}"
            steps:
              - %s
      - templatedRoute: { routeTemplateRef: ring-template, parameters: [ { name: name, value: a } ] }
      - templatedRoute: { routeTemplateRef: ring-template, parameters: [ { name: name, value: b } ] }
      """
          .formatted(GROUP);

  private static final String KAMELET =
      """
      - routeTemplate:
          id: ring
          parameters: [ { name: label, defaultValue: none } ]
          from:
            uri: kamelet:source
            steps:
              - %s
      """
          .formatted(GROUP);

  private final InMemoryJournal journal = new InMemoryJournal(InstantSource.system());
  private final InMemoryHub hub = new InMemoryHub("pump-1", "pump-2");
  private List<String> steps = List.of();

  @ParameterizedTest(name = "{0} and {1}, dead before {3}")
  @MethodSource("waysAndDeaths")
  void eachDeviceIsCalledOnceOverACrash(String north, String south, String ring, Death death) {
    String chain =
        """
        - route:
            from:
              uri: reboot-run:twice
              steps:
                - setBody: { constant: "pump-1" }
                - to: { id: north, uri: "%s" }
                - setBody: { constant: "pump-2" }
                - to: { id: south, uri: "%s" }
        """
            .formatted(north, south);
    MortalJournal first = new MortalJournal(journal, death::isIn);
    live(
        first,
        routes -> {
          routes.start(EndToEndTest.DEVICES, ring, chain);
          routes.template().sendBody("reboot-run:twice?runId=r1", null);
        },
        view -> first.isDead());
    assertThat(hub.boots("pump-1")).isEqualTo(1);
    assertThat(hub.boots("pump-2")).isEqualTo(death.south);

    live(
        journal,
        routes -> routes.start(EndToEndTest.DEVICES, ring, chain),
        SameStepTwiceTest::isCompleted);

    assertThat(steps).containsExactly("north:ring-g succeeded", "south:ring-g succeeded");
    assertThat(hub.boots("pump-1")).isEqualTo(1);
    assertThat(hub.boots("pump-2")).isEqualTo(1);
  }

  private static Stream<Arguments> waysAndDeaths() {
    return Stream.of(
        Arguments.of("direct:ring", "direct:ring", CALLED, Death.SOUTH_IS_CALLED),
        Arguments.of("direct:ring-a", "direct:ring-b", TEMPLATE, Death.SOUTH_HAS_ANSWERED),
        Arguments.of("kamelet:ring", "kamelet:ring?label=b", KAMELET, Death.NORTH_IS_SETTLED),
        Arguments.of("kamelet:ring", "kamelet:ring?label=b", KAMELET, Death.SOUTH_IS_CALLED),
        Arguments.of("kamelet:ring", "kamelet:ring", KAMELET, Death.SOUTH_HAS_ANSWERED));
  }

  /** Which event the first program dies of, and how often it has called south by then. */
  private enum Death {
    NORTH_IS_SETTLED("run/r1", "run.step-settled.v1", 0),
    SOUTH_IS_CALLED("device/local/pump-2", "reboot.invocation-intended.v1", 0),
    SOUTH_HAS_ANSWERED("device/local/pump-2", "reboot.accepted.v1", 1);

    private final String stream;
    private final String event;
    private final int south;

    Death(String stream, String event, int south) {
      this.stream = stream;
      this.event = event;
      this.south = south;
    }

    boolean isIn(StreamAppend append) {
      return append.stream().name().equals(stream)
          && append.events().stream().anyMatch(each -> each.type().equals(event));
    }
  }

  private static DurableEngine open(Journal journal) {
    return DurableEngine.open(
        journal,
        EngineSettings.of("local").withTier(HubTier.UNLIMITED, 1, 1),
        InstantSource.system());
  }

  /** One life of the program. */
  private void live(Journal written, Consumer<RouteRunner> begin, Predicate<FleetView> end) {
    try (DurableEngine engine = open(written);
        RouteRunner routes = new RouteRunner(engine).bind("iothub", hub)) {
      begin.accept(routes);
      await().until(() -> end.test(engine.view()));
      steps =
          Objects.requireNonNull(engine.view().run("r1")).steps().stream()
              .map(step -> step.step() + " " + step.status().word())
              .toList();
    }
  }

  private static boolean isCompleted(FleetView view) {
    RunView run = view.run("r1");
    return run != null && run.status() == RunStatus.COMPLETED;
  }
}
