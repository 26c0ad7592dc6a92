/**
 * Simulated devices. This package carries out the reboots that {@code behavior} describes, over the
 * transport of {@code sdk} or of {@code mqtt}.
 */
@NullMarked
package org.fleetreboot.devicesim.device;

import org.jspecify.annotations.NullMarked;
