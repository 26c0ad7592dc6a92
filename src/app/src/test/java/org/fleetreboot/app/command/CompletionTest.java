package org.fleetreboot.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.fleetreboot.app.CommandLineRun;
import org.fleetreboot.app.CommandLineRun.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shell completes what the program knows. */
class CompletionTest {
  private static final Path BASH = Path.of("/bin/bash");

  private final Path directory;

  CompletionTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void bashCompletesCommandsAndOptions() throws IOException {
    assumeThat(BASH).exists();
    Result script = CommandLineRun.in(directory).of("completion", "bash");
    assertThat(script.exit()).isZero();
    Files.writeString(directory.resolve("script"), script.out());

    assertThat(bash("-n", "script", "bash")).isEmpty();
    assertThat(completed("expl")).isEqualTo("explain");
    assertThat(completed("journal", "ver")).isEqualTo("verify");
    assertThat(completed("report", "--outp")).isEqualTo("--output");
  }

  @Test
  void zshGetsTheSameScriptAndOtherShellsAreNamedAsUnknown() {
    String script = CommandLineRun.in(directory).of("completion", "zsh").out();
    assertThat(script).contains("ZSH_VERSION", "bashcompinit");
    assertThat(CommandLineRun.in(directory).of("completion", "fish").sentence())
        .isEqualTo("unknown shell 'fish'; use bash or zsh.");
  }

  private String completed(String... words) throws IOException {
    return bash(
        "-c",
        "source ./script; compopt() { :; }; COMP_WORDS=(fleet-reboot \"$@\"); COMP_CWORD=$#;"
            + " $(complete -p fleet-reboot | sed 's/.*-F \\([^ ]*\\).*/\\1/');"
            + " echo \"${COMPREPLY[@]}\"",
        "bash",
        words);
  }

  private String bash(String option, String what, String name, String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(BASH.toString());
    command.add(option);
    command.add(what);
    command.add(name);
    command.addAll(List.of(words));
    Process shell =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
  }
}
