package org.fleetreboot.app.command.option;

import org.fleetreboot.app.identity.Login;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.workflow.Requester;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --by} of the commands. */
public final class RequesterOption {
  @Option(
      names = "--by",
      paramLabel = "NAME",
      converter = PlainText.class,
      description = "For whom you ask; the journal records it beside your own, proved name.")
  private @Nullable String by;

  /** For whom the command is, as its user says; null for nobody else. */
  public @Nullable String onBehalfOf(ProcessEnvironment environment) {
    return by == null || by.isBlank() ? CurrentUser.sudoer(environment).orElse(null) : by;
  }

  /** Who asks, where no program proves it: the login that this process runs as. */
  public Requester requester(ProcessEnvironment environment) {
    return Requester.login(Login.name()).onBehalfOf(onBehalfOf(environment));
  }
}
