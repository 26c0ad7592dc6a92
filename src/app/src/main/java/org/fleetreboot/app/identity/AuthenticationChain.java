package org.fleetreboot.app.identity;

import java.util.List;
import java.util.Optional;

/** Several ways to prove a name; the first that knows a token decides. Thread-safe. */
public final class AuthenticationChain implements Authentication {
  private final List<Authentication> ways;

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
