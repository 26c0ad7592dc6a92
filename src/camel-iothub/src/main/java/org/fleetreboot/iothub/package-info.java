/**
 * The Camel component {@code iothub:}, the service side of Azure IoT Hub: direct methods, device
 * twins and twin queries.
 *
 * <p>Every failure of a direct method says whether the call was delivered. Nothing here retries.
 */
@NullMarked
package org.fleetreboot.iothub;

import org.jspecify.annotations.NullMarked;
