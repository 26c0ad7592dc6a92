package org.fleetreboot.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fleetreboot.app.settings.ProgramName;
import org.fleetreboot.journal.view.RunView;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;

/** Suggests commands for a shell that continue with the same journal. */
public final class Continuation {
  private final TypedSettings settings;
  private final List<String> waiting;

  /**
   * For a command that does not wait.
   *
   * @param settings the options for its journal and settings
   */
  public Continuation(TypedSettings settings) {
    this(settings, List.of());
  }

  /**
   * For a command that waits.
   *
   * @param waiting the options for how it waits
   */
  public Continuation(TypedSettings settings, List<String> waiting) {
    this.settings = settings;
    this.waiting = List.copyOf(waiting);
  }

  /** Works on an open run, even a paused one, until it has ended. */
  public String run(RunView run) {
    return run(run.chain(), run.run(), run.status() == RunStatus.PAUSED);
  }

  /** As {@link #run(RunView)}. */
  public String run(String chain, String run, boolean resumed) {
    List<String> words = new ArrayList<>(List.of("run", "--start", chain, "--run-id", run));
    if (resumed) {
      words.add("--resume");
    }
    words.add("--until-settled");
    words.addAll(waiting);
    return command(words.toArray(String[]::new));
  }

  /** Resumes a paused run. */
  public String resume(RunView run) {
    return command("resume", run.run());
  }

  /** Any command, followed by a shell comment with the secrets that must be set again. */
  public String command(String... words) {
    List<String> all = new ArrayList<>(List.of(ProgramName.called()));
    all.addAll(List.of(words));
    all.addAll(settings.words());
    return new RunTrigger.CommandLine(all).text() + again();
  }

  private String again() {
    return settings.secrets().isEmpty()
        ? ""
        : settings.secrets().stream()
            .map(name -> "-P " + name)
            .collect(Collectors.joining(", ", " # give ", " again"));
  }
}
