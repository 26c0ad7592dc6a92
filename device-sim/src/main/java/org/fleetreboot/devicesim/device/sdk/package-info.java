/** Devices on Microsoft's device SDK: each speaks as a real device does, and takes threads. */
@NullMarked
package org.fleetreboot.devicesim.device.sdk;

import org.jspecify.annotations.NullMarked;
