package org.fleetreboot.app.command.token;

import org.fleetreboot.app.command.option.SettingOptions;
import org.fleetreboot.app.failure.ProgramFailure;
import org.fleetreboot.app.identity.TokenRegister;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;

/** Finds the token file. */
final class TokenFileOption {
  private TokenFileOption() {}

  /**
   * The register in the file of {@code reboot.api.tokens}.
   *
   * @throws ProgramFailure if none is set
   */
  static TokenRegister register(SettingOptions options, ProcessEnvironment environment) {
    String file = options.read(environment).get(Setting.API_TOKENS);
    if (file.isEmpty()) {
      throw ProgramFailure.setup(
          "No token file is set: add reboot.api.tokens=data/tokens.json to application.properties, or give -P reboot.api.tokens=FILE.");
    }
    return new TokenRegister(environment.resolve(file));
  }
}
