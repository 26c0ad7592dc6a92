package org.fleetreboot.app.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.fleetreboot.app.settings.ProcessEnvironment;
import org.fleetreboot.app.settings.Setting;
import org.fleetreboot.app.settings.Settings;

/** Several ways to prove a name; the first that knows a token decides. Thread-safe. */
public final class AuthenticationChain implements Authentication {
  private final List<Authentication> ways;

  /**
   * The tokens of people whom the settings name, besides those of an issuer.
   *
   * @throws org.fleetreboot.app.failure.ProgramFailure if one of them cannot work
   */
  public static Authentication configured(Settings settings, ProcessEnvironment environment) {
    List<Authentication> ways = new ArrayList<>();
    String tokens = settings.get(Setting.API_TOKENS);
    if (!tokens.isEmpty()) {
      ways.add(new PersonalTokens(environment.resolve(tokens), environment.clock()));
    }
    return new AuthenticationChain(ways);
  }

  public AuthenticationChain(List<Authentication> ways) {
    this.ways = List.copyOf(ways);
  }

  @Override
  public Optional<Caller> of(String token) {
    return ways.stream().flatMap(way -> way.of(token).stream()).findFirst();
  }

  @Override
  public Optional<Caller> still(Caller caller) {
    return ways.stream().flatMap(way -> way.still(caller).stream()).findFirst();
  }
}
