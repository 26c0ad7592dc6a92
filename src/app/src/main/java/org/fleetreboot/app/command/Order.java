package org.fleetreboot.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.fleetreboot.app.api.JournalWriter;
import org.fleetreboot.app.program.JournalAtRest;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;
import org.fleetreboot.app.settings.Surroundings;
import org.fleetreboot.engine.Control;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The options of a command that tells runs what to do. It goes to the program that writes to the
 * journal; when none runs, it is recorded for the next start.
 */
final class Order {
  private static final String AT_REST =
      "fleet-reboot: no program runs: recorded in the journal, and the next start keeps to it.";

  @Option(names = "--by", paramLabel = "NAME", description = "Who wants it. Default: the user.")
  private @Nullable String by;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why; for the journal.")
  private @Nullable String reason;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  /** Who wants it. */
  String by(Surroundings surroundings) {
    return by == null || by.isBlank() ? By.whoever(surroundings) : by;
  }

  @Nullable String reason() {
    return reason == null || reason.isBlank() ? null : reason;
  }

  String reason(String otherwise) {
    String given = reason();
    return given == null ? otherwise : given;
  }

  Settings settings(Surroundings surroundings) {
    return settingOptions.read(surroundings);
  }

  /**
   * Has it done; returns whether that changed anything.
   *
   * @param run null for all runs
   * @param fields what is sent besides who and why
   * @param otherwise what is recorded when no program runs
   */
  boolean give(
      Surroundings surroundings,
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
            api -> api.ask(method, path, body).map(answer -> answer.path("changed").asBoolean()),
            () -> {
              boolean changed =
                  run == null
                      ? JournalAtRest.tell(settings, surroundings, otherwise)
                      : JournalAtRest.tell(settings, surroundings, run, otherwise);
              surroundings.err().println(AT_REST);
              return changed;
            });
  }
}
