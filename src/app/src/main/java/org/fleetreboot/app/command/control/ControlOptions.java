package org.fleetreboot.app.command.control;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.api.JournalWriter;
import org.fleetreboot.app.command.option.CurrentUser;
import org.fleetreboot.app.command.option.PlainText;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.program.OfflineControl;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.view.RunView;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a command that controls runs. It goes to the program that writes to the journal;
 * when none runs, it is recorded for the next start.
 */
final class ControlOptions {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      converter = PlainText.class,
      description = "Who asks for it. Default: the current user.")
  private @Nullable String by;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      converter = PlainText.class,
      description = "Why; the journal records it.")
  private @Nullable String reason;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  /** The name of the person who gives the order. */
  String by(ProcessEnvironment environment) {
    return by == null || by.isBlank() ? CurrentUser.whoever(environment) : by;
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

  /** Commands about the same journal. */
  Continuation typed() {
    return new Continuation(settingOptions.typed());
  }

  /** The same, by POST. */
  int tell(
      ProcessEnvironment environment,
      @Nullable String run,
      String path,
      Map<String, Object> fields,
      Function<Control, CompletionStage<Boolean>> otherwise,
      Answers answers) {
    return tell(environment, run, "POST", path, fields, otherwise, answers);
  }

  /**
   * Has it done by the running program, or recorded where none can do it now, and prints the
   * answer; returns the exit code.
   *
   * @param run null for all runs
   * @param path relative to the run's; the whole path for all runs
   * @param fields what is sent besides who and why
   * @param otherwise what is recorded when no program runs
   */
  int tell(
      ProcessEnvironment environment,
      @Nullable String run,
      String method,
      String path,
      Map<String, Object> fields,
      Function<Control, CompletionStage<Boolean>> otherwise,
      Answers answers) {
    Settings settings = settings(environment);
    Path journal = environment.resolve(settings.get(Setting.JOURNAL));
    Map<String, Object> body = new LinkedHashMap<>(fields);
    body.put("by", by(environment));
    if (reason() != null) {
      body.put("reason", reason());
    }
    String whole = run == null ? path : "/api/runs/" + ApiClient.encoded(run) + path;
    String answer =
        new JournalWriter(journal, environment.err(), environment.clock())
            .order(
                api ->
                    api.ask(method, whole, body)
                        .map(
                            said ->
                                said.path("changed").asBoolean() ? answers.done : answers.already),
                () -> {
                  boolean changed =
                      run == null
                          ? OfflineControl.tell(settings, environment, otherwise)
                          : OfflineControl.tell(settings, environment, run, otherwise);
                  sayRecorded(settings, environment, run);
                  return changed ? answers.recorded : answers.already;
                });
    environment.out().println(answer);
    return 0;
  }

  /** Nobody carries it out now: says who will, and what starts that. */
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
                "fleet-reboot: run %s rests until then; to continue: %s"
                    .formatted(run, typed().run(known)));
      }
    }
  }

  /**
   * What is printed.
   *
   * @param done when the running program has done it
   * @param recorded when no program runs that could do it
   * @param already when it changes nothing
   */
  record Answers(String done, String recorded, String already) {
    /** For a command that takes effect in the journal, whoever writes to it. */
    Answers(String done, String already) {
      this(done, done, already);
    }
  }
}
