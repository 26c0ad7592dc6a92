package org.fleetreboot.devicesim.junit;

import org.fleetreboot.devicesim.hub.DeviceIdentity;
import org.fleetreboot.devicesim.hub.LocalHub;
import org.fleetreboot.devicesim.hub.clock.ManualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Implements {@link LocalHubTest}, which tests use. */
final class LocalHubExtension
    implements BeforeAllCallback, AfterEachCallback, AfterAllCallback, ParameterResolver {
  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LocalHubExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) throws Exception {
    LocalHubTest wanted = context.getRequiredTestClass().getAnnotation(LocalHubTest.class);
    // A nested class without the annotation uses the hub of its enclosing class.
    if (wanted != null) {
      context.getStore(NAMESPACE).put(HubFixture.class, HubFixture.start(wanted));
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    fixture(context).reset();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // Removes only the hub of this class, not that of an enclosing class.
    HubFixture own = context.getStore(NAMESPACE).remove(HubFixture.class, HubFixture.class);
    if (own != null) {
      own.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == LocalHub.class
        || type == ManualClock.class
        || (type == DeviceIdentity.class && parameter.isAnnotated(Registered.class))
        || (type == String.class && parameter.isAnnotated(PolicyConnectionString.class));
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    HubFixture fixture = fixture(context);
    Class<?> type = parameter.getParameter().getType();
    if (type == LocalHub.class) {
      return fixture.hub();
    }
    if (type == ManualClock.class) {
      return fixture
          .clock()
          .orElseThrow(
              () ->
                  new ParameterResolutionException(
                      "The hub uses real time; write @LocalHubTest(manualClock = true)."));
    }
    if (type == DeviceIdentity.class) {
      return fixture
          .hub()
          .register(parameter.findAnnotation(Registered.class).orElseThrow().value());
    }
    return fixture
        .hub()
        .connectionString(
            parameter.findAnnotation(PolicyConnectionString.class).orElseThrow().value());
  }

  private static HubFixture fixture(ExtensionContext context) {
    @Nullable HubFixture fixture =
        context.getStore(NAMESPACE).get(HubFixture.class, HubFixture.class);
    if (fixture == null) {
      throw new IllegalStateException(
          "There is no hub for "
              + context.getDisplayName()
              + "; annotate its class with @LocalHubTest.");
    }
    return fixture;
  }
}
