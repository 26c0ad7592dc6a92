package org.fleetreboot.app.command.option;

import org.fleetreboot.app.settings.ProcessEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --by} of the commands. */
public final class RequesterOption {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      converter = PlainText.class,
      description = "Who asks for it. Default: the current user.")
  private @Nullable String by;

  /** The given name, or that of the current user. */
  public String name(ProcessEnvironment environment) {
    return by == null || by.isBlank() ? CurrentUser.whoever(environment) : by;
  }
}
