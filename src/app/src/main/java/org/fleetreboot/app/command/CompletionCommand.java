package org.fleetreboot.app.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a script by which a shell completes commands and options. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = {
      "Prints a script by which bash or zsh completes commands and options.",
      "For this shell: source <(./fleet-reboot completion bash). For every shell: put that line"
          + " with the full path into ~/.bashrc, or with zsh into ~/.zshrc, after compinit."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  source <(./fleet-reboot completion bash)",
      "  ./fleet-reboot completion bash > /etc/bash_completion.d/fleet-reboot",
      "  source <(./fleet-reboot completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  private static final List<String> SHELLS = List.of("bash", "zsh");

  private final ProcessEnvironment environment;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "bash or zsh.")
  private String shell = "";

  CompletionCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (!SHELLS.contains(shell)) {
      throw ProgramFailure.setup("unknown shell '%s'; use bash or zsh.".formatted(shell));
    }
    if (spec != null) {
      // The same script: in zsh it turns on the completion of bash by itself.
      environment.out().println(AutoComplete.bash(spec.root().name(), spec.root().commandLine()));
    }
    return 0;
  }
}
