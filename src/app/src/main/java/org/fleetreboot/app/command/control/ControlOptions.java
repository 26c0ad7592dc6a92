package org.fleetreboot.app.command.control;

import java.util.LinkedHashMap;
import java.util.Map;
import org.fleetreboot.app.api.JournalWriter;
import org.fleetreboot.app.command.option.PlainText;
import org.fleetreboot.app.command.option.RequesterOption;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.program.OfflineControl;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.settings.JournalLocation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.Requester;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a command that controls runs. The program that writes to the journal carries it
 * out; when none runs, the command is recorded for the next start.
 */
final class ControlOptions {
  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      converter = PlainText.class,
      description = "Why; the journal records it.")
  private @Nullable String reason;

  @Mixin private final RequesterOption requester = new RequesterOption();

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  /** Who gives the command, if no program is there to prove it. */
  Requester by(ProcessEnvironment environment) {
    return requester.requester(environment);
  }

  @Nullable String reason() {
    return reason == null || reason.isBlank() ? null : reason;
  }

  String reason(String otherwise) {
    String given = reason();
    return given == null ? otherwise : given;
  }

  Settings settings(ProcessEnvironment environment) {
    return settingOptions.read(environment);
  }

  /** Suggests commands about the same journal. */
  Continuation typed() {
    return new Continuation(settingOptions.typed());
  }

  /**
   * Has the running program do it, or records it in the journal when none runs, and prints the
   * answer; returns the exit code.
   */
  int send(ProcessEnvironment environment, ControlRequest request, ControlMessages answers) {
    Settings settings = settings(environment);
    JournalLocation journal = JournalLocation.of(settings, environment);
    Map<String, Object> body = new LinkedHashMap<>(request.fields());
    String onBehalfOf = requester.onBehalfOf(environment);
    if (onBehalfOf != null) {
      body.put("by", onBehalfOf);
    }
    if (reason() != null) {
      body.put("reason", reason());
    }
    String answer =
        new JournalWriter(journal, environment)
            .order(
                api ->
                    api.ask(request.method(), request.path(), body)
                        .map(
                            said ->
                                said.path("changed").asBoolean()
                                    ? answers.done()
                                    : answers.already()),
                () -> {
                  boolean isPassedOn = OfflineControl.isPassedOn(settings, environment);
                  boolean changed =
                      OfflineControl.record(
                          settings,
                          environment,
                          request.run(),
                          request.offline(),
                          why -> request.refused(by(environment), why));
                  if (isPassedOn) {
                    return changed ? answers.done() : answers.already();
                  }
                  sayRecorded(settings, environment, request.run());
                  return changed ? answers.recorded() : answers.already();
                });
    environment.out().println(answer);
    return 0;
  }

  /** Says when the command takes effect, and how to start that. */
  private void sayRecorded(
      Settings settings, ProcessEnvironment environment, @Nullable String run) {
    environment
        .err()
        .println(
            "fleet-reboot: not running; the command is recorded in the journal and takes effect at"
                + " the next start.");
    if (run == null) {
      return;
    }
    try (StoredFleet fleet = StoredFleet.open(settings, environment)) {
      RunView known = fleet.view().run(run);
      if (known != null && known.status() != RunStatus.PAUSED && known.status().isOpen()) {
        environment
            .err()
            .println(
                "fleet-reboot: run %s waits until then; to continue: %s"
                    .formatted(run, typed().run(known)));
      }
    }
  }
}
