package org.fleetreboot.app.command.token;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.fleetreboot.app.command.option.DurationConverter;
import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.identity.Role;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a person a token. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = {
      "Gives a person a token, and prints it: only its hash is kept, so nobody can print it again.",
      "The person sends it as 'Authorization: Bearer', enters it at the sign-in of the dashboard, or"
          + " sets it as FLEET_REBOOT_TOKEN for the commands."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./fleet-reboot token add anna --role operator",
      "  ./fleet-reboot token add bob --role operator,approver --expires 90d"
    })
final class AddTokenCommand implements Callable<Integer> {
  private final ProcessEnvironment environment;

  @Parameters(paramLabel = "NAME", description = "The person, as events will name them.")
  private String name = "";

  @Option(
      names = "--role",
      split = ",",
      required = true,
      paramLabel = "ROLE",
      description = "viewer, operator or approver; several with commas.")
  private List<String> roles = List.of();

  @Option(
      names = "--expires",
      converter = DurationConverter.class,
      paramLabel = "DURATION",
      description = "When the token ends, from now, such as 90d. Default: never.")
  private @Nullable Duration expires;

  @Mixin private final SettingOptions settingOptions = new SettingOptions();

  AddTokenCommand(ProcessEnvironment environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    Set<Role> given = EnumSet.noneOf(Role.class);
    for (String role : roles) {
      given.add(
          Role.of(role)
              .orElseThrow(
                  () ->
                      ProgramFailure.setup(
                          "Unknown role '%s'; the roles are viewer, operator and approver."
                              .formatted(role))));
    }
    String token =
        TokenFileOption.register(settingOptions, environment)
            .add(name, given, expires == null ? null : environment.clock().instant().plus(expires));
    environment.out().println(token);
    environment
        .err()
        .println("fleet-reboot: this is the token of %s; it is not shown again.".formatted(name));
    return 0;
  }
}
