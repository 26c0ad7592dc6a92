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
 * Runs a local IoT Hub while the tests of a class run: on a loopback address that has its ports
 * free, started before the first test and stopped after the last. A {@code @Nested} class uses the
 * hub of the class around it, unless it is annotated itself.
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
 * <p>After each test the hub forgets devices, faults and counts; see {@link #reset}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(LocalHubExtension.class)
public @interface LocalHubTest {
  /** The ids of devices that are registered before each test. */
  String[] devices() default {};

  /**
   * Whether after each test the hub forgets devices, faults and counts, and registers {@link
   * #devices} anew, with new keys. Without it a device can stay connected from {@code @BeforeAll}
   * on.
   */
  boolean reset() default true;

  /** Whether the hub lives by a clock that tests move by hand; it begins at the present. */
  boolean manualClock() default false;

  /** Whether the throttles of {@link #tier} are in force. */
  boolean throttles() default false;

  /** Matters only with {@link #throttles}. */
  HubTier tier() default HubTier.S1;

  /** Of the tier, 1 or more. */
  int units() default 1;

  /** Decides which requests a fault with a rate strikes. */
  long seed() default 0;

  /** Whether MQTT is spoken without TLS too, on a free port. */
  boolean plainPort() default false;
}
