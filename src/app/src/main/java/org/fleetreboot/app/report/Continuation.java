package org.fleetreboot.app.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.fleetreboot.engine.view.RunView;
import org.fleetreboot.workflow.run.RunStatus;
import org.fleetreboot.workflow.run.RunTrigger;

/** Commands to go on with, as a shell takes them: about the journal that this one was about. */
public final class Continuation {
  private static final String PROGRAM = "./fleet-reboot";

  private final TypedSettings settings;
  private final List<String> waiting;

  /**
   * Of a command that does not wait.
   *
   * @param settings what named its journal and changed its settings
   */
  public Continuation(TypedSettings settings) {
    this(settings, List.of());
  }

  /**
   * Of a command that waits.
   *
   * @param waiting the words that said how it waits
   */
  public Continuation(TypedSettings settings, List<String> waiting) {
    this.settings = settings;
    this.waiting = List.copyOf(waiting);
  }

  /** Works on an open run until it has ended; on a paused one, too. */
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

  /** Lets a paused run go on. */
  public String resume(RunView run) {
    return command("resume", run.run());
  }

  /** Any command, and after it, as a comment of the shell, what has to be given again. */
  public String command(String... words) {
    List<String> all = new ArrayList<>(List.of(PROGRAM));
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
