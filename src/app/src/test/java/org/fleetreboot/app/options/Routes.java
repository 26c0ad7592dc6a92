package org.fleetreboot.app.options;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.fleetreboot.engine.EngineSettings;
import org.fleetreboot.engine.HubTier;
import org.fleetreboot.engine.loop.DurableEngine;
import org.fleetreboot.iothub.IotHubComponent;
import org.fleetreboot.journal.memory.InMemoryJournal;
import org.fleetreboot.reboot.step.RebootComponent;

/** The program's engine and components, under a clock that leaps, for routes from strings. */
final class Routes implements AutoCloseable {
  /** As in the shipped routes, but for its pulse. */
  private static final String DEVICES =
      """
      - route:
          from:
            uri: reboot-device:turn
            steps:
              - to: { uri: "reboot-device:invoke", parameters: { before: "iothub:getTwin", via: "iothub:invokeMethod" } }
      - route:
          from:
            uri: timer:poll
            parameters: { period: 10, delay: 0 }
            steps:
              - to: { uri: "reboot-device:due" }
              - split:
                  expression: { simple: { expression: "${body}" } }
                  parallelProcessing: true
                  steps:
                    - to: { uri: "reboot-device:observe", parameters: { via: "iothub:getTwin" } }
      """;

  /** Its clock leaps, and that is no standstill. */
  private static final EngineSettings SETTINGS =
      EngineSettings.of("local")
          .withTier(HubTier.UNLIMITED, 1, 1)
          .withResumeWithin(Duration.ofDays(10_000));

  final LeapingClock clock = new LeapingClock();
  private final InMemoryJournal journal = new InMemoryJournal(clock);
  final DurableEngine engine = DurableEngine.open(journal, SETTINGS, clock);
  private final DefaultCamelContext context = new DefaultCamelContext();
  private String check = "";
  private boolean started;
  private int chains;

  Routes(String connectionString) {
    IotHubComponent iothub = new IotHubComponent();
    iothub.getConfiguration().setConnectionString(connectionString);
    iothub.getConfiguration().setClock(clock);
    context.addComponent("iothub", iothub);
    RebootComponent reboot = new RebootComponent();
    reboot.getPolls().setFirstPoll(Duration.ofMillis(20));
    reboot.getPolls().setPollEvery(Duration.ofMillis(20));
    context.addComponent("reboot", reboot);
    context.getRegistry().bind("engine", engine);
    // Parked exchanges are left behind, so there is nothing to wait for.
    context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
    context.getShutdownStrategy().setTimeout(50);
    context.getShutdownStrategy().setSuppressLoggingOnTimeout(true);
    context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
  }

  /** The endpoint that is asked before each call. */
  Routes check(String uri) {
    check = "check: \"" + uri + "\", ";
    return this;
  }

  /** What a step {@code process: { ref: NAME }} does. */
  Routes bind(String name, Processor processor) {
    context.getRegistry().bind(name, processor);
    return this;
  }

  Routes add(String yaml) {
    try {
      load(yaml);
      if (!started) {
        started = true;
        load(DEVICES.replace("{ before:", "{ " + check + "before:"));
        context.start();
      }
      return this;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void load(String yaml) throws Exception {
    PluginHelper.getRoutesLoader(context).loadRoutes(ResourceHelper.fromString("r.yaml", yaml));
  }

  /** Starts a group with these options, of the devices that the body names. */
  TestedRun group(String options, String devices) {
    String step = "group-" + (chains + 1);
    return chain(
        "- to: { id: %s, uri: \"reboot:group/pumps\", parameters: { %s } }"
            .formatted(step, options),
        devices);
  }

  /** Starts a run through these steps. */
  TestedRun chain(String steps, String body) {
    String chain = "chain-" + ++chains;
    add(
        "- route:\n    from:\n      uri: reboot-run:%s\n      steps:\n%s"
            .formatted(chain, steps.indent(8)));
    return trigger("reboot-run:%s?runId=run-%d&by=ann".formatted(chain, chains), body);
  }

  /** Sends the message to that endpoint, which has to name the run. */
  TestedRun trigger(String uri, Object body) {
    String run =
        context
            .createProducerTemplate()
            .request(uri, exchange -> exchange.getMessage().setBody(body))
            .getMessage()
            .getHeader("CamelRebootRunId", String.class);
    return new TestedRun(engine, run);
  }

  DefaultCamelContext context() {
    return context;
  }

  @Override
  public void close() {
    context.stop();
    engine.close();
    journal.close();
  }
}
