package org.fleetreboot.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.api.ApiClient;
import org.fleetreboot.app.api.JournalWriter;
import org.fleetreboot.app.program.JournalAtRest;
import org.fleetreboot.app.program.StoredFleet;
import org.fleetreboot.app.report.Continuation;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.engine.Control;
import org.fleetreboot.engine.RunView;
import org.fleetreboot.workflow.run.RunStatus;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a command that tells runs what to do. It goes to the program that writes to the
 * journal; when none runs, it is recorded for the next start.
 */
final class ControlOptions {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      converter = PlainText.class,
      description = "Who wants it. Default: the user.")
  private @Nullable String by;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      converter = PlainText.class,
      description = "Why; for the journal.")
  private @Nullable String reason;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  /** Who wants it. */
  String by(ProcessEnvironment surroundings) {
    return by == null || by.isBlank() ? CurrentUser.whoever(surroundings) : by;
  }

  @Nullable String reason() {
    return reason == null || reason.isBlank() ? null : reason;
  }

  String reason(String otherwise) {
    String given = reason();
    return given == null ? otherwise : given;
  }

  Settings settings(ProcessEnvironment surroundings) {
    return settingOptions.read(surroundings);
  }

  /** The path of a run in the API. */
  static String path(String run) {
    return "/api/runs/" + ApiClient.encoded(run);
  }

  /**
   * Has it done, and says so; returns the exit code.
   *
   * @param run null for all runs
   */
  int tell(
      ProcessEnvironment surroundings,
      @Nullable String run,
      String path,
      Map<String, Object> fields,
      Function<Control, CompletionStage<Boolean>> otherwise,
      Sayings sayings) {
    Told told = give(surroundings, run, "POST", path, fields, otherwise);
    String changed = told.carriedOut() ? sayings.done : sayings.recorded;
    surroundings.out().println(told.changed() ? changed : sayings.already);
    return 0;
  }

  /** Commands about the same journal. */
  Continuation typed() {
    return new Continuation(settingOptions.typed());
  }

  /**
   * Has it done, or recorded where no program can do it now, which is told on stderr.
   *
   * @param run null for all runs
   * @param fields what is sent besides who and why
   * @param otherwise what is recorded when no program runs
   */
  Told give(
      ProcessEnvironment surroundings,
      @Nullable String run,
      String method,
      String path,
      Map<String, Object> fields,
      Function<Control, CompletionStage<Boolean>> otherwise) {
    Settings settings = settings(surroundings);
    Path journal = surroundings.resolve(settings.get(Setting.JOURNAL));
    Map<String, Object> body = new LinkedHashMap<>(fields);
    body.put("by", by(surroundings));
    if (reason() != null) {
      body.put("reason", reason());
    }
    return new JournalWriter(journal, surroundings.err(), surroundings.clock())
        .order(
            api ->
                api.ask(method, path, body)
                    .map(answer -> new Told(answer.path("changed").asBoolean(), true)),
            () -> {
              boolean changed =
                  run == null
                      ? JournalAtRest.tell(settings, surroundings, otherwise)
                      : JournalAtRest.tell(settings, surroundings, run, otherwise);
              sayRecorded(settings, surroundings, run);
              return new Told(changed, false);
            });
  }

  /** Nobody carries it out now: says who will, and what starts that. */
  private void sayRecorded(
      Settings settings, ProcessEnvironment surroundings, @Nullable String run) {
    surroundings
        .err()
        .println(
            "fleet-reboot: no program runs: recorded in the journal, and the next start keeps to"
                + " it.");
    if (run == null) {
      return;
    }
    try (StoredFleet fleet = StoredFleet.open(settings, surroundings)) {
      RunView known = fleet.view().run(run);
      if (known != null && known.status() != RunStatus.PAUSED && known.status().isOpen()) {
        surroundings
            .err()
            .println(
                "fleet-reboot: nobody works on run %s until then; to go on: %s"
                    .formatted(run, typed().run(known)));
      }
    }
  }

  /**
   * What is said of an order.
   *
   * @param recorded when no program runs that could carry it out
   * @param already when it changes nothing
   */
  record Sayings(String done, String recorded, String already) {
    /** One that takes effect in the journal, whoever writes to it. */
    Sayings(String done, String already) {
      this(done, done, already);
    }
  }

  /**
   * What became of an order.
   *
   * @param changed whether anything did
   * @param carriedOut whether by a program at work; false where it is only recorded
   */
  record Told(boolean changed, boolean carriedOut) {}
}
