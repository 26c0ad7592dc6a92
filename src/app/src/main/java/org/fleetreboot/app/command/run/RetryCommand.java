package org.fleetreboot.app.command.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.api.JournalWriter;
import org.fleetreboot.app.api.RetriedDevices;
import org.fleetreboot.app.command.option.RequesterOption;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.settings.HubTrust;
import org.fleetreboot.app.settings.Hubs;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.reboot.run.RunId;
import org.fleetreboot.workflow.Outcome;
import org.fleetreboot.workflow.run.Retry;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Repeats a run for the devices that failed. */
@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a new run of the same chain, only for the devices of RUN that failed or were"
          + " offline.",
      "Devices that have rebooted since RUN began are skipped.",
      "If a program runs, it takes the run; otherwise this command waits for its end, as start"
          + " does."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot retry maintenance-12",
      "  ./fleet-reboot retry maintenance-12 --outcomes offline,skipped"
    })
public final class RetryCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "RUN", description = "Its id, as ./fleet-reboot list shows it.")
  private String run = "";

  @Option(
      names = "--outcomes",
      split = ",",
      paramLabel = "OUTCOME",
      description = {
        "Only devices with these outcomes, comma-separated.",
        "Default: rejected,not-confirmed,unknown,failed,offline."
      })
  private List<String> outcomes = List.of();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description =
          "The id of the new run. Reusing an id continues that run instead of starting another.")
  private @Nullable String runId;

  @Mixin private final RequesterOption requester = new RequesterOption();

  @Mixin private final WaitOptions waiting = new WaitOptions();

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  public RetryCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Settings settings = settingOptions.read(environment);
    Set<Outcome> chosen =
        outcomes.isEmpty() ? RetriedDevices.DEFAULT : RetriedDevices.outcomes(outcomes);
    String id = runId == null ? newRunId(settings) : runId;
    JournalLocation journal = JournalLocation.of(settings, environment);
    return new JournalWriter(journal, environment)
        .order(
            api ->
                api.retry(run, request(id, chosen), StartRequest.askedAgain(id)).map(this::taken),
            () -> {
              StartRequest order = order(settings, id, chosen);
              Hubs hubs = Hubs.of(settings, environment);
              HubTrust.install(environment);
              Continuation continuation = new Continuation(settingOptions.typed(), waiting.words());
              return new RunToEnd(environment, settings, hubs, waiting, continuation)
                  .reach(order)
                  .code();
            });
  }

  private int taken(JsonNode receipt) {
    say(receipt);
    return 0;
  }

  private void say(JsonNode receipt) {
    if (waiting.json()) {
      environment.out().println(receipt);
      return;
    }
    String id = receipt.path("run").asText();
    environment
        .out()
        .println(
            "The running program took run %s, for %d %s: %s shows it."
                .formatted(
                    id,
                    receipt.path("devices").asInt(),
                    receipt.path("devices").asInt() == 1 ? "device" : "devices",
                    new Continuation(settingOptions.typed()).command("get", id)));
  }

  private Map<String, Object> request(String id, Set<Outcome> chosen) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("outcomes", chosen.stream().map(Outcome::word).toList());
    String onBehalfOf = requester.onBehalfOf(environment);
    if (onBehalfOf != null) {
      body.put("by", onBehalfOf);
    }
    body.put("runId", id);
    return body;
  }

  /**
   * Created once, so that it is the same run whether the running program begins it, or this process
   * does later.
   */
  private String newRunId(Settings settings) {
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      return RunId.fresh(fleet.requireHere(run).chain(), environment.clock().instant());
    }
  }

  private StartRequest order(Settings settings, String id, Set<Outcome> chosen) {
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      String chain = fleet.requireHere(run).chain();
      Retry retry = RetriedDevices.of(fleet.view(), run, chosen);
      return StartRequest.again(chain, id, requester.requester(environment), retry);
    }
  }
}
