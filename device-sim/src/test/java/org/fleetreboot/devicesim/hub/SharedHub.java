package org.fleetreboot.devicesim.hub;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A hub for all tests of a class, and Microsoft's service clients for it. */
final class SharedHub implements BeforeAllCallback, AfterAllCallback {
  private final LocalHubBuilder settings;
  private @Nullable LocalHub hub;

  private SharedHub(LocalHubBuilder settings) {
    this.settings = settings;
  }

  static SharedHub of(LocalHubBuilder settings) {
    return new SharedHub(settings);
  }

  LocalHub hub() {
    return Objects.requireNonNull(hub);
  }

  ServiceSdk service() {
    return new ServiceSdk(hub());
  }

  /** Causes another warning, so that the next one is not suppressed as a repetition. */
  void refuseSomethingElse() {
    RestProbe.owner(hub()).send("GET", "/something-else", "");
  }

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    hub = settings.start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    hub().close();
  }
}
