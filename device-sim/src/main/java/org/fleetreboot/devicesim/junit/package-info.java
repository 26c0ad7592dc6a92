/** A local IoT Hub for tests with JUnit 5. */
@NullMarked
package org.fleetreboot.devicesim.junit;

import org.jspecify.annotations.NullMarked;
