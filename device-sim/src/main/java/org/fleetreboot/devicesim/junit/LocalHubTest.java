package org.fleetreboot.devicesim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.fleetreboot.devicesim.hub.throttle.HubTier;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a local IoT Hub for the tests of a class. It is started before the first test, on a loopback
 * address with free ports, and stopped after the last. A {@code @Nested} class uses the hub of its
 * enclosing class, unless it is annotated itself.
 *
 * <p>Tests, constructors and lifecycle methods can take as parameters
 *
 * <ul>
 *   <li>{@link org.fleetreboot.devicesim.hub.LocalHub};
 *   <li>{@link org.fleetreboot.devicesim.hub.DeviceIdentity} with {@link Registered};
 *   <li>{@code String} with {@link PolicyConnectionString};
 *   <li>{@link org.fleetreboot.devicesim.hub.clock.ManualClock}, with {@link #manualClock}.
 * </ul>
 *
 * <p>After each test the hub is reset; see {@link #reset}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(LocalHubExtension.class)
public @interface LocalHubTest {
  /** The ids of devices to register before each test. */
  String[] devices() default {};

  /**
   * Whether to reset the hub after each test: it removes devices and faults, resets counters, and
   * registers {@link #devices} again with new keys. Without it, a device can stay connected from
   * {@code @BeforeAll} on.
   */
  boolean reset() default true;

  /** Whether the hub uses a clock that tests advance by hand, starting at the present. */
  boolean manualClock() default false;

  /** Whether to enforce the throttles of {@link #tier}. */
  boolean throttles() default false;

  /** Only used with {@link #throttles}. */
  HubTier tier() default HubTier.S1;

  /** The number of units, 1 or more. */
  int units() default 1;

  /** The seed that determines which requests a fault with a rate strikes. */
  long seed() default 0;

  /** Whether to open an MQTT port without TLS as well, on any free port. */
  boolean plainPort() default false;
}
